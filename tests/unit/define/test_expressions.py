"""The language of conditions and formulas: what it says, what it refuses, and that two ways of reckoning agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.expressions.errors import ExpressionError
from nianlun.define.expressions.evaluate import evaluate, holds
from nianlun.define.expressions.parser import LONGEST, parse
from nianlun.define.expressions.scope import WORDS, Scope
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.tree import names_in
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.expressions.typing import check_types

SITUATION = Situation(
    values={
        "invest": Decimal(320000000),
        "area": Decimal(65),
        "nought": Decimal(0),
        "level": "high",
        "tags": frozenset({"a", "b"}),
        "signed_on": date(2023, 3, 28),
        "year_of": "2023",
        "name": "Kelai 屏谷",
    },
    today=date(2023, 10, 20),
    as_of=date(2023, 10, 20),
    stage="signed",
    reached={"planned": None, "signed": date(2023, 3, 28)},
    classes=frozenset({"landing"}),
    unit=7,
    under=lambda unit, name: unit == 7 and name == "青禾县",
)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("invest >= 1亿元", True),
        ("invest / area", Decimal(320000000) / 65),
        ("invest / nought", None),
        ("invest == 32000万元", True),
        ("66.7% < 1", True),
        ("missing > 5", None),
        ("missing > 5 or invest > 0", True),
        ("missing > 5 and invest < 0", False),
        ("not (missing > 5)", None),
        ("missing == 0", None),
        ("coalesce(missing, area, 3)", Decimal(65)),
        ("has(missing)", False),
        ("1 + 2 * 3 - 4 / 2", Decimal(5)),
        ("-(1 + 2) - -3", Decimal(0)),
        ("7 - 3 - 2", Decimal(2)),
        ('level in ("low", "high")', True),
        ('level not in ("low", "high")', False),
        ("area in (1, -2, 65)", True),
        ("days_between(signed_on, as_of)", Decimal(206)),
        ("signed_on + 206 == as_of", True),
        ("as_of - signed_on", Decimal(206)),
        ("year(signed_on) * 100 + month(signed_on)", Decimal(202303)),
        ("year(year_of)", Decimal(2023)),
        ("add_days(signed_on, 4)", date(2023, 4, 1)),
        ('reached("signed") and not reached("started")', True),
        ('reached_on("signed") == 2023-03-28', True),
        ('reached_on("planned")', None),
        ('in_class("landing")', True),
        ('under("青禾县")', True),
        ('contains(tags, "a")', True),
        ('contains(name, "kelai")', True),
        ('when(area > 50, "large", "small")', "large"),
        ("round(2.5)", Decimal(3)),
        ("round(-2.5)", Decimal(-3)),
        ("round(invest / area, 2)", Decimal("4923076.92")),
        ("least(3, area, 5) + most(1, 2)", Decimal(5)),
        ('stage == "signed"', True),
        ("true and not false", True),
        ("“high” == level", True),
    ],
)
def test_an_expression_gives_its_value(source: str, value: Any) -> None:
    assert evaluate(parse(source), SITUATION) == value


@pytest.mark.parametrize(
    ("source", "slug", "at"),
    [
        ("a = 3", "character", 2),
        ("a ==", "unexpected", 4),
        ("(a", "expected", 2),
        ("a b", "unexpected", 2),
        ("a in b", "expected", 5),
        ("3亩 > a", "unit", 0),
        ("2023-13-01", "date", 0),
        ("'a", "character", 0),
        ("a.5", "unexpected", 2),
        ("__import__('os')()", "unexpected", 16),
        ("", "unexpected", 0),
        ("(" * 80 + "a", "deep", 60),
        ("a" * (LONGEST + 1), "long", LONGEST),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(source: str, slug: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)

    assert (caught.value.slug, caught.value.at) == (f"define.expression.{slug}", at)


SCOPE = Scope(
    {
        **WORDS,
        "money": Shape(Type.MONEY, measure="元"),
        "dollars": Shape(Type.MONEY, measure="美元"),
        "number": Shape(Type.NUMBER),
        "share": Shape(Type.RATIO),
        "text": Shape(Type.TEXT),
        "truth": Shape(Type.TRUTH),
        "day": Shape(Type.DATE),
        "span": Shape(Type.PERIOD),
        "pick": Shape(Type.CHOICE, ("one", "two")),
        "picks": Shape(Type.CHOICES, ("one", "two")),
        "paper": Shape(Type.OTHER),
        "town": Shape(Type.UNIT),
    },
    ("open", "shut"),
    ("landing",),
)


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("money > 1亿元 and share > 50% and number > share", []),
        ("money > 0", []),
        ("money > 5", ["bare_money"]),
        ("money > 5万美元", ["currency"]),
        ("money > dollars", ["currency"]),
        ("money > number", ["compare"]),
        ("money / number > 3万元", []),
        ("money / money > 3", []),
        ("money * money > 3", ["arithmetic"]),
        ("money + dollars > 3", ["arithmetic"]),
        ("number / money > 3", ["arithmetic"]),
        ("day - day > 3 and day + 5 > day", []),
        ("day + day > day", ["arithmetic"]),
        ("text > 5", ["compare"]),
        ("truth > true", ["order"]),
        ("truth == true or truth", []),
        ("number and truth", ["condition"]),
        ("not number", ["condition"]),
        ("-day == day", ["number"]),
        ("pick == 'three'", ["choice"]),
        ("pick in ('one', 'three', 4)", ["choice", "compare"]),
        ("picks == 'one'", ["compare"]),
        ("contains(picks, 'three')", ["choice"]),
        ("contains(text, 'three')", []),
        ("span == '2023-Q1'", []),
        ("span == 'soon'", ["period"]),
        ("has(paper) and paper == paper", ["compare"]),
        ("reached('opened') or in_class('landed')", ["stage", "class"]),
        ("reached(text)", ["literal"]),
        ("under(town, '东') and under('东')", []),
        ("under(text, '东')", ["argument"]),
        ("days_between(day)", ["arguments"]),
        ("has(day, day)", ["arguments"]),
        ("coalesce(money, 0) > 1元", []),
        ("coalesce(money, 5) > 1元", ["compare"]),
        ("when(truth, number, text) == 1", ["compare"]),
        ("munber > 3 and exec('x')", ["name", "function"]),
        ("text.upper() == 'A'", ["function"]),
    ],
)
def test_types_are_checked_before_there_are_values(source: str, faults: list[str]) -> None:
    found = check_types(parse(source), SCOPE, frozenset({Type.TRUTH}))

    assert [each.slug for each in found] == [f"define.expression.{fault}" for fault in faults]


def test_a_formula_must_give_what_is_wanted() -> None:
    assert [each.slug for each in check_types(parse("number + 1"), SCOPE, frozenset({Type.DATE}))] == [
        "define.expression.result"
    ]


def test_names_are_found_wherever_they_stand() -> None:
    tree = parse('a + b > 3 and not c in (1, 2) or f(d, -e).g("x") == h').tree

    assert names_in(tree) == {"a", "b", "c", "d", "e", "h"}


def test_no_condition_always_holds_and_a_missing_reading_never() -> None:
    assert holds(None, SITUATION)
    assert not holds(parse("missing > 5"), SITUATION)


Naive = Callable[[dict[str, Any]], Any]


def _missing(*values: Any) -> bool:
    return any(value is None for value in values)


@st.composite
def numbers(draw: st.DrawFn, depth: int = 3) -> tuple[str, Naive]:
    """A formula with a second way to reckon it, built beside it."""
    if depth == 0 or draw(st.booleans()):
        if draw(st.booleans()):
            constant = draw(st.integers(0, 9))
            return str(constant), lambda _: Decimal(constant)
        name = draw(st.sampled_from("abc"))
        return name, lambda values: values[name]
    left, reckon_left = draw(numbers(depth - 1))
    right, reckon_right = draw(numbers(depth - 1))
    sign = draw(st.sampled_from("+-*/"))

    def reckon(values: dict[str, Any]) -> Any:
        one, other = reckon_left(values), reckon_right(values)
        if _missing(one, other) or (sign == "/" and other == 0):
            return None
        return {"+": one + other, "-": one - other, "*": one * other}[sign] if sign != "/" else one / other

    return f"({left} {sign} {right})", reckon


@st.composite
def truths(draw: st.DrawFn, depth: int = 3) -> tuple[str, Naive]:
    """A condition with a second way to reckon it."""
    form = draw(st.sampled_from(["compare", "has"] if depth == 0 else ["compare", "has", "not", "and", "or"]))
    if form == "has":
        name = draw(st.sampled_from("abc"))
        return f"has({name})", lambda values: values[name] is not None
    if form == "compare":
        left, reckon_left = draw(numbers(2))
        right, reckon_right = draw(numbers(2))
        sign = draw(st.sampled_from(["<", "<=", "==", "!=", ">", ">="]))

        def compare(values: dict[str, Any]) -> Any:
            one, other = reckon_left(values), reckon_right(values)
            if _missing(one, other):
                return None
            order = (one > other) - (one < other)
            return {"<": order < 0, "<=": order <= 0, "==": order == 0, "!=": order != 0, ">": order > 0}.get(
                sign, order >= 0
            )

        return f"{left} {sign} {right}", compare
    inner, reckon_inner = draw(truths(depth - 1))
    if form == "not":
        return f"not ({inner})", lambda values: {True: False, False: True, None: None}[reckon_inner(values)]
    other, reckon_other = draw(truths(depth - 1))
    table = max if form == "or" else min
    rank = {False: 0, None: 1, True: 2}
    back = {number: truth for truth, number in rank.items()}
    return f"({inner}) {form} ({other})", lambda values: back[
        table(rank[reckon_inner(values)], rank[reckon_other(values)])
    ]


readings = st.none() | st.integers(-9, 9).map(Decimal)


@given(truths(), readings, readings, readings)
def test_two_ways_of_reckoning_agree(condition: tuple[str, Naive], a: Any, b: Any, c: Any) -> None:
    source, naive = condition
    values = {"a": a, "b": b, "c": c}

    assert evaluate(parse(source), Situation(values=values)) == naive(values)

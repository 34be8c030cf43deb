"""What is shown can be typed again, and every format agrees with the stored value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.parser import parse
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import KindOptions
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.kinds.file import FileOptions
from nianlun.define.messages import MESSAGES
from nianlun.define.words import Language
from tests.unit.define.strategies import fields_with_values

Made = tuple[str, KindOptions, Any]


@given(fields_with_values(), st.sampled_from(Language))
def test_what_is_shown_can_be_typed_again(made: Made, language: Language) -> None:
    kind, options, value = made

    shown = KINDS[kind].show(value, options, language)

    assert KINDS[kind].read(shown, options) == value


@given(fields_with_values())
def test_a_stored_value_is_accepted_as_it_is(made: Made) -> None:
    kind, options, value = made

    assert KINDS[kind].accept(value, options) == value
    jsonschema.validate(value, KINDS[kind].api_schema(options))


typed = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.dates()
    | st.text(max_size=30)
    | st.text("0123456789年月日.-/,%万亿元亩至QHW季度 ", max_size=20)
    | st.lists(st.text(max_size=5), max_size=2)
    | st.dictionaries(st.sampled_from(["type", "coordinates", "digest"]), st.text(max_size=5))
)


@given(fields_with_values(), typed)
def test_whatever_is_typed_is_read_or_refused(made: Made, raw: Any) -> None:
    """No input breaks a kind, and what it reads is in stored form."""
    kind, options, _ = made
    slug, value = "", None
    try:
        value = KINDS[kind].read(raw, options)
    except BadValueError as error:
        slug = error.slug

    assert not slug or slug in MESSAGES
    assert KINDS[kind].accept(value, options) == value
    if value is not None:
        jsonschema.validate(value, KINDS[kind].api_schema(options))
        assert KINDS[kind].index(value, options)


@given(fields_with_values(), fields_with_values())
def test_sort_keys_put_missing_readings_last(made: Made, other: Made) -> None:
    kind, options, value = made

    assert KINDS[kind].sort_key(value, options) < KINDS[kind].sort_key(None, options)


@given(fields_with_values())
def test_a_value_passes_its_own_filters(made: Made) -> None:
    """Whatever is indexed is itself, is present, and is not missing."""
    kind, options, value = made
    values = KINDS[kind].index(value, options)
    filters = {each.key: each for each in KINDS[kind].filters(options)}

    assert filters["present"].test(values, ())
    assert not filters["missing"].test(values, ())
    assert filters["missing"].test((), ())
    for key in {"is", "any_of", "since", "until", "at_least", "at_most"} & filters.keys():
        assert filters[key].test(values, values)
    for key in {"is_not", "none_of"} & filters.keys():
        assert not filters[key].test(values, values)
        assert filters[key].test((), values)


@given(fields_with_values())
def test_excel_gets_what_a_clerk_would_type(made: Made) -> None:
    """A cell read back by an import is the same value, up to what a float can hold."""
    kind, options, value = made
    cell = KINDS[kind].cell_value(value, options)
    if kind in ("decimal", "money", "ratio") and abs(Decimal(value)) > 10**8:
        return
    if kind == "ratio" and abs(Decimal(value)) > 5:
        return

    assert KINDS[kind].read(cell, options) == value


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_describes_itself_in_both_languages(key: str) -> None:
    kind = KINDS[key]
    needs: dict[str, Any] = {
        "choice": lambda: kind.options(choices=()),
        "choices": lambda: kind.options(choices=()),
        "link": lambda: kind.options(register="things"),
        "computed": lambda: ComputedOptions(formula=parse("1 + 1")),
    }
    options = needs.get(key, kind.options)()

    words = [kind.describe(options, language) for language in Language]

    assert all(words)
    assert words[0] != words[1]
    assert kind.widget
    assert kind.show(None, options, Language.CHINESE) == ""
    assert kind.index(None, options) == ()
    assert kind.cell_value(None, options) is None


@pytest.mark.parametrize(
    ("result", "value", "stored"),
    [
        ("decimal", Decimal("1.005"), "1.01"),
        ("integer", Decimal("2.5"), 3),
        ("ratio", Decimal(7) / Decimal(21), "0.3333"),
        ("money", Decimal("12.345"), "12.35"),
        ("date", "2023-10-20", "2023-10-20"),
        ("yes_no", True, True),
    ],
)
def test_computed_values_are_stored_as_their_result_is(result: str, value: Any, stored: Any) -> None:
    options = ComputedOptions(formula=parse("1"), result=result)

    assert KINDS["computed"].accept(value, options) == stored


@pytest.mark.parametrize(
    ("cents", "shown"), [("5540540.54", "554.05万元"), ("345000", "34.5万元"), ("-50", "-0.01万元")]
)
def test_computed_money_is_shown_with_its_places(cents: str, shown: str) -> None:
    options = ComputedOptions(formula=parse("1"), result="money", unit="万元")

    assert KINDS["computed"].show(cents, options, Language.CHINESE) == shown


def test_ratio_accepts_any_size_in_stored_form() -> None:
    """Completion of 1297 percent is not asked about when it comes from the API."""
    assert KINDS["ratio"].accept("12.97", KINDS["ratio"].options()) == "12.97"


def test_files_are_named() -> None:
    paper = {"digest": "a" * 64, "name": "协议.pdf", "size": 1, "type": "application/pdf"}

    assert KINDS["file"].show([paper, paper], FileOptions(), Language.CHINESE) == "协议.pdf、协议.pdf"
    assert KINDS["file"].index([paper], FileOptions()) == ("协议.pdf",)

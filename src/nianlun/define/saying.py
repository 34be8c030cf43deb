"""Conditions and formulas in words: labels instead of keys, 不低于 instead of `>=`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nianlun.define.expressions.tree import Among, Binary, Call, Constant, Literal, Name, Tree, Unary
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.model import Register
from nianlun.define.words import Language, either, label_of

SIGNS = {
    "==": ("为", "is"),
    "!=": ("不为", "is not"),
    ">=": ("不低于", "is at least"),
    "<=": ("不高于", "is at most"),
    ">": ("高于", "is above"),
    "<": ("低于", "is below"),
    "and": ("，且", " and"),
    "or": ("，或", " or"),
    "+": ("＋", "+"),
    "-": ("－", "−"),
    "*": ("×", "×"),
    "/": ("÷", "÷"),
}
"""Each sign in Chinese and in English."""
OF_DAYS = {
    ">=": ("不早于", "is not before"),
    "<=": ("不晚于", "is not after"),
    ">": ("晚于", "is after"),
    "<": ("早于", "is before"),
}
"""The same between days."""
DAYS = frozenset({"today", "as_of", "updated_on"})
LOGIC = frozenset({"and", "or"})
COMPARING = frozenset({"==", "!=", ">=", "<=", ">", "<"})
STANDING_WORDS = {
    "stage": ("当前阶段", "stage"),
    "unit": ("所属单位", "unit"),
    "code": ("编号", "number"),
    "today": ("当日", "today"),
    "as_of": ("截至日", "the day asked about"),
    "updated_on": ("最近更新日", "the day of the last update"),
}
BINDING = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
"""The higher binds the closer; comparisons stand between."""
COMPARISON = 3
PER_CENT = "%"
LARGE = (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))


@dataclass(frozen=True)
class Saying:
    """What the words of one expression are taken from."""

    language: Language
    register: Register | None = None
    """Whose fields, stages and lists are named; none for a formula over indicators."""
    names: Mapping[str, str] | None = None
    """Labels of indicators."""

    def say(self, tree: Tree) -> str:
        """An expression as a clerk would say it."""
        match tree:
            case Literal():
                return self._constant(tree)
            case Name(key=key):
                return self._name(key)
            case Unary(sign="not", operand=operand):
                return self._denied(operand)
            case Unary(operand=operand):
                return f"−{self.say(operand)}"
            case Among(operand=operand, choices=choices):
                named = self._listed(self._choice(operand, each) for each in choices)
                return self._words(f"{self.say(operand)}为{named}", f"{self.say(operand)} is {named}")
            case Binary():
                return self._binary(tree)
            case Call():
                return self._call(tree)

    def _words(self, chinese: str, english: str) -> str:
        return either(self.language, chinese, english)

    def _listed(self, words: Iterable[str]) -> str:
        return self._words("或", " or ").join(words)

    def _name(self, key: str) -> str:
        field = self.register.field_by_key.get(key) if self.register is not None else None
        if field is not None:
            return label_of(field, self.language)
        if self.names is not None and key in self.names:
            return self._words(f"“{self.names[key]}”", f"“{self.names[key]}”")
        return self._words(*STANDING_WORDS[key]) if key in STANDING_WORDS else key

    def _constant(self, literal: Literal) -> str:
        return constant_words(literal.value, literal.unit, self.language)

    def _choice(self, operand: Tree, literal: Literal) -> str:
        """A written-down value beside the field it is compared with: a choice or a stage has a label."""
        if self.register is None or not isinstance(operand, Name) or not isinstance(literal.value, str):
            return self._constant(literal)
        if operand.key == "stage":
            return self._labelled(self.register.stage_by_key, literal.value)
        field = self.register.field_by_key.get(operand.key)
        options = field.options if field is not None else None
        choices = options.choices if isinstance(options, ChoiceOptions) else ()
        return self._labelled({each.key: each for each in choices}, literal.value)

    def _labelled(self, things: Mapping[str, object], key: str) -> str:
        found = things.get(key)
        words = label_of(found, self.language) if found is not None else key  # type: ignore[arg-type]
        return f"“{words}”"

    def _denied(self, operand: Tree) -> str:
        if isinstance(operand, Call) and operand.name == "has":
            what = self.say(operand.arguments[0])
            return self._words(f"{what}未填", f"{what} is empty")
        return self._words(f"不满足（{self.say(operand)}）", f"not ({self.say(operand)})")

    def _binary(self, tree: Binary) -> str:
        left, right = self._side(tree, tree.left), self._side(tree, tree.right)
        if tree.sign in COMPARING and isinstance(tree.right, Literal):
            right = self._choice(tree.left, tree.right)
            if isinstance(tree.right.value, bool):
                left = f"“{left}”"
        signs = OF_DAYS if _is_day(tree.right) or _is_day(tree.left) else {}
        sign, sign_en = signs.get(tree.sign) or SIGNS[tree.sign]
        if tree.sign in LOGIC:
            return self._words(f"{left}{sign}{right}", f"{left}{sign_en} {right}")
        return self._words(f"{left}{sign}{right}", f"{left} {sign_en} {right}")

    def _side(self, tree: Binary, side: Tree) -> str:
        """A side, in brackets where it binds less closely than what stands around it."""
        words = self.say(side)
        if isinstance(side, Binary):
            inner, outer = BINDING.get(side.sign, COMPARISON), BINDING.get(tree.sign, COMPARISON)
            if inner < outer or (inner == outer and side is tree.right and tree.sign in ("-", "/")):
                return self._words(f"（{words}）", f"({words})")
        return words

    def _call(self, tree: Call) -> str:
        given = tree.arguments
        say = SAYING_CALLS.get(tree.name)
        if say is not None and tree.target is None:
            return say(self, given)
        inner = self._words("、", ", ").join(self.say(each) for each in given)
        return f"{tree.name}({inner})"

    def stage(self, tree: Tree) -> str:
        """The stage a literal names."""
        stages = self.register.stage_by_key if self.register is not None else {}
        return self._labelled(stages, str(tree.value) if isinstance(tree, Literal) else "")

    def class_(self, tree: Tree) -> str:
        """The list a literal names."""
        classes = self.register.class_by_key if self.register is not None else {}
        return self._labelled(classes, str(tree.value) if isinstance(tree, Literal) else "")

    def held(self, given: tuple[Tree, ...]) -> str:
        """Something a list of choices or a text holds."""
        field, wanted = given
        return self._choice(field, wanted) if isinstance(wanted, Literal) else self.say(wanted)


Given = tuple[Tree, ...]
SAYING_CALLS: dict[str, Callable[[Saying, Given], str]] = {
    "has": lambda saying, given: either(
        saying.language, f"{saying.say(given[0])}已填", f"{saying.say(given[0])} is filled in"
    ),
    "in_class": lambda saying, given: either(
        saying.language, f"在{saying.class_(given[0])}中", f"in the list {saying.class_(given[0])}"
    ),
    "reached": lambda saying, given: either(
        saying.language,
        f"已到过{saying.stage(given[0])}阶段",
        f"has reached the stage {saying.stage(given[0])}",
    ),
    "reached_on": lambda saying, given: either(
        saying.language,
        f"到达{saying.stage(given[0])}阶段的日期",
        f"the day of the stage {saying.stage(given[0])}",
    ),
    "contains": lambda saying, given: either(
        saying.language,
        f"{saying.say(given[0])}包含{saying.held(given)}",
        f"{saying.say(given[0])} holds {saying.held(given)}",
    ),
    "under": lambda saying, given: either(
        saying.language,
        f"{saying.say(given[0]) if len(given) > 1 else '所属单位'}在{saying.say(given[-1])}及其下属",
        f"{saying.say(given[0]) if len(given) > 1 else 'the unit'} is {saying.say(given[-1])} or below it",
    ),
    "days_between": lambda saying, given: either(
        saying.language,
        f"{saying.say(given[0])}到{saying.say(given[1])}的天数",
        f"days from {saying.say(given[0])} to {saying.say(given[1])}",
    ),
    "year": lambda saying, given: either(
        saying.language, f"{saying.say(given[0])}的年份", f"the year of {saying.say(given[0])}"
    ),
    "month": lambda saying, given: either(
        saying.language, f"{saying.say(given[0])}的月份", f"the month of {saying.say(given[0])}"
    ),
}
"""Functions that have words of their own; the others are written with labels in brackets."""


def _is_day(tree: Tree) -> bool:
    """Whether a side is plainly a day."""
    match tree:
        case Literal(value=value):
            return isinstance(value, date)
        case Name(key=key):
            return key in DAYS
        case _:
            return False


def constant_words(value: Constant, unit: str, language: Language) -> str:
    """A written-down value: money in the unit that reads best, a ratio as a percentage."""
    if isinstance(value, bool):
        return either(language, "是" if value else "否", "yes" if value else "no")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _amount_words(value, unit)
    return f"“{value}”"


def _amount_words(value: Decimal, unit: str) -> str:
    if unit == PER_CENT:
        return f"{(value * 100).normalize():f}%"
    for sign, factor in LARGE if unit else ():
        if abs(value) >= factor:
            return f"{(value / factor).normalize():f}{sign}{unit}"
    return f"{value.normalize():f}{unit}"

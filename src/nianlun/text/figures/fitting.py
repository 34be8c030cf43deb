"""Whether a number and the unit after it count something, or make a date, a name or an ordinal."""

from __future__ import annotations

import re

from nianlun.kernel.measures import UNITS
from nianlun.text.figures import names
from nianlun.text.figures.numbers import Number
from nianlun.text.figures.units import CHINESE_CLASSIFIERS, MASKED_UNITS

MEASURED_ONE = frozenset("倍番成")
"""Units that make a figure even of 一: 增长一倍."""
_AFTER_LONG_NUMERAL = frozenset("期处门位口轮节台")
"""Classifiers that make names after one Chinese digit (三期工程) and figures after a longer numeral."""
_AMBIGUOUS = frozenset(("度", "方", "里", "角", "分", "周", "米", "平方", "升", "顷", "立方", "克"))
_MOSTLY_NAMES = frozenset("届度角周路队分")
_CLOCK = re.compile(r"(?:上午|下午|晚上|早上|凌晨|中午|傍晚|晚间|夜间|晚|早)$")
_NAMED_PHASE = re.compile(r"工程|项目|建设|[及和、]\d{1,2}期")
_MASKED_NAMES = {
    "家": "庭园具乡族长属",
    "户": "籍外主",
    "个": "体人性",
    "处": "长级",
    "座": "谈",
    "台": "州湾",
    "条": "例",
}
"""What after a masked name and a unit makes another word of both: XX家园, XX条例."""


def fits(body: str, number: Number, unit: str, unit_start: int, unit_end: int) -> bool:
    """Whether number and unit together count something."""
    if number.style == "masked":
        return _masked_fits(body, number, unit, unit_end)
    if names.is_no_duration(body, number, unit, unit_end):
        return False
    if number.style == "arabic":
        return _arabic_fits(body, number, unit, unit_end)
    return _chinese_fits(body, number, unit, unit_start)


def _chinese_fits(body: str, number: Number, unit: str, unit_start: int) -> bool:
    value = number.value or ""
    known = unit in CHINESE_CLASSIFIERS or unit in UNITS
    if not known and not number.scale and number.embedded is None:
        return unit in _AFTER_LONG_NUMERAL and len(value) > 1
    if not number.scale:
        if value == "1" and unit not in MEASURED_ONE:
            return False
        if unit in _AMBIGUOUS:
            return len(value) > 1 and unit in "里米度周"
        if body[number.start : number.end] == "二":
            return unit in UNITS or unit == "个"
    return not names.is_fixed_name(body, unit_start)


def _arabic_fits(body: str, number: Number, unit: str, unit_end: int) -> bool:
    if unit == "版" and "." in (number.value or ""):
        return False
    if unit == "点" and _CLOCK.search(body, max(0, number.start - 4), number.start):
        return False
    if unit == "期" and _NAMED_PHASE.match(body, unit_end):
        return False
    if unit in _MOSTLY_NAMES and not number.scale:
        return unit in "周度分" and body[unit_end : unit_end + 1] in "，。；、（）以左内的\t\n"
    return unit != "部门" and not (unit == "个" and body.startswith("“", unit_end))


def _masked_fits(body: str, number: Number, unit: str, unit_end: int) -> bool:
    before = body[number.start - 1 : number.start]
    if before.isascii() and before.isalnum():
        return False
    if number.scale:
        return True
    return unit in MASKED_UNITS and body[unit_end : unit_end + 1] not in _MASKED_NAMES.get(unit, " ")

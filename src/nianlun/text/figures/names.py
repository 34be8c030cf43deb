"""Numbers that are part of a name, a date or a mark, and so are no figures."""

from __future__ import annotations

import re

from nianlun.text.figures.numbers import Number

_FIXED_AFTER_COUNT = re.compile(
    r"个(?:年|现代化|全面|自信|意识|维护|确立|文明|代表|转变|大局|务必|毫不|凡是|统筹|倍增|一(?![个项])|不|再|没有|结合|面向|必须|中心、?"
    r"|坚持|专项|“|一百年|率先|明确|主体责任)"
    r"|位一体|种制度|次(?:会议|全会|党代会|常委会|产业|分配|创业)|项规定|项(?:基本)?原则|条禁令|条例|套班子|条战线|面红旗|座大山|种形态"
)
_PLAN_OF_YEARS = re.compile(
    r"(?:[一-龥]{0,4}?(?:行动|计划|规划|方案|攻坚|纲要|义务教育|一贯制|制)|[行两]动|如一日|期间|一遇|[一二两三]熟)"
)
_SERVICE_NAME = re.compile(r"[一-龥]{0,6}?(?:圈|热线|工程)")
_TERM = ("内", "以内", "之内", "以上", "以下", "的期限", "期限", "未")
"""What after 三十日 makes it a term, and no date."""
_CALENDAR_YEAR = re.compile(r"\d{4}|[0789]\d")
_AROUND_THE_CLOCK = ("24", "8", "7")
_FIVE_YEARS_LONG = re.compile(r"间|[共累平全中新]|投资|建成|完成|来")
"""What after a number of years that opens a clause makes it the period reported: 五年新增就业, 五年间."""
_ON_TIME = ("内", "以内", "之内", "即可")

_ERA_BEFORE = (
    "今后",
    "未来",
    "过去",
    "过去的",
    "今后的",
    "未来的",
    "这",
    "前",
    "头",
    "最近",
    "每",
    "上",
    "近",
)
"""Words that make a number of years a period and no figure."""


def is_quoted_name(body: str, start: int, end: int) -> bool:
    """Whether the number stands in a short quotation, as names do: “四个100%”, “1+4+N”."""
    opening = body.rfind("“", max(0, start - 12), start)
    if opening < 0 or body.find("”", opening, start) >= 0:
        return False
    closing = body.find("”", end, opening + 15)
    if closing < 0:
        return False
    inside = body[opening + 1 : closing]
    return not any(mark in inside for mark in "，。；、")


def in_title(body: str, start: int) -> bool:
    """Whether the place lies between 《 and 》."""
    opening = body.rfind("《", max(0, start - 60), start)
    return opening >= 0 and body.find("》", opening, start) < 0


def is_fixed_name(body: str, unit_start: int) -> bool:
    """Whether a Chinese numeral with what follows is a fixed name: 四个全面, 五位一体, 八项规定."""
    return _FIXED_AFTER_COUNT.match(body, unit_start) is not None


def is_no_duration(body: str, number: Number, unit: str, end: int) -> bool:
    """Whether a unit of time after a number makes a date, a clock time or a name, and no duration."""
    if unit == "年":
        return _is_no_span_of_years(body, number, end)
    if unit == "个月":
        return body[number.start - 1 : number.start] == "前" and body[number.start - 2] not in "提超"
    if unit == "日":
        return not body.startswith(_TERM, end)
    if unit == "小时" and number.value in _AROUND_THE_CLOCK:
        return not body.startswith(_ON_TIME, end)
    if unit in ("分钟", "小时"):
        return _SERVICE_NAME.match(body, end) is not None
    return unit == "天" and number.value == "365"


def _is_no_span_of_years(body: str, number: Number, end: int) -> bool:
    value, start = number.value or "", number.start
    if number.style == "arabic" and _CALENDAR_YEAR.fullmatch(value):
        return True
    if body.startswith("来", end) or body.endswith(_ERA_BEFORE, max(0, start - 3), start):
        return True
    if body[start - 1 : start] == "个" or (number.style == "chinese" and body.startswith(("级", "制"), end)):
        return True
    opens = body[start - 1 : start] in "，。；：、　\n"
    if number.style == "chinese" and opens and _FIVE_YEARS_LONG.match(body, end):
        return True
    if body[start - 1 : start] == "的" and body[end : end + 1] in "，。；":
        return True
    return _PLAN_OF_YEARS.match(body, end) is not None

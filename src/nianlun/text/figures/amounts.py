"""A number with its unit, or with what stands in for one: ranges, ratios, indices, bare 万 and 亿."""

from __future__ import annotations

import re

from nianlun.text.figures.candidate import Candidate
from nianlun.text.figures.fitting import fits
from nianlun.text.figures.numbers import Number, chinese_plain, number_at
from nianlun.text.figures.units import match_unit

TO = re.compile(r"\s?(?:[—–\-~～－―]{1,2}|至|到|、(?=百分之))\s?")
"""What joins the ends of a range."""
_BETWEEN = re.compile(r"以上(?:至|，)?")
_RATIO = re.compile(r"[::：](\d+(?:\.\d+)?)(?![\d::])")
_PER = re.compile(r"/(?:10万|万|千|百万)(?![\u4e00-\u9fff])")
_BARE_AFTER = re.compile(r"(?:以上|以下|左右|以内)?(?=[，。；、）)\n]|$)")
_OPEN_UNIT = re.compile(r"(?:[\u4e00-\u9fff]|[\u4e00-\u9fff]次)(?=[，。；、）)\n]|$)")
_NO_OPEN_UNIT = re.compile(
    r"[年月日号时分秒强级届后前中内外余多以上下左右的和与及等起地是为在至到路楼"
    r"室版股类层位线式星块岁之市县区镇乡村省]"
)
_LONGEST_OPEN = 5
"""Digits of a number that a rare counting word may follow; longer ones are telephone numbers and the like."""
_BARE_BEFORE = (
    "提高到", "达到", "达", "降至", "降到", "降为", "升至", "增至", "增加到", "控制在", "系数为", "系数", "指数为", "指数",
    "得分", "缩小至", "缩小到", "提高至", "提升至", "提升到", "突破", "超过", "上升至", "下降至", "下降到", "为", "比",
)  # fmt: skip
_POWERS = {"": 1, "万": 10**4, "亿": 10**8}
_BARE_SCALES = ("万", "亿", "万亿")
_CLOSES = frozenset("，。；、）)和的与及并\n ”以左")


def amount_at(body: str, number: Number) -> Candidate | None:
    """The figure that a number begins, or None where it makes none."""
    link = TO.match(body, number.end)
    if link is not None:
        ranged = _range(body, number, "", link.end())
        if ranged is not None:
            return ranged
    unit_start = number.end + (body[number.end : number.end + 1] == " ")
    unit_end = match_unit(body, unit_start)
    if unit_end == unit_start:
        return _masked_alone(body, number) if number.style == "masked" else _alone(body, number)
    unit = body[unit_start:unit_end]
    if not fits(body, number, unit, unit_start, unit_end):
        return None
    if unit == "成" and number.style == "chinese":
        digit = chinese_plain(body[unit_end : unit_end + 1])
        if digit is not None and digit != "10":
            return Candidate(
                number.start, unit_end + 1, f"{number.value}.{digit}", None, unit, "rate", None, True
            )
    link = TO.match(body, unit_end) or _BETWEEN.match(body, unit_end)
    ranged = _range(body, number, unit, link.end()) if link is not None else None
    return ranged or _plain(number, unit_end, unit)


def _plain(number: Number, end: int, unit: str, kind: str | None = None) -> Candidate:
    chinese = number.style in ("chinese", "round")
    whole_unit = number.scale + unit or None
    return Candidate(
        number.start, end, number.value, number.upper, whole_unit, kind, number.embedded, chinese
    )


def _range(body: str, low: Number, low_unit: str, start: int) -> Candidate | None:
    """The figure from `low` up to the number that begins at `start`, when both have one unit."""
    if not _may_close(body, low, start):
        return None
    high = number_at(body, start)
    if (
        high is None
        or high.value is None
        or low.value is None
        or (low.style == "chinese") != (high.style == "chinese")
    ):
        return None
    unit_end = match_unit(body, high.end)
    unit = body[high.end : unit_end]
    if (low_unit and low_unit != unit) or not (unit or (high.scale and not low_unit)):
        return None
    if unit and not fits(body, high, unit, high.end, unit_end):
        return None
    upper, scale = high.value, high.scale
    if low.scale != high.scale and (low.scale or low_unit):
        ratio = _POWERS.get(high.scale, 0) // _POWERS.get(low.scale, 1)
        if ratio < 1 or "." in upper:
            return None
        upper, scale = str(int(upper) * ratio), low.scale
    embedded = low.embedded or high.embedded
    return Candidate(
        low.start, unit_end, low.value, upper, scale + unit, None, embedded, low.style == "chinese"
    )


def _may_close(body: str, low: Number, start: int) -> bool:
    if low.style == "masked" or start >= len(body) or body.startswith("百分之", start):
        return False
    return body[start].isdigit() or body[start] in "一二三四五六七八九十两百"


def _masked_alone(body: str, number: Number) -> Candidate | None:
    if not number.scale or body[number.end : number.end + 1] not in _CLOSES:
        return None
    return _plain(number, number.end, "")


def _alone(body: str, number: Number) -> Candidate | None:
    """A number without a known unit: a ratio, an index, an amount in 万 or 亿, or one with a rare counting word."""
    end = number.end
    if number.scale:
        bare = number.scale in _BARE_SCALES
        if number.style == "arabic":
            bare = bare and not body.startswith(("工程", "元以上"), end)
        else:
            bare = bare and _BARE_AFTER.match(body, end) is not None
        return _plain(number, end, "") if bare else None
    if number.style != "arabic":
        return None
    per = _PER.match(body, end)
    if per is not None:
        return _plain(number, per.end(), per.group(), "rate")
    ratio = _RATIO.match(body, end)
    if ratio is not None and ("." in (number.value or "") or ratio[1] == "1"):
        return _plain(number, ratio.end(), ratio.group(), "multiple")
    return _index_or_rare(body, number)


def _index_or_rare(body: str, number: Number) -> Candidate | None:
    value = number.value or ""
    if "." in value:
        stands_alone = _BARE_AFTER.match(body, number.end) is not None
        if stands_alone and body.endswith(_BARE_BEFORE, max(0, number.start - 4), number.start):
            return _plain(number, number.end, "", "measure")
        return None
    rare = _OPEN_UNIT.match(body, number.end)
    if rare is None or _NO_OPEN_UNIT.match(rare.group()) or len(value) > _LONGEST_OPEN:
        return None
    return _plain(number, rare.end(), rare.group())

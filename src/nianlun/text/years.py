"""The year a piece reports and the year it plans, also where its title names neither (an extract)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from nianlun.text.model import Meta, Section
from nianlun.text.numerals import read_digits, read_numeral

_YEAR = r"((?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})年"
_PLANNED = re.compile(
    _YEAR
    + r"[^，。；\n]{0,24}?(?:预期目标|主要目标|工作目标|目标任务|工作思路|工作打算|工作安排|重点工作|工作计划|主要任务|总体要求|总的要求|"
    r"工作要点|工作谋划|工作设想|预算草案|预算（草案）|预算安排|计划草案)"
)
_REPORTED = re.compile(
    _YEAR
    + r"[^，。；\n]{0,16}?(?:工作总结|工作回顾|工作情况|主要工作|工作开展|国民经济和社会发展统计|统计公报|预算执行|决算|年度报告|执行情况|工作成效|发展情况)"
)
_FIVE_YEARS = re.compile(
    r"第([一二三四五六七八九十]{1,3})个五年(?:计划|规划)|[“‘]?([一二三四五六七八九十]{1,2})五[”’]?(?:计划|规划|期间|时期)"
)
_FIVE_YEARS_TITLE = re.compile(
    r"第([一二三四五六七八九十]{1,3})个五年|[“‘]?(?<![一二三四五六七八九〇○])([一二三四五六七八九十]{1,2})五[”’]?[^\n]{0,30}?(?:规划|纲要|计划)"
)
_SPAN_TITLE = re.compile(r"(20\d\d)年?\s?(?:—|–|-|－|~|～|至)+\s?(20\d\d)年?[^\n]{0,20}")
_LOOKS_BACK = re.compile(r"总结|情况|评估|回顾|汇报")
_WITHIN = re.compile(
    r"(?:(?P<half>上半年|半年度?)|前(?P<first>[三3两2])季度|第?(?P<quarter>[一二三四1234])季度|(?:1|一)(?:—|–|-|－|~|～|至)(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月|(?P<alone>\d{1,2})月份?)"
    r"[^，。；\n]{0,30}?(?:总结|情况|通报|简报|分析|报告|小结|汇报|公报|讲评)"
)
_LAST_YEARS = {1: 1957, 2: 1962}
"""Last years of the first two five-year plans; the third began in 1966, and each later one as it ended."""
_OFTEN = 3
_HEAD = 160
"""Characters in which title and subtitle stand."""
_LONGEST_TITLE = 60
_LATE = 11
"""A report dated from this month on plans for the year to come."""
_AHEAD = re.compile(r"将|计划|规划|今后|要(?![素求点])")
_DONE = re.compile(r"[^除为]了|已经?|去年|过去|超额")
_FULFILLED = re.compile(r"完成|达成|超额|对照|落实")
_OPENS_WITH_LAST_YEAR = re.compile(
    r"(?:^|[\n。])[\s　]*(?:[（(]?[一二三四五六七八九十]{1,2}[)）、][\s　]*)?(?:回顾|回首)?去年(?!同期)"
)
_YEARLY = frozenset(("summary", "duty_report", "report", "work_report", "self_check"))
"""Kinds of documents that look back on a year and ahead to the next."""
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "两": 2, "1": 1, "2": 2, "3": 3, "4": 4}


class PieceYears(NamedTuple):
    """The years a piece speaks of."""

    reported: int | None
    planned: int | None
    five_years: bool = False
    """Speaks of a five-year plan: what has no other time is planned."""
    within: tuple[int, int] | None = None
    """First and last month reported, where the title names a part of the year: 上半年工作总结."""


class Current(NamedTuple):
    """The years that the words 今年, 去年 and 明年 reckon from in a section."""

    this: int | None
    last: int | None
    next: int | None
    bare: int | None
    """The year of months and of 全年 that stand without a year."""


def years_of(body: str, meta: Meta) -> PieceYears:
    """Year reported and year planned: as `meta` says, else as the words of the body say."""
    title = body[:_HEAD].strip().split("\n", 1)[0]
    titled = len(title) <= _LONGEST_TITLE and "。" not in title
    span = _span_of(title) if titled else None
    if span is not None:
        return span
    year, plan_year = meta.year, meta.plan_year
    if plan_year is None:
        plan_year = _planned_in(body, year)
    if year is None:
        match = _REPORTED.search(body)
        if match is not None:
            year = read_year(match[1])
        elif plan_year is not None:
            year = plan_year - 1
    dated = int(meta.dated[:4]) if meta.dated else None
    if year is None and plan_year is None:
        return PieceYears(dated, dated) if dated else _of_five_years(body)
    within = _within(title) if titled else None
    if year is not None and meta.year is not None:
        plan_year = _corrected(year, plan_year, within is not None, title, meta)
    return PieceYears(year, plan_year, within=within)


def is_late(body: str, sections: Sequence[Section], years: PieceYears, meta: Meta) -> bool:
    """Whether a report is written in the year planned, so that 去年 means the year reported."""
    if years.planned is None or years.planned == years.reported:
        return False
    if meta.kind == "work_report":
        return True
    parts = [body[section.start : section.end] for section in sections if section.kind != "plan"]
    if any("今年" in part for part in parts):
        return False
    dated = meta.dated is not None and years.reported is not None and int(meta.dated[:4]) > years.reported
    return dated or any(_OPENS_WITH_LAST_YEAR.search(part) for part in parts)


def current_years(years: PieceYears, *, planning: bool, late: bool) -> Current:
    """What 今年, 去年 and 明年 mean: `late` says that the document is written in the year planned."""
    reported, planned = years.reported, years.planned
    if planning:
        this = planned or reported
        following = this + 1 if this and late else this
        return Current(this, this - 1 if this else None, following, this)
    if late and planned is not None:
        return Current(planned, planned - 1, planned + 1, reported or planned - 1)
    base = reported or planned
    return Current(base, base - 1 if base else None, base + 1 if base else None, base)


def _planned_in(body: str, year: int | None) -> int | None:
    """The first year after the one reported whose aims or tasks the body names."""
    for match in _PLANNED.finditer(body):
        named = read_year(match[1])
        done = _FULFILLED.search(body, max(0, match.start() - 6), match.start())
        if named > year if year is not None else done is None:
            return named
    return None


def _corrected(
    year: int,
    planned: int | None,
    within: bool,  # noqa: FBT001
    title: str,
    meta: Meta,
) -> int | None:
    """The year planned by a report: the rest of its year where it tells of a part, else the next."""
    if planned is not None and planned > year and (not within or str(planned) in title):
        return planned
    dated = int(meta.dated[:4]) if meta.dated else None
    if within:
        return max(year, dated or year)
    if meta.dated is None or dated is None:
        return year + 1 if meta.kind in _YEARLY else planned
    month = int(meta.dated[5:7]) if len(meta.dated) > len("2024") else 12
    if dated > year or meta.kind not in _YEARLY:
        return dated
    return year + 1 if month >= _LATE else year


def _within(title: str) -> tuple[int, int] | None:
    """The months a title names as those reported: 前三季度 is 1 to 9."""
    match = _WITHIN.search(title)
    if match is None:
        return None
    if match["half"]:
        return 1, 6
    if match["first"]:
        return 1, 3 * _QUARTERS[match["first"]]
    if match["quarter"]:
        last = 3 * _QUARTERS[match["quarter"]]
        return last - 2, last
    last = int(read_numeral(match["month"] or match["alone"]) or match["month"] or match["alone"])
    return (1 if match["month"] else last), last


def _span_of(title: str) -> PieceYears | None:
    """The years of a plan for several years that names them in its title."""
    if _LOOKS_BACK.search(title):
        return None
    named = _SPAN_TITLE.search(title)
    if named is not None:
        return PieceYears(int(named[1]) - 1, int(named[2]))
    match = _FIVE_YEARS_TITLE.search(title)
    number = read_numeral(match[1] or match[2]) if match is not None else None
    if number is None:
        return None
    last = _last_year(int(number))
    return PieceYears(last - 5, last)


def _of_five_years(body: str) -> PieceYears:
    named = Counter(match[1] or match[2] for match in _FIVE_YEARS.finditer(body))
    if not named:
        return PieceYears(None, None)
    ordinal, count = named.most_common(1)[0]
    number = read_numeral(ordinal)
    looks_ahead = len(_AHEAD.findall(body)) >= 2 * len(_DONE.findall(body))
    if count < _OFTEN or number is None or not looks_ahead:
        return PieceYears(None, None)
    last = _last_year(int(number))
    return PieceYears(last - 5, last, five_years=True)


def _last_year(number: int) -> int:
    """Last year of a five-year plan, by its number."""
    return _LAST_YEARS.get(number, 1955 + 5 * number)


def read_year(text: str) -> int:
    """A year in ASCII or Chinese digits: `2023`, `二〇二三`, `一九八○`."""
    return int(text) if text.isascii() else int(read_digits(text.replace("○", "〇")) or 0)

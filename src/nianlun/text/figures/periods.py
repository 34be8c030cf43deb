"""When a figure holds: the period it covers, and the day it was counted on (截至10月20日)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from nianlun.text.numerals import read_numeral
from nianlun.text.years import Current, read_year

_TO = r"(?:—|–|-|－|~|～|至|到)+"
_TIME = re.compile(
    r"(?P<asof>截至|截止)?(?:到|至)?"
    r"(?:(?P<dotted>20\d\d[.．-]\d{1,2}(?:[.．-]\d{1,2})?)(?![\d.]))?"
    r"(?:(?P<year>(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})年(?:度)?|(?P<near>今年|本年度?|去年|上年度?|前年|明年|来年|当年(?=[一二三四第前上下\d])|全年))?"
    rf"(?:(?P<from>\d{{1,2}}|[一二三四五六七八九])月?{_TO}(?P<to>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"|前(?P<count>\d{1,2}|十[一二]?|[一二三四五六七八九])个月"
    r"|(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?P<day>\d{1,2})日|(?P<end>底|末))?"
    r"|(?P<part>上半年|下半年|前[三3两2]季度|第?[一二三四1-4]季度)(?P<close>[末底])?)?"
)
_START = re.compile(
    r"截[至止]|(?:19|20)\d\d年|[一二][一二三四五六七八九〇○零]{3}年|今年|本年|去年|上年|前年|明年|来年|当年|全年|\d{1,2}月?(?:[—–\-－~～至到]+\d{1,2})月|\d{1,2}月|"
    r"[一二三四五六七八九]月?[至到—][一二三四五六七八九十]{1,2}月|[一二三四五六七八九十]{1,2}月|前[\d一二三四五六七八九十]{1,2}个月|[上下]半年|前[三3两2]季度|第?[一二三四1-4]季度"
)
_MARKS = frozenset("年月季截")
"""One of these stands in every time."""
_PARTS = {
    "上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "前两季度": (1, 6), "一季度": (1, 3), "二季度": (4, 6),
    "三季度": (7, 9), "四季度": (10, 12), "前3季度": (1, 9), "前2季度": (1, 6), "1季度": (1, 3), "2季度": (4, 6),
    "3季度": (7, 9), "4季度": (10, 12),
}  # fmt: skip
_COMPARING = "比较与从由同跟于过了"
"""Characters before a time that is only compared with: 比去年, 与上年持平, 低于上年, 超过上年."""
_TOLD_OF = re.compile(r"[，为是完达：（(]|[全同]|[实新累共]|[上下]半年|\d|年?[底末]")
"""What follows 上年 where figures of that year are told, and not only compared with."""
_NOT_DUE = ("底前", "前", "底之前", "末前", "以前", "之前")
_NEAR = 3
"""Characters that may stand between 比1980年的 and the figure of that year."""
_OPENS = 4
"""Characters (list marks, 在, 从) before a time that opens its sentence."""

Spell = tuple[str | None, str | None]
"""Period and as-of date."""


class Time(NamedTuple):
    """A time that a sentence names."""

    offset: int
    """Where in the sentence it begins to hold."""
    period: str | None
    as_of: str | None
    once: bool
    """Holds for the next figure only."""
    opens: bool
    """Opens the sentence, so that the sentences after it may go on with it."""


def times_in(text: str, current: Current, end: int) -> list[Time]:
    """The times a sentence names before `end`, in order."""
    found: list[Time] = []
    if _MARKS.isdisjoint(text):
        return found
    done = 0
    for place in _START.finditer(text, 0, end):
        start = place.start()
        if start < done:
            continue
        match = _TIME.match(text, start)
        if match is None or match.end() == start:
            continue
        done = match.end()
        if (
            match["near"] in ("上年", "上年度")
            and match.end("near") == done
            and not _TOLD_OF.match(text, done)
        ):
            continue
        time = _read(match, current)
        if time is None or text.startswith(_NOT_DUE, done) or _is_measure(text, start, done):
            continue
        compared = start > 0 and text[start - 1] in _COMPARING
        if not compared or text.startswith("的", done):
            found.append(Time(done, *time, compared, start <= _OPENS and not compared))
    return found


def _is_measure(text: str, start: int, end: int) -> bool:
    """Whether a time is what something is a multiple of: 是2020年的2.3倍."""
    return text.startswith("的", end) and text.endswith(("是", "相当于", "等于"), 0, start)


def _read(match: re.Match[str], current: Current) -> Spell | None:
    year = _year(match, current)
    near, as_of = match["near"], match["asof"]
    if match["dotted"] and as_of:
        dotted, *parts = re.split(r"[.．-]", match["dotted"])
        return dotted, "-".join([dotted, *(f"{int(part):02}" for part in parts)])
    if year is None:
        return None
    if match["from"] or match["count"]:
        first, last = (match["from"], match["to"]) if match["from"] else ("1", match["count"])
        if as_of:
            return str(year), f"{year}-{_number(last):02}"
        return f"{year}-{_number(first):02}/{year}-{_number(last):02}", None
    if match["part"]:
        begin, end = _PARTS[match["part"].removeprefix("第")]
        if as_of or match["close"]:
            return str(year), f"{year}-{end:02}"
        return f"{year}-{begin:02}/{year}-{end:02}", None
    if match["month"]:
        month = f"{year}-{_number(match['month']):02}"
        if as_of:
            return str(year), f"{month}-{int(match['day']):02}" if match["day"] else month
        return month, None
    if as_of and not (match["year"] or near):
        return None
    return str(year), None


def _year(match: re.Match[str], current: Current) -> int | None:
    near = match["near"] or ""
    if match["year"]:
        return read_year(match["year"])
    if near.startswith(("去年", "上年")):
        return current.last
    if near == "前年":
        return current.last - 1 if current.last else None
    if near in ("明年", "来年"):
        return current.next
    return current.this if near in ("今年", "本年", "本年度") else current.bare


def _number(text: str) -> int:
    return int(text) if text.isascii() else int(read_numeral(text) or 0)


def time_before(times: Sequence[Time], start: int, carried: Spell | None = None) -> Spell | None:
    """Period and as-of date of the last time named before `start`; `carried` where none is."""
    found = carried
    for time in times:
        if time.offset > start:
            break
        if not time.once or start - time.offset <= _NEAR:
            found = time.period, time.as_of
    return found


def carried_on(times: Sequence[Time], carried: Spell | None) -> Spell | None:
    """The period the next sentence of the paragraph goes on with, unless it names another.

    It is the one that opened a sentence, where that named no other; a day or an as-of date is not carried on.
    """
    lasting = [time for time in times if not time.once]
    if not lasting:
        return carried
    if len(lasting) > 1 or not lasting[0].opens or lasting[0].as_of:
        return None
    return lasting[0].period, None

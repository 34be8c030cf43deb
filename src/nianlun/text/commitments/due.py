"""By when a promise is due, as its words say: 6月底前, 年底前, 三季度, 2025年6月."""

from __future__ import annotations

import re

from nianlun.text.years import Current, read_year

_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
_DUE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})年(?:度)?|(?P<near>今年|本年度?|明年|来年|次年|当年|新的一年))?(?:的)?"
    rf"(?:(?P<from>{_MONTH})(?:至|到|—|-|－)(?P<to>{_MONTH})|(?P<month>{_MONTH})(?:(?P<day>\d{{1,2}})日)?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度(?P<last>[末底前]|结束前)?|(?P<close>(?(year)[底末内]|(?(near)[底末内]|(?!))))|(?P<begin>(?(year)初|(?(near)初|(?!))))|(?P<end>年底|年末|岁末|(?<![一二三四五六七八九十两\d])年内)|(?P<middle>年中)|(?P<start>年初)|(?P<within>春节前))"
)
_YEAR = re.compile(
    r"(?:(?:到|至|于)(?P<year>(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})年(?![、，,—\-－至到])"
    r"|(?P<before>(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})年(?=前|以前|之前|建成|完成|实现|投产|投用|投入使用|通车|竣工|开工|全面))"
)
_MONTHS = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12,
}  # fmt: skip
_QUARTERS = {
    "一": (1, 3),
    "二": (4, 6),
    "三": (7, 9),
    "四": (10, 12),
    "1": (1, 3),
    "2": (4, 6),
    "3": (7, 9),
    "4": (10, 12),
}
_PARTS_OF_YEAR = {"end": "12", "close": "12", "middle": "06", "start": "01", "begin": "01"}
"""Months that 年底, 年内, 年中 and 年初 mean."""
_HINT = re.compile(r"月|季度|半年|年[底末内中初]|岁末|春节前")
"""What every date has; looked for first, as most clauses have none."""
_FRAME = re.compile(
    r"(?:计划|预计|力争|争取|确保|拟|将|于|在|到|至|自|从|底|末|之?前|以前|份|[上中下]旬|左右|期间|起|开始|全部|、|\d{1,2}日|：)*"
)
"""What a clause may have besides its date and still say nothing more: 计划于…底前."""
_NO_DUE = ("为", "对", "与", "比", "较", "按")


def is_bare_date(clause: str) -> bool:
    """Whether a clause says when and nothing else: 计划2024年初."""
    match = _DUE.search(clause) if _HINT.search(clause) else None
    if match is None:
        return False
    return _FRAME.fullmatch(clause[: match.start()] + clause[match.end() :]) is not None


def due_in(clause: str, current: Current, *, counted: bool = False) -> tuple[str | None, bool] | None:
    """The due date a clause names, and whether it is more exact than a year; None where it names none.

    A bare month means one of the year planned; where that is unknown, so is the date.
    Of two dates the later one counts: 今年开工、2025年6月建成. What is `counted` at the end of a named year
    (到2026年底达到85%) is that year's figure.
    """
    found: str | None = None
    named = False
    for match in _DUE.finditer(clause) if _HINT.search(clause) else ():
        if clause.startswith(_NO_DUE, max(0, match.start() - 1)):
            continue
        named = True
        found = _read(match, current, counted=counted) or found
    if named:
        return found, True
    late = _YEAR.search(clause)
    if late is not None:
        return str(read_year(late["year"] or late["before"])), False
    if clause.startswith(("明年", "来年")) and current.next != current.this:
        return (str(current.next), False) if current.next else None
    return None


def _read(match: re.Match[str], current: Current, *, counted: bool) -> str | None:
    year = current.this
    if match["year"]:
        year = read_year(match["year"])
    elif match["near"] in ("明年", "来年"):
        year = current.next
    elif match["near"] == "次年" and year is not None:
        year += 1
    if year is None:
        return None
    if match["from"]:
        return f"{year}-{_month(match['from']):02}/{year}-{_month(match['to']):02}"
    if match["month"]:
        number = _month(match["month"])
        day = match["day"]
        return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"
    if match["half"]:
        return f"{year}-01/{year}-06" if match["half"] == "上" else f"{year}-07/{year}-12"
    if match["quarter"]:
        first, last = _QUARTERS[match["quarter"]]
        return f"{year}-{last:02}" if match["last"] else f"{year}-{first:02}/{year}-{last:02}"
    if match["close"] and match["year"] and counted:
        return str(year)
    for part, month in _PARTS_OF_YEAR.items():
        if match[part]:
            return f"{year}-{month}"
    return str(year)


def _month(text: str) -> int:
    digits = text.rstrip("份").rstrip("月")
    return int(digits) if digits.isdigit() and digits.isascii() else _MONTHS[digits]

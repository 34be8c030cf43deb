"""What kind of document it is decides what its words mean: 今年 is done in a summary, planned in a session."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from nianlun.text.model import Meta, SectionKind

_REPORTS = frozenset(
    {"summary", "report", "rectification", "work_report", "duty_report", "self_check", "briefing"}
)
_RULES = frozenset(
    {
        "law",
        "regulation",
        "measures",
        "provisions",
        "rules",
        "interpretation",
        "order",
        "decision",
        "resolution",
    }
    | {"reply"}
)
_AMENDED = re.compile(r"修改为[：:]|予以废止")
_FEWEST_AMENDED = 3
_ARTICLE = re.compile(
    r"^[ \t\u3000]*第[一二三四五六七八九十百零〇\d]{1,6}条(?:之[一二三四五六七八九十])?[\s：:]", re.MULTILINE
)
_FEWEST_ARTICLES = 3
_SESSION = re.compile(
    r"各位代表|政府工作报告|我代表[^，。]{0,20}政府|预算(?:执行情况|草案)|"
    r"今年[^，。；\n]{0,14}(?:预期目标|拟安排|(?<![需主重只])要(?![求素点]))"
)
_CLOSING_YEAR = re.compile(r"今年以来|一年来")


TAKING_SIDES = -1.5
"""Indifference of a document that is known to report or to plan."""


@dataclass(frozen=True, slots=True)
class Genre:
    """How the words of a document are to be heard."""

    rules: bool
    """Lays down rules: nothing in it is reported or planned."""
    asks: bool
    """Asks others to report: its headings name what they shall write about."""
    usual: SectionKind
    """What a part speaks of whose heading does not tell, other things being equal."""
    this_year: float
    """What 今年 says for a plan; below 0 it says the year is being reported."""
    indifference: float
    """How much any paragraph looks as if it neither reported nor planned."""


def genre_of(body: str, meta: Meta) -> Genre:
    """The genre of a document, by its kind and its words."""
    rules = meta.kind in _RULES or _at_least(_ARTICLE, body, _FEWEST_ARTICLES)
    rules = rules or _at_least(_AMENDED, body, _FEWEST_AMENDED)
    reports = meta.kind in _REPORTS
    session = meta.kind == "work_report" or (meta.kind in {None, "report"} and bool(_SESSION.search(body)))
    usual: SectionKind = "achievement" if reports and meta.kind != "work_report" else "other"
    this_year = 1.2 if session else -1.0 if reports or _CLOSING_YEAR.search(body) else 0.3
    return Genre(rules, meta.kind == "notice", usual, this_year, TAKING_SIDES if reports or session else 0.5)


def _at_least(pattern: re.Pattern[str], body: str, count: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(body), count)) == count

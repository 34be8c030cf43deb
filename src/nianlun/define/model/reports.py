"""A report template: sections of Markdown in which every number is a figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nianlun.define.expressions.tree import Expression
from nianlun.define.model.cycles import Cycle


class ReportKind(StrEnum):
    """What kind of paper it is."""

    BULLETIN = "bulletin"
    """晾晒, with a ranking."""
    NOTICE = "notice"
    """通报."""
    RATING = "rating"
    """督评."""
    SUMMARY = "summary"
    """工作总结和思路."""
    LETTER = "letter"
    """提醒函."""


class Readers(StrEnum):
    """Who reads a paper once it is issued; before, only those who work on it."""

    UNIT = "unit"
    """Whoever may read the reports of the unit that issued it."""
    RANKED = "ranked"
    """Also whoever may read in a unit of a kind it ranks: what a ranking says of a unit, the unit must see."""


@dataclass(frozen=True, kw_only=True)
class ReportSection:
    """A heading and what stands beneath it."""

    key: str
    """Stable name."""
    heading: str = ""
    """Without its number; the composer numbers. None continues the section above."""
    level: int = 1
    """1 for 一、, 2 for （一）, 3 for 1."""
    when: Expression | None = None
    """A condition over indicators; without it the section always stands."""
    text: str = ""
    """Markdown with `{{ indicator }}`, `{{ indicator.completion("县定") }}`, `{{ table("view") }}`."""


@dataclass(frozen=True, kw_only=True)
class ReportTemplateDef:
    """A paper an office issues again and again."""

    key: str
    """Stable name."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    kind: ReportKind
    """What kind of paper it is."""
    title: str
    """Title of each issue; `{year}`, `{month}`, `{quarter}`, `{week}`, `{number}`, `{unit}`, `{as_of}` are filled in."""
    number: str = ""
    """How issues are numbered: `{year}年第{number}期`."""
    cycle: Cycle | None = None
    """When it is due."""
    words: tuple[str, ...] = ()
    """Words with digits in them that are no figures: 500强, 415X."""
    ranked_by: str = ""
    """Key of the indicator by which units are ranked."""
    ranked_units: tuple[str, ...] = ()
    """Kinds of units that are ranked."""
    readers: Readers = Readers.UNIT
    """Who reads it once it is issued."""
    sections: tuple[ReportSection, ...]
    """The text, in order."""

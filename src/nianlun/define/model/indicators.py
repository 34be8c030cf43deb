"""An indicator, and the targets somebody has set for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nianlun.define.every import Every
from nianlun.define.expressions.tree import Expression
from nianlun.define.model.secrecy import Secrecy


class IndicatorKind(StrEnum):
    """How an indicator comes to its value."""

    COUNT = "count"
    """Number of entries."""
    SUM = "sum"
    """Sum of a value over entries."""
    AVERAGE = "average"
    """Mean of a value over entries that have it."""
    EXTREME = "extreme"
    """Largest or smallest value among entries."""
    SHARE = "share"
    """One indicator over another; both are kept."""
    DIFFERENCE = "difference"
    """One indicator less another."""
    GROWTH = "growth"
    """An indicator against its value in the same period of the year before."""
    TO_DATE = "to_date"
    """An indicator from the beginning of the year."""
    LATEST = "latest"
    """The last reading in the period."""
    ENTERED = "entered"
    """A reading somebody enters, with its source."""
    DERIVED = "derived"
    """A formula over other indicators."""


class Better(StrEnum):
    """Which way is up; a rank needs it."""

    HIGHER = "higher"
    LOWER = "lower"


class Setter(StrEnum):
    """Who set a target."""

    NATION = "nation"
    """国定"""
    PROVINCE = "province"
    """省定"""
    CITY = "city"
    """市定"""
    COUNTY = "county"
    """县定"""
    UNIT = "unit"
    """自定"""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a number or a rule comes from."""

    document: str
    """Title of the document, with its number where it has one."""
    passage: str = ""
    """Article, section or sentence."""


@dataclass(frozen=True, kw_only=True)
class IndicatorDef:
    """A number an office answers for."""

    key: str
    """Name in reports and formulas; never given to another indicator."""
    label: str
    """In Chinese, as reports name it."""
    label_en: str = ""
    """In English."""
    description: str = ""
    """What is counted and what is not."""
    description_en: str = ""
    """The same in English."""
    kind: IndicatorKind
    """How it comes to its value."""
    register: str = ""
    """Key of the register counted from."""
    where: Expression | None = None
    """Which entries count."""
    date: str = ""
    """Key of the date or period field that puts an entry into the period; none means all as they stand."""
    value: Expression | None = None
    """What is summed, averaged, compared or read in each entry."""
    extreme: str = ""
    """`largest` or `smallest`, for an extreme."""
    numerator: str = ""
    """Key of the indicator above the line; for a difference, the one that is reduced."""
    denominator: str = ""
    """Key of the indicator below the line; for a difference, the one that is taken away."""
    of: str = ""
    """Key of the indicator a growth or a to-date is about."""
    formula: Expression | None = None
    """The formula of a derived one, over keys of indicators."""
    measure: str
    """Unit of measure: 个, 亿元, %, 万美元."""
    places: int = 0
    """Digits after the point when shown."""
    better: Better = Better.HIGHER
    """Which way is up."""
    period: Every = Every.YEAR
    """The span it is usually asked for."""
    unit: str = ""
    """Key of the unit field by which an entry counts for a unit; none means the unit that keeps it."""
    secrecy: Secrecy | None = None
    """Who may see it; none means as its register."""
    source: Source | None = None
    """Who asks for it."""


@dataclass(frozen=True, kw_only=True)
class TargetDef:
    """What an indicator is to reach in a year, and who said so."""

    indicator: str
    """Key of the indicator."""
    setter: Setter
    """Who set it; an indicator may have one from each."""
    year: int
    """The year."""
    value: Decimal
    """The number, in `measure`; a ratio for indicators in percent."""
    measure: str = ""
    """Unit of the number; none means the indicator's."""
    unit: str = ""
    """Name of the unit it is set for; none means the whole."""
    source: Source | None = None
    """Document and passage."""

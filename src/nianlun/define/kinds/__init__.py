"""Kinds of field, one file each, and the list of them."""

from __future__ import annotations

from typing import Any

from nianlun.define.kinds.base import Kind
from nianlun.define.kinds.choice import ChoiceKind
from nianlun.define.kinds.choices import ChoicesKind
from nianlun.define.kinds.computed import ComputedKind
from nianlun.define.kinds.date import DateKind
from nianlun.define.kinds.decimal import DecimalKind
from nianlun.define.kinds.file import FileKind
from nianlun.define.kinds.integer import IntegerKind
from nianlun.define.kinds.link import LinkKind
from nianlun.define.kinds.long_text import LongTextKind
from nianlun.define.kinds.money import MoneyKind
from nianlun.define.kinds.period import PeriodKind
from nianlun.define.kinds.person import PersonKind
from nianlun.define.kinds.place import PlaceKind
from nianlun.define.kinds.ratio import RatioKind
from nianlun.define.kinds.text import TextKind
from nianlun.define.kinds.unit import UnitKind
from nianlun.define.kinds.yes_no import YesNoKind

_EVERY: tuple[Kind[Any], ...] = (
    TextKind(),
    LongTextKind(),
    IntegerKind(),
    DecimalKind(),
    MoneyKind(),
    RatioKind(),
    DateKind(),
    PeriodKind(),
    YesNoKind(),
    ChoiceKind(),
    ChoicesKind(),
    UnitKind(),
    PersonKind(),
    PlaceKind(),
    LinkKind(),
    FileKind(),
    ComputedKind(),
)

KINDS: dict[str, Kind[Any]] = {each.key: each for each in _EVERY}
"""Every kind by its key, in the order in which the form builder offers them."""

"""For when, for whom and as of which day, as an address, a command or a program says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import get_language

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.ring import usual_year
from nianlun.apps.people.forms.units import unit_choices
from nianlun.apps.people.queries import units_in_order
from nianlun.define.errors import BadValueError
from nianlun.define.reading.periods import Period, read_period, year_of
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.asking import Question
from nianlun.reckon.periods import as_of_label, label

YEARS_BACK = 5


def language() -> Language:
    """The language of the page."""
    return Language.of(get_language() or "")


@dataclass
class Asked:
    """What a page is about."""

    desk: Desk
    today: date
    period: Period
    as_of: date
    unit: int | None

    @property
    def question(self) -> Question:
        """As reckoning takes it."""
        return self.desk.question(self.period, self.as_of, self.unit)

    @property
    def query(self) -> str:
        """For links that keep what is asked."""
        kept = {"period": self.period.code, "as_of": self.as_of.isoformat()}
        return urlencode(kept | ({"unit": self.unit} if self.unit is not None else {}))

    @property
    def words(self) -> dict[str, Any]:
        """For the line of pickers on top of every page."""
        year = self.period.last.year
        units = units_in_order({each.pk for each in self.desk.units.values() if each.closed_on is None})
        spoken = language()
        periods = [str(each) for each in range(self.today.year, self.today.year - YEARS_BACK, -1)]
        periods += [f"{year}-H1", f"{year}-H2", *(f"{year}-Q{n}" for n in range(1, 5))]
        periods += [f"{year}-{n:02d}" for n in range(1, 13)]
        if self.period.code not in periods:
            periods.insert(0, self.period.code)
        return {
            "periods": [(code, label(read_period(code), spoken)) for code in periods],
            "units": unit_choices(units),
            "period": self.period.code,
            "period_words": label(self.period, spoken),
            "as_of": self.as_of.isoformat(),
            "as_of_words": as_of_label(self.as_of, spoken),
            "unit": self.unit,
            "unit_name": self.desk.units[self.unit].name if self.unit in self.desk.units else "",
            "query": self.query,
        }


def asked_for(desk: Desk, words: Any) -> Asked:
    """The same from any mapping of words."""
    today = timezone.localdate()
    as_of = read_day(words.get("as_of") or "", today)
    unit = words.get("unit") or None
    if unit is not None and (not str(unit).isdecimal() or int(unit) not in desk.units):
        raise RefusedError("indicators.unit.missing", id=unit)
    number = int(unit) if unit is not None else None
    if number is not None and desk.units[number].parent_id is None:
        number = None
    given = words.get("period") or ""
    if given:
        try:
            period = read_period(given)
        except BadValueError as error:
            raise RefusedError("indicators.period.unreadable", period=given) from error
    else:
        period = year_of(as_of.year if words.get("as_of") else usual_year(desk, today))
    return Asked(desk, today, period, as_of, number)


def read_day(text: str, otherwise: date) -> date:
    """A day.

    Raises:
        RefusedError: `indicators.day.unreadable`.
    """
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError("indicators.day.unreadable", day=text) from error

"""The tables of the indicators as files to be handed round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nianlun.apps.indicators.queries.records import Record
from nianlun.apps.indicators.queries.reporting import Reporting
from nianlun.apps.indicators.queries.series import Series
from nianlun.compose.sheet import Cell, Sheet
from nianlun.define.model import IndicatorDef
from nianlun.define.words import Language
from nianlun.reckon.amounts import in_measure, percent, printed
from nianlun.reckon.ranks import place_words
from nianlun.reckon.results import Result

SHEETS = frozenset({"csv", "xlsx"})


def number(result: Result | None, indicator: IndicatorDef) -> Cell:
    """A value as a number, rounded as it is shown; nothing where it is missing."""
    if result is None or result.value is None:
        return None
    return Decimal(printed(in_measure(result.value, indicator.measure), indicator.places))


def series_sheet(
    name: str, indicator: IndicatorDef, series: Series, asked: Mapping[str, Any], language: Language
) -> Sheet:
    """The whole and every unit, by month."""
    months = tuple(_("Month %(number)s") % {"number": each} for each in range(1, 13))
    columns = (
        pgettext("rank", "Place"),
        pgettext("organisation", "Unit"),
        f"{asked['period_words']} ({indicator.measure})",
        _("Share"),
        *months,
    )
    whole = (
        "",
        asked["unit_name"] or _("The whole"),
        None,
        "",
        *(number(one, indicator) for one in series.months),
    )
    rows = [
        (
            place_words(line.place.place, language, tied=line.place.tied) if line.place.place else "",
            line.unit.name,
            number(line.result, indicator),
            "" if line.place.share is None else percent(line.place.share),
            *(number(one, indicator) for one in line.months),
        )
        for line in series.lines
    ]
    return Sheet(f"{name} {asked['period_words']} {asked['as_of']}", columns, (whole, *rows))


def records_sheet(name: str, indicator: IndicatorDef, rows: Iterable[tuple[Record, str]]) -> Sheet:
    """The entries counted, with the version that counted."""
    columns = (
        pgettext("entry", "Number"),
        _("Name"),
        _("Date"),
        pgettext("organisation", "Unit"),
        indicator.measure,
        _("Version"),
        _("Recorded"),
    )
    found = tuple(
        (
            each.code,
            each.title,
            each.on,
            each.unit.name,
            Decimal(part) if part else None,
            each.version.number,
            f"{each.version.recorded_at:%Y-%m-%d}",
        )
        for each, part in rows
    )
    return Sheet(f"{name} {_('Records counted')}", columns, found)


def changes_sheet(name: str, indicator: IndicatorDef, items: Iterable[Mapping[str, Any]]) -> Sheet:
    """What happened to each entry, and its part."""
    columns = (
        _("What happened"),
        _("Entry"),
        _("What changed"),
        _("Counted in"),
        f"{_('Its part')} ({indicator.measure})",
    )
    found = tuple(
        (each["why"], each["name"] or "", _altered(each["fields"]), each["indicator"], Decimal(each["part"]))
        for each in items
    )
    return Sheet(f"{name} {_('Why did it change?')}", columns, found)


def _altered(fields: Iterable[tuple[str, str, str]]) -> str:
    return "; ".join(f"{label}: {old} → {new}" for label, old, new in fields)


def reporting_sheet(found: Reporting, language: Language) -> Sheet:
    """Units with what was due, what came in time, and the rate of every month."""
    months = tuple(_("Month %(number)s") % {"number": each} for each in range(1, 13))
    columns = (
        pgettext("rank", "Place"),
        pgettext("organisation", "Unit"),
        pgettext("reporting", "Due"),
        _("In time"),
        _("Rate"),
        *months,
    )
    rows = tuple(
        (
            place_words(place.place, language, tied=place.tied) if place.place else "",
            unit.name,
            line.whole.due,
            line.whole.in_time,
            *(
                "" if each.ratio is None else percent(each.ratio)
                for each in (line.whole, *line.months.values())
            ),
        )
        for unit, place, line in found.units
    )
    return Sheet(f"{_('Reporting in time')} {found.year}", columns, rows)


def list_sheet(packs: Iterable[tuple[str, list[dict[str, Any]]]], asked: Mapping[str, Any]) -> Sheet:
    """Every indicator with its value and its targets."""
    columns = (
        _("Field of work"),
        _("Indicator"),
        _("Value"),
        _("Unit of measure"),
        _("Targets and completion"),
    )
    rows = tuple(
        (
            pack,
            row["name"],
            Decimal(row["told"].number.rstrip("%")) if row["told"] and row["told"].number else None,
            row["told"].measure if row["told"] else "",
            "; ".join(f"{each.setter} {each.wanted} {each.completion}" for each in row["targets"]),
        )
        for pack, rows in packs
        for row in rows
    )
    return Sheet(f"{_('Indicators')} {asked['period_words']} {asked['as_of']}", columns, rows)


def laggards_sheet(
    name: str, indicator: IndicatorDef, day: date, found: Iterable[Mapping[str, Any]]
) -> Sheet:
    """Units that fall behind, and what is due."""
    columns = (
        pgettext("rank", "Place"),
        pgettext("organisation", "Unit"),
        f"{name} ({indicator.measure})",
        _("Months in a row"),
        _("What is due"),
    )
    rows = tuple(
        (
            each["place"],
            each["unit"].name,
            Decimal(each["told"].number.rstrip("%")) if each["told"].number else None,
            each["months"],
            _("Interview") if each["is_for_interview"] else _("Reminder letter"),
        )
        for each in found
    )
    return Sheet(f"{_('Falling behind')} {name} {day}", columns, rows)

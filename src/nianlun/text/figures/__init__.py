"""Figures of a piece: every quantitative claim, with what it measures and what role it plays.

`scan` finds numbers with units; what stands around them is then read one sentence at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, cast

from nianlun.kernel.measures import base_amount, measure_of
from nianlun.text.figures.around import basis_of, qualifier_of, setter_of
from nianlun.text.figures.candidate import Candidate
from nianlun.text.figures.indicators import Subjects, indicator_of
from nianlun.text.figures.periods import Spell, carried_on, time_before, times_in
from nianlun.text.figures.roles import role_of
from nianlun.text.figures.scan import scan
from nianlun.text.figures.sentence import Place, Sentence, sentences
from nianlun.text.model import Figure, FigureKind, Heading, Meta, Role, Section, SectionKind
from nianlun.text.years import Current, PieceYears, current_years, is_late, years_of

__all__ = ["find_figures"]

_NORMATIVE = frozenset(("law", "regulation", "measures", "provisions", "rules", "interpretation"))
"""Kinds of documents whose figures are required, not measured."""


def find_figures(
    body: str, outline: Sequence[Heading], sections: Sequence[Section], meta: Meta
) -> tuple[Figure, ...]:
    """Find the figures of a piece, in the order of the text; offsets count in `body`."""
    marks = [(heading.start, heading.start + len(heading.marker)) for heading in outline if heading.marker]
    candidates = scan(body, marks)
    starts = [section.start for section in sections]
    years = years_of(body, meta)
    calendar = _calendar(years, is_late(body, sections, years, meta))
    normative = meta.kind in _NORMATIVE
    found: list[Figure] = []
    before, before_end = _NOTHING, 0
    for sentence in sentences(body, candidates):
        at = bisect_right(starts, sentence.start + sentence.places[0].start) - 1
        kind: SectionKind = sections[at].kind if at >= 0 else "other"
        if normative or (years.five_years and kind in ("other", "achievement")):
            kind = "plan"
        if body.find("\n", before_end, sentence.start) >= 0:
            before = _NOTHING
        figures, before = _read(sentence, kind, calendar, before)
        before_end = sentence.start
        found.extend(figures)
    return tuple(found)


class _Calendar(NamedTuple):
    """The years a piece speaks of, and what its words for them mean."""

    years: PieceYears
    planning: Current
    telling: Current

    def meant_by(self, role: Role, section: SectionKind) -> str | None:
        """The period a figure holds for when its sentence names none."""
        reported, planned, _five, within = self.years
        if role == "target" and section in ("plan", "other"):
            year = planned or reported
        elif within is not None and section != "plan" and reported:
            first, last = within
            end = f"{reported}-{last:02}"
            return end if first == last else f"{reported}-{first:02}/{end}"
        else:
            year = reported
        return str(year) if year else None


def _calendar(years: PieceYears, late: bool) -> _Calendar:  # noqa: FBT001
    return _Calendar(
        years, current_years(years, planning=True, late=late), current_years(years, planning=False, late=late)
    )


class _Before(NamedTuple):
    """What the sentences before it in its paragraph leave to a sentence."""

    time: Spell | None
    head: str | None


_NOTHING = _Before(None, None)


class _Measured(NamedTuple):
    """What a figure amounts to."""

    kind: FigureKind
    base_value: Decimal | None
    base_upper: Decimal | None
    base_unit: str | None


def _read(
    sentence: Sentence, section: SectionKind, calendar: _Calendar, earlier: _Before
) -> tuple[list[Figure], _Before]:
    """The figures of one sentence, each read in the light of those before it, and what is left to the next."""
    text = sentence.text
    current = calendar.planning if section == "plan" else calendar.telling
    times = times_in(text, current, sentence.places[-1].start)
    carried = None if "目前" in text else earlier.time
    subjects = Subjects(earlier=earlier.head)
    figures: list[Figure] = []
    before: tuple[Role, bool] | None = None
    basis: str | None = None
    setter: str | None = None
    for index, place in enumerate(sentence.places):
        measured = _measured(place.candidate)
        role, clear = role_of(text, place, measured.kind, section, before)
        named = time_before(times, place.start)
        if role == "actual" and not clear and named and _is_future(named[0], calendar.years.reported):
            role, clear = "target", True
        before = role, clear
        indicator = indicator_of(sentence, index, measured.kind, subjects)
        basis = basis_of(text, place, basis)
        setter = setter_of(text, place, setter)
        spell = named or carried or (calendar.meant_by(role, section), None)
        figures.append(_figure(text, place, measured, indicator, role, spell, basis, setter))
    return figures, _Before(carried_on(times, carried), subjects.head)


def _figure(
    text: str,
    place: Place,
    measured: _Measured,
    indicator: str | None,
    role: Role,
    time: Spell,
    basis: str | None,
    setter: str | None,
) -> Figure:
    candidate = place.candidate
    return Figure(
        text[place.start : place.end],
        candidate.start,
        candidate.end,
        candidate.value,
        candidate.unit,
        measured.kind,
        candidate.upper,
        measured.base_value,
        measured.base_upper,
        measured.base_unit,
        indicator,
        role,
        time[0],
        time[1],
        setter,
        qualifier_of(text, place),
        basis,
    )


def _measured(candidate: Candidate) -> _Measured:
    unit = candidate.unit
    if unit is None:
        return _Measured(cast("FigureKind", candidate.kind or "measure"), None, None, None)
    measure = measure_of(unit)
    kind = cast("FigureKind", candidate.kind or measure.kind)
    if candidate.value is None or kind == "rank":
        return _Measured(kind, None, None, measure.base_unit)
    value = base_amount(candidate.value, measure.factor)
    upper = base_amount(candidate.upper, measure.factor) if candidate.upper else None
    return _Measured(kind, value, upper, measure.base_unit)


def _is_future(period: str | None, year: int | None) -> bool:
    return period is not None and year is not None and int(period[:4]) > year

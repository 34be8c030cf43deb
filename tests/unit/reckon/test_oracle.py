"""What must hold of every ledger: identities, an oracle written another way, and that knowledge only grows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.reading.periods import read_period
from nianlun.reckon.amounts import EXACT, printed
from nianlun.reckon.changes import exact_value
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.indicators import answer
from nianlun.reckon.periods import cut, year_before
from nianlun.reckon.source import Reckoner
from tests.unit.reckon.making import OTHER_TOWN, TOWN, Books, asked, at
from tests.unit.reckon.strategies import DAYS, INDICATORS, MADE, books

SPANS = st.sampled_from(["2022", "2023", "2023-H1", "2023-Q3", "2023-10", "2023-01-01/2023-10-20"])
ANY_DAY = DAYS.map(date.fromisoformat)


def reckoner_of(made: Books) -> Reckoner:
    """The test's own indicators over a ledger."""
    return Reckoner(INDICATORS, PlainSource(made.ledger))


@MADE
@given(books(), SPANS, ANY_DAY)
def test_counting_agrees_with_a_loop_over_versions(made: Books, span: str, as_of: date) -> None:
    period = read_period(span)
    newest = {}
    for _, version in sorted(made.versions, key=lambda each: each[1].number):
        if version.recorded_at.date() <= as_of:
            newest[version.entry] = version
    wanted = {
        version.entry
        for version in newest.values()
        if version.is_final
        and version.is_living
        and period.first.isoformat() <= version.values.get("signed_on", "") <= period.last.isoformat()
    }
    amounts = [Fraction(newest[entry].values.get("invest_total", "0")) for entry in wanted]

    reckoner, question = reckoner_of(made), asked(span, as_of)

    assert {each.entry for each in answer("all", question, reckoner).counted} == wanted
    total = answer("amount", question, reckoner)
    assert total.value is None or Fraction(total.value) == sum(amounts, Fraction(0))


@MADE
@given(books(), SPANS, ANY_DAY)
def test_totals_and_entries_tell_the_same(made: Books, span: str, as_of: date) -> None:
    reckoner, question = reckoner_of(made), asked(span, as_of)
    without = Reckoner(INDICATORS, reckoner.source, with_entries=False)

    for key in INDICATORS:
        full, bare = answer(key, question, reckoner), answer(key, question, without)
        assert (full.value, full.missing, full.numerator) == (bare.value, bare.missing, bare.numerator)
        assert (full.value is None) == (full.missing is not None)
        assert not bare.over


@MADE
@given(books(), SPANS, ANY_DAY)
def test_a_share_times_its_denominator_is_its_numerator(made: Books, span: str, as_of: date) -> None:
    result = answer("share", asked(span, as_of), reckoner_of(made))

    if result.denominator:
        assert exact_value(result, reckoner_of(made)) == Fraction(result.numerator or 0) / Fraction(
            result.denominator
        )
        assert {each.entry for each in result.over} <= {each.entry for each in result.under}
    else:
        assert result.value is None


@MADE
@given(books(), SPANS, ANY_DAY)
def test_growth_is_what_the_two_spans_say(made: Books, span: str, as_of: date) -> None:
    reckoner, question = reckoner_of(made), asked(span, as_of)
    period = cut(question.period, as_of)

    result = answer("growth", question, reckoner)

    if result.value is not None:
        assert period is not None
        now = answer("amount", question.within(period), reckoner).value
        before = answer("amount", question.within(year_before(period)), reckoner).value
        assert now is not None
        assert before is not None
        grown = EXACT.multiply(EXACT.add(result.value, 1), before)
        assert EXACT.quantize(grown, EXACT.create_decimal("1e-20")) == now


@MADE
@given(books(), SPANS, ANY_DAY)
def test_units_that_do_not_overlap_add_up(made: Books, span: str, as_of: date) -> None:
    reckoner, whole = reckoner_of(made), asked(span, as_of)
    halves = [whole.of(unit, frozenset((unit,))) for unit in (TOWN, OTHER_TOWN)]

    parts = [answer("all", each, reckoner).value or 0 for each in halves]

    assert answer("all", whole, reckoner).value == sum(parts)


@MADE
@given(books(), ANY_DAY, ANY_DAY)
def test_what_was_known_is_not_changed_by_what_is_recorded_later(
    made: Books, first: date, last: date
) -> None:
    first, last = sorted((first, last))
    early = Books()
    early.versions = [each for each in made.versions if each[1].recorded_at.date() <= first]
    early.readings = [each for each in made.readings if each.entered_at.date() <= first]

    question = asked(as_of=last, known_at=at(first.isoformat(), 24))

    for key in INDICATORS:
        assert answer(key, question, reckoner_of(made)) == answer(key, question, reckoner_of(early))


def test_display_alone_rounds_and_halves_go_up() -> None:
    assert printed(EXACT.create_decimal("0.125"), 2) == "0.13"
    assert printed(EXACT.create_decimal("-0.125"), 2) == "-0.13"
    assert printed(EXACT.create_decimal("88.000"), 1) == "88"

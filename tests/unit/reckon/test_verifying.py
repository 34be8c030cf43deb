"""Printed numbers, looked at again: same, changed and why, or not from this ledger."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.model import Setter
from nianlun.reckon.changes import Why
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.expressions import reckon_blank
from nianlun.reckon.facts import Fact
from nianlun.reckon.history import PlainHistory
from nianlun.reckon.methods import Composing
from nianlun.reckon.source import Reckoner
from nianlun.reckon.verifying import Reason, Verdict, Verified, verify
from tests.unit.reckon.making import Books, annual_books, asked, at
from tests.unit.reckon.strategies import INDICATORS, MADE, books
from tests.unit.reckon.test_figures import TARGETS, composing, fact

NOW = at("2023-12-01")


def looked_at(printed: Fact, made: Books, **more: object) -> Verified:
    """A fact, verified against a ledger as it is on the first of December."""
    return verify(printed, composing(made), PlainHistory(made.ledger), now=NOW, **more)


@pytest.mark.parametrize("source", ["landing_rate", 'projects_new.completion("city")', "visits_firms"])
def test_a_number_that_holds_is_the_same(source: str) -> None:
    found = looked_at(fact(source), annual_books())

    assert (found.verdict, found.changes, found.text_holds) == (Verdict.SAME, (), True)


def test_a_correction_is_named_with_its_part() -> None:
    made = annual_books()
    landed = fact("landing_rate").sets[0].entries[0]
    lists = "landing"
    made.version(
        landed.entry, stage="signed", lists=lists, on="2023-11-01", is_correction=True, landing_year="2023"
    )

    found = looked_at(fact("landing_rate"), made)

    assert (found.verdict, found.text_holds) == (Verdict.CHANGED, False)
    assert found.now is not None
    assert (found.fact.text, found.now.text) == ("63.6%", "60.6%")
    (change,) = found.changes
    (item,) = change.items
    assert (item.entry, item.why, item.before, item.after) == (landed.entry, Why.CORRECTED, 1, None)
    assert item.part == change.difference


def test_what_was_recorded_late_is_named() -> None:
    found = looked_at(fact("signed_city"), annual_books())

    assert found.verdict is Verdict.CHANGED
    assert {each.why for each in found.changes[0].items} == {Why.LATE}
    assert found.changes[0].difference == 4


def test_work_that_went_on_without_touching_the_number_changes_nothing() -> None:
    made = annual_books()
    entry = fact("projects_high_quality").sets[0].entries[0].entry
    values = {"recognised_on": "2023-05-01", "kind": "single_plant", "high_quality": True}
    made.version(entry, on="2023-11-01", progress="已开工", **values)

    assert looked_at(fact("projects_high_quality"), made).verdict is Verdict.SAME


def test_a_number_nobody_counted_is_foreign() -> None:
    printed = fact("projects_new")

    assert looked_at(replace(printed, value=Decimal(23), text="23个", digest=""), annual_books()).verdict is (
        Verdict.FOREIGN
    )
    assert looked_at(printed, Books()).verdict is Verdict.FOREIGN
    assert (
        looked_at(replace(printed, expression="gone", digest=""), annual_books()).verdict is Verdict.FOREIGN
    )
    assert looked_at(replace(printed, expression="((", digest=""), annual_books()).verdict is Verdict.FOREIGN


def test_another_target_is_a_reason() -> None:
    now = tuple(
        replace(each, value=Decimal(30))
        if (each.indicator, each.setter, each.year) == ("projects_new", Setter.COUNTY, 2023)
        else each
        for each in TARGETS
    )

    found = looked_at(fact('projects_new.completion("county")'), annual_books(), targets_now=now)

    assert (found.verdict, found.reasons) == (Verdict.CHANGED, (Reason.TARGET,))
    assert found.now is not None
    assert found.now.text == "73.3%"


def test_another_definition_is_a_reason() -> None:
    here = composing(annual_books())
    indicators = dict(here.reckoner.indicators)
    indicators["projects_new"] = replace(indicators["projects_new"], where=None)
    here = replace(here, reckoner=replace(here.reckoner, indicators=indicators))

    found = verify(fact("projects_new"), here, PlainHistory(annual_books().ledger), now=NOW)

    assert (found.verdict, found.reasons) == (Verdict.CHANGED, (Reason.DEFINITION,))
    assert found.now is not None
    assert found.now.text == "24个"


@MADE
@given(books(), st.sampled_from(sorted(INDICATORS)), st.sampled_from(["", ".growth()", ".previous()"]))
def test_every_fact_holds_in_the_ledger_it_was_made_from(made: Books, key: str, method: str) -> None:
    ledger = made.ledger
    here = Composing(question=asked(), reckoner=Reckoner(INDICATORS, PlainSource(ledger)))
    printed = reckon_blank(key + method, here)
    assert isinstance(printed, Fact)

    then = verify(printed, here, PlainHistory(ledger), now=None)
    later = verify(printed, here, PlainHistory(ledger), now=at("2024-12-31"))

    assert then.verdict is Verdict.SAME
    assert later.verdict is not Verdict.FOREIGN
    if later.verdict is Verdict.CHANGED:
        assert later.changes

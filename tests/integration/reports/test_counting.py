"""Reports count by the index and, of revised entries, by hand; counting all by hand gives the same."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nianlun.apps.indicators.actions import correct_reading, enter_reading
from nianlun.apps.people.actions import system_user
from nianlun.apps.registers.actions import correct_entry, create_entry, drop_entry, edit_entry
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.reports.books import Instants
from nianlun.apps.reports.sources import desk_for
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.indicators import answer
from tests.integration.reports.conftest import AT, BEFORE, DAY

pytestmark = pytest.mark.django_db
KNOWN = AT + timedelta(hours=1)
DAYS = st.sampled_from(["2023-09-01", "2023-10-05", "2023-10-20", "2023-10-25"])
ACTS = st.tuples(
    st.sampled_from(["created", "edited", "corrected", "dropped"]),
    st.integers(0, 2),
    st.sampled_from(["signed_on", "started_on"]),
    DAYS,
    st.integers(1, 40),
)


def act(register, towns, by, drawn, at) -> None:
    """One thing that somebody does."""
    kind, which, field, day, _ = drawn
    entry = Entry.objects.filter(register=register).order_by("pk")[which]
    if kind == "created":
        values = {"name": f"新{at.isoformat()}", "signed_on": "2023-10-01", field: day}
        unit = towns[which % 2]
        create_entry(register=register, unit=unit, values=values, by=by, at=at, final=True)
    elif kind == "edited":
        edit_entry(entry_id=entry.pk, values={field: day}, by=by, at=at)
    elif kind == "corrected":
        correct_entry(entry_id=entry.pk, values={field: day}, reason="有误", by=by, at=at)
    else:
        drop_entry(entry_id=entry.pk, reason="重复", by=by, at=at)


def wholly_by_hand(desk):
    """The same desk, every entry taken for revised."""
    every = {
        key: frozenset(Entry.objects.filter(register=row).values_list("pk", flat=True))
        for key, row in desk.book.rows.items()
    }
    vars(desk.book)["revised"] = every
    return desk


@settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(ACTS, max_size=7))
def test_revised_entries_count_as_if_all_were_counted_by_hand(sites, towns, alice, acts):
    register = Register.objects.get(key="sites")
    with transaction.atomic():
        at = BEFORE + timedelta(days=10)
        for drawn in acts:
            at += timedelta(days=drawn[-1] / 4)
            try:
                with transaction.atomic():
                    act(register, towns, alice, drawn, at)
            except RefusedError:
                continue
        instants = Instants(known_at=KNOWN, since=KNOWN + timedelta(days=5), until=at + timedelta(days=9))
        by_index, by_hand = (desk_for({"sites"}, instants) for _ in range(2))
        wholly_by_hand(by_hand)

        for key in ("signed", "started", "rate"):
            for unit in (None, *(town.pk for town in towns)):
                found, wanted = (
                    answer(key, one.composing(read_period("2023"), DAY, unit).question, one.reckoner())
                    for one in (by_index, by_hand)
                )
                assert found == wanted, (key, unit)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("days_before", "days_after", "corrected", "shown"),
    [
        (1, None, False, "9"),
        (1, 3, False, "9"),
        (None, 3, False, None),
        (1, 3, True, "8"),
    ],
)
def test_reading_counts_as_known_on_the_day_or_corrected(
    sites, bureau, days_before, days_after, corrected, shown
):
    when = {"indicator": "tax", "source": "通报", "by": system_user()}
    first = None
    if days_before:
        first = enter_reading(
            period="2023-01-01/2023-10-20", value=Decimal(9), at=AT - timedelta(days=days_before), **when
        )
    if days_after and corrected:
        correct_reading(
            reading_id=first.pk,
            value=Decimal(8),
            source="",
            reason="更正",
            by=system_user(),
            at=AT + timedelta(days=2),
        )
    elif days_after:
        enter_reading(
            period="2023-01-01/2023-10-23", value=Decimal(7), at=AT + timedelta(days=days_after), **when
        )
    later = AT + timedelta(days=9)
    desk = desk_for(set(), Instants(known_at=KNOWN, since=later, until=later))

    found = answer("tax", desk.composing(read_period("2023"), DAY, None).question, desk.reckoner())

    wanted = None if shown is None else Decimal(shown) * 10_000
    assert found.value == wanted

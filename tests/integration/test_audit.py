"""The trail is written with the act, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.audit.clients import acting_from
from nianlun.apps.audit.models import Event
from nianlun.apps.audit.queries import events_between, events_of, events_seen_in, kinds_in
from tests import factories


@pytest.mark.django_db
def test_event_says_who_did_what_from_where(bob, bureau, now):
    with acting_from("192.0.2.7"), transaction.atomic():
        record("unit.created", bureau, by=bob, at=now, unit=bureau, reason="why")

    event = events_of(bureau).get()
    assert (event.by, event.at, event.kind, event.unit) == (bob, now, "unit.created", bureau)
    assert (event.subject_type, event.subject_label) == ("people.unit", str(bureau))
    assert event.detail == {"reason": "why"}
    assert event.client_address == "192.0.2.7"


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_a_bug(now):
    unit = factories.UnitFactory()

    with pytest.raises(RuntimeError, match="outside a transaction"):
        record("unit.created", unit, by=None, at=now)


@pytest.mark.django_db(transaction=True)
def test_event_goes_with_the_act_that_fails(now):
    unit = factories.UnitFactory()

    def act_that_fails():
        with transaction.atomic():
            record("unit.created", unit, by=None, at=now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_days_are_those_of_the_site(bob):
    """16:30 in London on the last of February is half past midnight on the first of March in Shanghai."""
    late = datetime(2024, 2, 29, 16, 30, tzinfo=UTC)
    event = factories.EventFactory(by=bob, at=late)

    march = events_between(Event.objects.all(), date(2024, 3, 1), date(2024, 3, 1))
    february = events_between(Event.objects.all(), None, date(2024, 2, 29))

    assert list(march) == [event]
    assert list(february) == []


@pytest.mark.django_db
def test_events_are_seen_in_their_units(bob, charlie, bureau):
    mine = factories.EventFactory(by=bob)
    own = factories.EventFactory(by=bob, unit=None, kind="user.signed_in")
    factories.EventFactory(by=charlie)

    assert set(events_seen_in({bureau.pk})) == {mine, own}
    assert kinds_in(events_seen_in({bureau.pk})) == ["unit.created", "user.signed_in"]

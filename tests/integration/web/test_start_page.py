"""The start page: what is due, what was not updated in time, what others changed; and what it costs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nianlun.apps.people.actions import note_visit
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry, Register
from tests import factories
from tests.integration.registers.kit import PACK, make_register

pytestmark = pytest.mark.django_db

MOST_QUERIES = 40
NOW = timezone.now()


@pytest.fixture
def dora(bureau) -> User:
    """Keeps all registers of the bureau."""
    user = factories.UserFactory(username="dora", display_name="Dora", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="registers")
    return user


def register_numbered(number: int, user: User) -> Register:
    key = f"works_{number}"
    return make_register(
        user, re.sub(r"\bworks\b", key, PACK).replace("id: 1\n  label", f"id: {number}\n  label"), key
    )


def filled(registers, entries: int, *, unit, by: User) -> None:
    """So many entries, in turn: some stale, some fresh, some drafts, all with a milestone ahead."""
    for number in range(entries):
        days = 70 if number % 2 else 1
        actions.create_entry(
            register=registers[number % len(registers)],
            unit=unit,
            values={"name": f"工程{number}", "started_on": f"{NOW + timedelta(days=9):%Y-%m-%d}"},
            by=by,
            at=NOW - timedelta(days=days, seconds=number),
            final=number % 3 > 0,
        )


def queries_of(client) -> int:
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/")
    assert page.status_code == 200
    assert page.context["my_work"]["busy"]
    assert page.context["my_work"]["changes"]
    return len(asked)


def test_queries_do_not_grow_with_registers_or_entries(alice, dora, bureau, client_of):
    registers = [register_numbered(number, alice) for number in range(1, 4)]
    filled(registers, 10, unit=bureau, by=alice)
    few = queries_of(client_of(dora))

    registers += [register_numbered(number, alice) for number in range(4, 13)]
    filled(registers[3:], 50, unit=bureau, by=alice)
    many = queries_of(client_of(dora))

    assert few == many < MOST_QUERIES


def test_work_of_every_register_stands_under_its_name(alice, dora, bureau, client_of):
    registers = [register_numbered(number, alice) for number in range(1, 4)]
    filled(registers, 12, unit=bureau, by=alice)

    busy = client_of(dora).get("/").context["my_work"]["busy"]

    assert [work.ledger.register for work in busy] == registers
    assert [work.rounds[0].late for work in busy] == [2, 2, 2]
    assert [work.drafts for work in busy] == [4, 0, 0]
    assert [work.milestones.number for work in busy] == [4, 4, 4]


def test_ended_entry_has_nothing_due(alice, dora, bureau, client_of):
    filled([register_numbered(1, alice)], 4, unit=bureau, by=alice)
    first = Entry.objects.order_by("pk")[1]
    actions.move_stage(entry_id=first.pk, to="ended", reason="不办了", by=dora, at=NOW)

    (work,) = client_of(dora).get("/").context["my_work"]["busy"]

    assert work.milestones.number == 3


@pytest.fixture
def changed(alice, dora, bureau):
    """Two entries that Alice made three hours and one hour ago."""
    register = register_numbered(1, alice)
    for name, hours in (("先前的工程", 3), ("新近的工程", 1)):
        actions.create_entry(
            register=register, unit=bureau, values={"name": name}, by=alice, at=NOW - timedelta(hours=hours)
        )


def changes_on(page) -> list[str]:
    return [change["title"] for change in page.context["my_work"]["changes"]]


def test_first_visit_tells_of_the_last_seven_days(changed, dora, client_of):
    page = client_of(dora).get("/")

    assert changes_on(page) == ["新近的工程", "先前的工程"]
    assert "近七天他人的变更" in page.content.decode()


def test_later_visit_tells_what_changed_since_the_one_before(changed, dora, client_of):
    last = NOW - timedelta(hours=2)
    User.objects.filter(pk=dora.pk).update(visited_at=last)
    browser = client_of(dora)

    first, again = browser.get("/"), browser.get("/")
    week = browser.get("/?changed=week")

    assert changes_on(first) == changes_on(again) == ["新近的工程"]
    assert (
        f"自您上次访问（{timezone.localtime(last):%Y-%m-%d %H:%M}）以来他人的变更" in again.content.decode()
    )
    assert changes_on(week) == ["新近的工程", "先前的工程"]
    assert "近七天他人的变更" in week.content.decode()


def test_page_says_that_nothing_has_changed(changed, dora, client_of):
    User.objects.filter(pk=dora.pk).update(visited_at=NOW - timedelta(minutes=40))

    assert "没有他人的变更。" in client_of(dora).get("/").content.decode()


def test_visit_goes_on_while_somebody_looks_again_within_half_an_hour(dora):
    def looked(minutes: int):
        dora.refresh_from_db()
        return note_visit(user=dora, at=NOW + timedelta(minutes=minutes))

    assert looked(0) is None
    assert looked(20) is None
    assert looked(45) is None
    assert looked(45 + 31) == NOW + timedelta(minutes=45)
    assert looked(45 + 40) == NOW + timedelta(minutes=45)

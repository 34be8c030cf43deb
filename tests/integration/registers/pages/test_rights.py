"""Every page of a register and of an entry, as its keeper, as the county, as a stranger, as nobody, unsigned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from nianlun.apps.registers.actions import close_days
from nianlun.apps.registers.models import Version
from tests import factories
from tests.integration.registers.kit import AT

pytestmark = pytest.mark.django_db

OF_A_REGISTER = ("table", "board", "calendar", "difference", "definition", "pack", "condition", "suggest")
OF_AN_ENTRY = ("entry", "edit", "correct")
LISTS = ("home", "late", "floors", "duties")


@pytest.fixture
def people(request, alice, dora, charlie, nobody):
    return {"alice": alice, "dora": dora, "charlie": charlie, "nobody": nobody}


def statuses(client_of, people, address, *, post=None):
    found = {}
    for who, user in people.items():
        client = client_of(user)
        response = client.get(address) if post is None else client.post(address, post)
        found[who] = response.status_code
    return found


@pytest.mark.parametrize("name", LISTS)
def test_list_is_open_to_all_who_are_signed_in(client_of, people, make, name):
    make()

    assert set(statuses(client_of, people, reverse(f"registers:{name}")).values()) == {200}
    assert client_of(None).get(reverse(f"registers:{name}")).status_code == 302


@pytest.mark.parametrize("name", OF_A_REGISTER)
def test_page_of_a_register_is_not_there_for_who_has_no_unit(client_of, people, make, name):
    make()
    address = reverse(f"registers:{name}", args=["works"])
    if name == "condition":
        address += "?add=name"

    found = statuses(client_of, people, address)

    assert found["alice"] == found["dora"] == 200
    assert found["nobody"] == 404
    assert client_of(None).get(address).status_code == 302


def test_stranger_sees_the_register_of_his_own_unit_and_not_the_entries_of_others(client_of, charlie, make):
    entry = make("一号工程")

    page = client_of(charlie).get(reverse("registers:table", args=["works"]))

    assert page.status_code == 200
    assert entry.code not in page.content.decode()
    assert "一号工程" not in page.content.decode()


@pytest.mark.parametrize("name", OF_AN_ENTRY)
def test_page_of_an_entry_is_only_for_those_who_see_it(client_of, people, make, name):
    entry = make(final=True)

    found = statuses(client_of, people, reverse(f"registers:{name}", args=[entry.pk]))

    assert found == {"alice": 200, "dora": 200, "charlie": 404, "nobody": 404}


def test_reader_sees_an_entry_and_may_not_write(client_of, bureau, make):
    entry = make(final=True)
    reader = factories.UserFactory(unit=bureau)

    client = client_of(reader)

    assert client.get(reverse("registers:entry", args=[entry.pk])).status_code == 200
    assert client.get(reverse("registers:edit", args=[entry.pk])).status_code == 403
    assert client.get(reverse("registers:correct", args=[entry.pk])).status_code == 403
    assert client.get(reverse("registers:new", args=["works"])).status_code == 403
    assert client.get(reverse("registers:import", args=["works"])).status_code == 403


@pytest.mark.parametrize("act", ["submit", "confirm", "return", "drop", "undo", "hand-over", "upgrade"])
def test_act_of_a_stranger_leaves_no_version(client_of, charlie, nobody, make, act):
    entry = make(final=True)
    before = Version.objects.count()
    address = reverse("registers:act", args=[entry.pk, act])
    given = {"reason": "不该", "to": "1", "unit": str(entry.unit_id), "expected": "1"}

    assert client_of(charlie).post(address, given).status_code == 404
    assert client_of(nobody).post(address, given).status_code == 404
    assert Version.objects.count() == before


def test_secret_field_is_hidden_from_those_who_may_not_see_it(client_of, dora, erin, make):
    entry = make(secret="777万元", final=True)
    address = reverse("registers:entry", args=[entry.pk])

    assert "777" in client_of(dora).get(address).content.decode()
    page = client_of(erin).get(address).content.decode()
    assert "777" not in page
    assert "底价" in page


def test_cell_of_a_hidden_field_is_refused(client_of, erin, make):
    entry = make(secret="777万元", final=True)
    address = reverse("registers:cell", args=["works"])

    assert client_of(erin).get(address, {"entry": entry.pk, "field": "secret"}).status_code == 403


def test_builder_is_for_administrators(client_of, alice, dora, charlie):
    address = reverse("registers:builder")

    assert [client_of(who).get(address).status_code for who in (alice, dora, charlie)] == [200, 403, 403]


def test_proof_of_the_registers_is_for_who_supervises_the_county(client_of, alice, dora, make):
    make()

    assert client_of(alice).post(reverse("verify")).status_code == 200
    assert client_of(dora).get(reverse("verify")).status_code == 403


def test_finding_is_told_in_words_and_the_last_closed_day_is_shown(client_of, alice, make):
    entry = make("一号工程")
    close_days(at=AT + timedelta(days=3))
    Version.objects.filter(entry=entry).update(reason="背后改的")

    page = client_of(alice).post(reverse("verify"))
    words = page.content.decode()

    assert page.context["day"] == AT.date()
    assert "被改动" in words
    assert "工程台账" in words
    assert f"{entry.code}</a> · 第 1 版" in words

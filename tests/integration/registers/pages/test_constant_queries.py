"""Pages ask the database as often for ten entries, or registers, as for sixty; each shows all it asks about."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry
from tests.integration.registers.kit import PACK, make_register

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 60
WITH_PLACE = PACK.replace("  classes:\n", "  - {id: 18, key: where, label: 位置, kind: place}\n  classes:\n")


@pytest.fixture
def register(alice):
    """The register of the tests, with a place."""
    return make_register(alice, WITH_PLACE)


@pytest.fixture
def client(client_of, dora):
    return client_of(dora)


def asked(client, address: str) -> tuple[int, str]:
    """How many queries a page takes the second time, and the page."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    return len(queries), page.content.decode()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("table", "per_page=200&view=&columns=name&columns=before_work&columns=town"),
        ("table", "per_page=200&view=&columns=name&as_of=2024-01-02"),
        ("table", "per_page=200&view=&columns=name&group=stage&sums=amount"),
        ("board", ""),
        ("calendar", "month=2024-01"),
        ("map", ""),
        ("difference", "from=2024-01-01&to=2024-01-03"),
    ],
)
def test_queries_of_a_page_do_not_grow_with_its_rows(client, make, town, name, query):
    address = f"{reverse(f'registers:{name}', args=['works'])}?{query}"

    def fill(first: int, end: int) -> None:
        for number in range(first, end):
            before = Entry.objects.order_by("-pk").first()
            make(
                f"工程{number:03}",
                started_on="2024-01-20",
                town="城关镇",
                where="118.4, 26.2",
                amount="3",
                before_work=before.code if before else "",
            )

    fill(0, FEW)
    few, small = asked(client, address)
    fill(FEW, MANY)
    many, large = asked(client, address)

    assert many <= few
    assert all(f"工程{number:03}" in small for number in range(FEW))
    assert sum(f"工程{number:03}" in large for number in range(MANY)) > FEW


@pytest.mark.parametrize("name", ["home", "late", "floors", "duties"])
def test_queries_of_a_list_do_not_grow_with_the_registers(client, alice, make, bureau, name, later):
    make("一号工程", final=True)

    def add(first: int, end: int) -> None:
        for number in range(first, end):
            text = PACK.replace("key: works", f"key: works{number}").replace(
                "id: 1\n  label: 工程台账", f"id: {number}\n  label: 台账{number:03}"
            )
            one = make_register(
                alice, text.replace("register: works", f"register: works{number}"), f"works{number}"
            )
            values = {"name": "一号工程"}
            actions.create_entry(
                register=one, unit=bureau, values=values, final=True, by=alice, at=later(number)
            )

    add(2, 4)
    few, _ = asked(client_as(client, alice), reverse(f"registers:{name}"))
    add(4, 14)
    many, page = asked(client_as(client, alice), reverse(f"registers:{name}"))

    assert many <= few
    assert "台账013" in page


def client_as(client, user):
    """The browser with somebody else in it."""
    client.force_login(user)
    return client


def test_queries_of_a_timeline_do_not_grow_with_its_versions(client, make, dora, later):
    entry = make("一号工程")
    address = reverse("registers:entry", args=[entry.pk])

    def add(first: int, end: int) -> None:
        for number in range(first, end):
            actions.edit_entry(entry_id=entry.pk, values={"staff": str(number)}, by=dora, at=later(number))
            actions.comment(entry_id=entry.pk, words=f"第{number}次", by=dora, at=later(number))

    add(1, FEW)
    few, _ = asked(client, address)
    add(FEW, MANY)
    many, page = asked(client, address)

    assert many <= few
    assert "第59次" in page


def test_queries_of_an_import_preview_do_not_grow_with_its_rows(client, register, bureau, dora, later):
    def preview_of(rows: int) -> str:
        lines = [f"工程{number},{'很多' if number % 3 == 0 else number}" for number in range(rows)]
        content = "\n".join(["名称,投资额", *lines]).encode()
        batch = actions.bring_sheet(
            register=register, unit=bureau, name="a.csv", content=content, by=dora, at=later(1)
        )
        return reverse("registers:import-batch", args=["works", batch.pk])

    few, _ = asked(client, preview_of(FEW))
    many, page = asked(client, preview_of(MANY))

    assert many <= few
    assert "B59" in page

"""Large sheets go through the hands of the worker: looked at, carried out once, whole or the good rows."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from nianlun.apps.registers import clock
from nianlun.apps.registers.actions.imports import FEW_ROWS
from nianlun.apps.registers.importing import working
from nianlun.apps.registers.models import Entry, ImportBatch, Version

pytestmark = pytest.mark.django_db

ROWS = FEW_ROWS + 20


class KilledError(BaseException):
    """Stands for the end of the process."""


def lines(*bad: int) -> bytes:
    rows = [f"工程{number},{'很多' if number in bad else number}" for number in range(1, ROWS + 1)]
    return "\n".join(["名称,投资额", *rows]).encode()


@pytest.fixture
def client(client_of, dora):
    return client_of(dora)


@pytest.fixture
def bring(client, register, bureau):
    def brought(content: bytes) -> ImportBatch:
        file = BytesIO(content)
        file.name = "工程.csv"
        client.post(reverse("registers:import", args=["works"]), {"file": file, "unit": bureau.pk})
        return ImportBatch.objects.order_by("-pk").first()

    return brought


def page(client, batch, **query):
    return client.get(reverse("registers:import-batch", args=["works", batch.pk]), query)


def carry_out(client, batch, rows: str):
    return client.post(reverse("registers:carry-out", args=["works", batch.pk]), {"rows": rows})


def test_large_sheet_is_looked_at_by_the_worker_and_every_bad_cell_is_named(client, bring):
    batch = bring(lines(7, 400))
    waiting = page(client, batch).content.decode()
    assert "<progress" in waiting
    assert DBTaskResult.objects.filter(args_kwargs__args=[batch.pk]).count() == 1

    working.work(batch.pk)

    shown = page(client, batch)
    assert [cell.cell for cell in shown.context["plan"].bad_cells] == ["B8", "B401"]
    assert shown.context["plan"].count("new") == ROWS - 2
    assert "B401" in shown.content.decode()
    assert len(page(client, batch, only="bad").context["rows"]) == 2
    assert not Entry.objects.exists()


def test_page_asks_how_far_it_is_until_it_is_done(client, bring):
    batch = bring(lines())
    address = reverse("registers:import-progress", args=["works", batch.pk])
    seen: list[tuple[int, bool]] = []

    def on_row(rows: int) -> None:
        if rows == 300:
            answer = client.get(address)
            seen.append((answer.context["share"], "HX-Refresh" in answer))

    working.work(batch.pk, on_row=on_row)

    assert seen == [(100 * 300 // (ROWS + 1), False)]
    assert client.get(address)["HX-Refresh"] == "true"


def test_good_rows_are_carried_out_and_the_page_names_those_left_out(client, bring):
    batch = bring(lines(7))
    working.work(batch.pk)
    carry_out(client, batch, "good")
    assert "<progress" in page(client, batch).content.decode()

    working.work(batch.pk)

    batch.refresh_from_db()
    assert (batch.added, batch.left_out, batch.asked) == (ROWS - 1, 1, "")
    assert Entry.objects.count() == ROWS - 1
    done = page(client, batch).content.decode()
    assert "B8" in done
    sheet = client.get(reverse("registers:bad-cells", args=["works", batch.pk]))
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")


def test_all_or_nothing_writes_nothing_while_a_cell_is_bad(client, bring):
    batch = bring(lines(7))
    working.work(batch.pk)
    carry_out(client, batch, "all")

    working.work(batch.pk)

    batch.refresh_from_db()
    assert (batch.asked, batch.fault) == ("", "registers.import.bad_cells")
    assert not Entry.objects.exists()
    assert "B8" in page(client, batch).content.decode()


@pytest.mark.parametrize("killed_at", [1, ROWS - 1])
def test_worker_that_dies_leaves_nothing_and_the_next_brings_all_of_it_once(client, bring, killed_at):
    batch = bring(lines())
    working.work(batch.pk)
    carry_out(client, batch, "all")

    def die(rows: int) -> None:
        if rows == killed_at:
            raise KilledError

    with pytest.raises(KilledError):
        working.work(batch.pk, on_row=die)
    assert not Version.objects.exists()
    assert not working.work(batch.pk)
    later = timezone.now() + working.STALE_AFTER + timedelta(seconds=1)

    assert clock.recover_imports(later) == 1
    assert working.work(batch.pk)
    assert not working.work(batch.pk)

    assert Entry.objects.count() == Version.objects.count() == ROWS
    assert clock.recover_imports(later + timedelta(days=1)) == 0


def test_import_that_is_being_carried_out_cannot_be_changed_or_begun_twice(client, bring):
    batch = bring(lines())
    working.work(batch.pk)
    carry_out(client, batch, "all")
    queued = DBTaskResult.objects.count()

    carry_out(client, batch, "all")
    client.post(reverse("registers:match", args=["works", batch.pk]), {"column-1": ""})

    batch.refresh_from_db()
    assert DBTaskResult.objects.count() == queued
    assert batch.matching == {}


def test_columns_that_are_matched_anew_are_looked_at_anew(client, bring):
    batch = bring(lines(7))
    working.work(batch.pk)
    client.post(reverse("registers:match", args=["works", batch.pk]), {"column-1": ""})

    working.work(batch.pk)

    assert not page(client, batch).context["plan"].bad_cells


def test_what_cannot_be_read_is_told_on_the_page(client, bring):
    batch = bring(("甲,乙\n" + "1,2\n" * ROWS).encode())

    working.work(batch.pk)

    batch.refresh_from_db()
    assert batch.fault == "registers.import.nothing_matched"
    assert 'role="alert"' in page(client, batch).content.decode()


def test_small_sheet_is_carried_out_at_once(client, bring):
    batch = bring("名称,投资额\n一号工程,3\n".encode())

    carry_out(client, batch, "all")

    assert Entry.objects.count() == 1
    assert not DBTaskResult.objects.exists()


def test_import_of_another_is_not_there(client_of, erin, bring):
    batch = bring(lines())

    answers = [
        client_of(erin).get(reverse(f"registers:{name}", args=["works", batch.pk])).status_code
        for name in ("import-batch", "import-progress", "bad-cells")
    ]

    assert answers == [404, 404, 404]

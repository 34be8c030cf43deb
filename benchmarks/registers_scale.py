"""Ledgers at scale: pages, tables, tables as of a day, an import, the walk over all digests.

Run: python -m benchmarks.registers_scale [--entries 1000000] [--postgres] [--keep FOLDER]; on PostgreSQL
(DATABASE_URL, else the server of the tests) a database of its own is made and removed. What --keep left is measured
again without being filled again. Goals on two cores: an entry page under 50 ms, a filtered and sorted table page
under 200 ms, the same as of a day under 400 ms, an import of 10,000 rows under 20 seconds.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from xlsxwriter import Workbook

from benchmarks.limits import beside
from benchmarks.registers.opening import filled, opened, show

TODAY = date(2024, 1, 15)
ROWS_OF_IMPORT = 10_000
GOAL_IMPORT = 20
OK = 200


def served(user: Any, registers: list[Any]) -> list[tuple[str, Callable[[], Any], float]]:
    """Pages as a browser gets them, with the goals."""
    from django.test import Client
    from django.urls import reverse

    from nianlun.apps.people.models import User
    from nianlun.apps.registers.models import Entry

    User.objects.filter(pk=user.pk).update(must_change_password=False)
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)
    register = registers[len(registers) // 2]
    entry = Entry.objects.filter(register=register).order_by("pk")[200].pk
    table = reverse("registers:table", args=[register.key])
    narrowed = "filter=amount:at_least:20亿元&filter=name:contains:装&sort=-signed_on&sum=amount"

    def page(address: str) -> Callable[[], None]:
        def load() -> None:
            answer = browser.get(address)
            if answer.status_code != OK:
                raise AssertionError(address, answer.status_code)

        return load

    return [
        ("served: start page of the administrator", page("/"), 2_000),
        ("served: list of registers with what is late", page(reverse("registers:home")), 2_000),
        ("served: entry page with its past", page(reverse("registers:entry", args=[entry])), 50),
        ("served: table page, two filters, sorted, summed", page(f"{table}?{narrowed}"), 200),
        ("served: the same as of a day", page(f"{table}?{narrowed}&as_of=2023-05-20"), 400),
    ]


def questions(user: Any, registers: list[Any]) -> list[tuple[str, Callable[[], Any], float]]:
    """What is asked, with the goals."""
    from nianlun.apps.registers.models import Entry
    from nianlun.apps.registers.queries.board import board
    from nianlun.apps.registers.queries.differences import table_difference
    from nianlun.apps.registers.queries.entries import entry_page
    from nianlun.apps.registers.queries.ledger import ledger_for
    from nianlun.apps.registers.queries.registers import registers_for
    from nianlun.apps.registers.queries.table import table
    from nianlun.apps.registers.queries.table_request import FilterBy, Sorting, TableRequest
    from nianlun.apps.registers.queries.timeline import timeline
    from nianlun.apps.registers.queries.updates import update_rounds

    register = registers[len(registers) // 2]
    entry = Entry.objects.filter(register=register).order_by("pk")[100].pk
    as_of = datetime(2023, 5, 20, 16, tzinfo=UTC)
    filters = (FilterBy("amount", "at_least", ("20亿元",)), FilterBy("name", "contains", ("装",)))
    asked = TableRequest(filters=filters, sort=(Sorting("signed_on", down=True),), sums=("amount",))
    past = TableRequest(filters=filters, sort=asked.sort, sums=("amount",), as_of=as_of)
    grouped = TableRequest(group_by="industry", sums=("amount", "area"))
    late = datetime(2023, 6, 20, 16, tzinfo=UTC)
    return [
        ("entry page", lambda: entry_page(user, entry, today=TODAY), 50),
        ("timeline of an entry", lambda: timeline(user, entry), 50),
        (
            "table page, unfiltered, newest first",
            lambda: table(user, register, TableRequest(), today=TODAY),
            200,
        ),
        ("table page, two filters, sorted, summed", lambda: table(user, register, asked, today=TODAY), 200),
        ("the same as of a day", lambda: table(user, register, past, today=TODAY), 400),
        ("grouped table page with two sums", lambda: table(user, register, grouped, today=TODAY), 200),
        ("last table page", lambda: table(user, register, TableRequest(page=10**6), today=TODAY), 200),
        ("board", lambda: board(ledger_for(user, register, today=TODAY), TableRequest()), 400),
        (
            "difference of a table between two days",
            lambda: table_difference(user, register, since=as_of, until=late),
            800,
        ),
        (
            "entries not updated in time, by unit",
            lambda: update_rounds(ledger_for(user, register, today=TODAY), today=TODAY),
            200,
        ),
        ("list of all registers with their counts", lambda: registers_for(user), 400),
    ]


def imported(user: Any, register: Any, unit: Any) -> float:
    """Seconds of an import of ten thousand rows."""
    from django.utils import timezone

    from nianlun.apps.registers import actions
    from nianlun.apps.registers.models import Entry

    begun = Entry.objects.count()  # new names each time: an import brings nothing twice
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("项目")
    sheet.write_row(
        0,
        0,
        [
            "名称",
            "企业",
            "产业",
            "投资额（万元）",
            "用地（亩）",
            "乡镇",
            "谋划日期",
            "签约日期",
            "外资",
            "进展",
        ],
    )
    for row in range(1, ROWS_OF_IMPORT + 1):
        day = f"2023-{row % 12 + 1:02}-{row % 28 + 1:02}"
        sheet.write_row(
            row,
            0,
            [
                f"导入项目{begun}第{row}",
                "某公司",
                "装备",
                1000 + row,
                row % 300 + 1,
                "第3镇",
                day,
                day,
                "是",
                "已对接",
            ],
        )
    book.close()
    began = time.perf_counter()
    batch = actions.bring_sheet(
        register=register, unit=unit, name="x.xlsx", content=stream.getvalue(), by=user, at=timezone.now()
    )
    outcome = actions.carry_out_import(batch_id=batch.pk, by=user, at=timezone.now(), final=True)
    if outcome.added != ROWS_OF_IMPORT:
        raise AssertionError(outcome.bad[:3])
    return time.perf_counter() - began


def run(entries: int, registers: int, versions: int) -> bool:
    """Fill, measure, verify."""
    from nianlun.apps.people.models import Unit, User
    from nianlun.apps.registers.queries.verification import verify

    rows = filled(entries, registers, versions)
    user, towns = User.objects.get(username="bench"), list(Unit.objects.exclude(parent=None).order_by("pk"))
    kept = [show(*each) for each in (*questions(user, rows), *served(user, rows))]
    seconds = imported(user, rows[0], towns[0])
    kept.append(seconds <= GOAL_IMPORT)
    print(f"  {'import of 10,000 rows of Excel':<58} {seconds:8.1f} s  {beside(seconds, GOAL_IMPORT)}")
    began = time.perf_counter()
    seen = verify()
    seconds = time.perf_counter() - began
    print(
        f"  audit verify: {seen.versions:,} versions in {seconds:,.0f} s, {seen.versions / seconds:,.0f} a second, {len(seen.findings)} findings"
    )
    return all(kept)


if __name__ == "__main__":
    sys.exit(opened(__doc__, run))

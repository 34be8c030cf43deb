"""Ledgers at scale: pages, tables, tables as of a day, an import, the walk over all digests.

Run: python -m benchmarks.registers_scale [--entries 1000000] [--postgres] [--keep FOLDER]; on PostgreSQL
(DATABASE_URL, else the server of the tests) a database of its own is made and removed. What --keep left is measured
again without being filled again. Goals on two cores: an entry page under 50 ms, a filtered and sorted table page
under 200 ms, the same as of a day under 400 ms, an import of 10,000 rows under 20 seconds.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from xlsxwriter import Workbook

from tests.need import postgres

TIMES = 7
DATABASE = "nianlun_bench_registers"
TODAY = date(2024, 1, 15)
ROWS_OF_IMPORT = 10_000


def settle(folder: str, *, keep: bool) -> str:
    """Point the settings at a database of our own; gives its vendor."""
    os.environ["NIANLUN_DATA"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nianlun.web.settings")
    address = os.environ.get("DATABASE_URL")
    if address:
        parts = urlsplit(address)
        with psycopg.connect(address, autocommit=True) as server:
            there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
            if there and not keep:
                server.execute(f"DROP DATABASE {DATABASE}")
            if not there or not keep:
                server.execute(f"CREATE DATABASE {DATABASE}")
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{DATABASE}"))
    django.setup()
    return "PostgreSQL" if address else "SQLite"


def measured(what: Callable[[], Any]) -> tuple[float, float, int]:
    """First and middle of several runs in milliseconds, and the number of queries."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    taken = []
    for _ in range(TIMES):
        reset_queries()
        began = time.perf_counter()
        what()
        taken.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as seen:
        what()
    return taken[0], statistics.median(taken), len(seen)


def show(label: str, what: Callable[[], Any], goal: float) -> bool:
    """Measure, print, say whether the goal is kept."""
    first, middle, queries = measured(what)
    kept = middle <= goal
    print(
        f"  {label:<58} {middle:8.1f} ms  first {first:8.1f}  {queries:3} queries  goal {goal:.0f}  {'ok' if kept else 'MISSED'}"
    )
    return kept


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
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.registers.county import build
    from benchmarks.registers.filling import BEGIN, Filler
    from nianlun.apps.people.models import Unit, User
    from nianlun.apps.registers.models import Register
    from nianlun.apps.registers.queries.verification import verify

    call_command("migrate", verbosity=0)
    rows = list(Register.objects.order_by("pk"))
    if not rows:
        user, towns, rows = build(registers, BEGIN)
        seconds = Filler(user, towns, rows, versions).fill(entries)
        print(
            f"  filled {entries:,} entries, {entries * versions:,} versions in {registers} registers: {seconds:,.0f} s"
        )
        with connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
            print(f"  statistics: {time.perf_counter() - began:,.0f} s")
    user, towns = User.objects.earliest("pk"), list(Unit.objects.exclude(parent=None).order_by("pk"))
    kept = [show(*each) for each in questions(user, rows)]
    seconds = imported(user, rows[0], towns[0])
    kept.append(seconds <= 20)
    print(
        f"  {'import of 10,000 rows of Excel':<58} {seconds:8.1f} s   goal 20  {'ok' if kept[-1] else 'MISSED'}"
    )
    began = time.perf_counter()
    seen = verify()
    seconds = time.perf_counter() - began
    print(
        f"  audit verify: {seen.versions:,} versions in {seconds:,.0f} s, {seen.versions / seconds:,.0f} a second, {len(seen.findings)} findings"
    )
    return all(kept)


def main() -> int:
    """Run on the database of the environment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--registers", type=int, default=30)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument(
        "--keep", metavar="FOLDER", help="Leave the data there, or measure what was left there."
    )
    parser.add_argument("--postgres", action="store_true", help="On the server that the tests use.")
    asked = parser.parse_args()
    if asked.postgres:
        found = postgres()
        if found is None:
            print("NOT RUN: no PostgreSQL server answers; set NIANLUN_TEST_POSTGRES")
            return 0
        os.environ.setdefault("DATABASE_URL", found)
    address = os.environ.get("DATABASE_URL", "")
    with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory() as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        print(f"{settle(folder, keep=bool(asked.keep))}, {asked.entries:,} entries; in {folder}", flush=True)
        kept = run(asked.entries, asked.registers, asked.versions)
        if address and not asked.keep:
            from django.db import connections

            connections.close_all()
            with psycopg.connect(address, autocommit=True) as server:
                server.execute(f"DROP DATABASE {DATABASE}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

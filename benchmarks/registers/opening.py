"""Opens the filled ledgers of a benchmark: the database, what fills it, how a question is measured."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

from benchmarks.limits import beside
from tests.need import postgres

TIMES = 7
DATABASE = "nianlun_bench_registers"


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


def measured(what: Callable[[], Any], times: int = TIMES) -> tuple[float, float, float, int]:
    """First and middle of several runs, processor time of the middle one, in milliseconds; number of queries.

    Processor time is that of our own process, which holds SQLite and not PostgreSQL.
    """
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    taken = []
    for _ in range(times):
        reset_queries()
        began, used = time.perf_counter(), time.process_time()
        what()
        taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000))
    with CaptureQueriesContext(connection) as seen:
        what()
    return taken[0][0], *statistics.median_low(taken), len(seen)


def show(label: str, what: Callable[[], Any], goal: float, times: int = TIMES) -> bool:
    """Measure, print, say whether the goal is kept."""
    first, middle, used, queries = measured(what, times)
    kept = middle <= goal
    print(
        f"  {label:<58} {middle:8.1f} ms  first {first:8.1f}  processor {used:7.1f}  {queries:3} queries  {beside(middle, goal)}",
        flush=True,
    )
    return kept


def filled(entries: int, registers: int, versions: int) -> list[Any]:
    """The registers, filled where they are not yet."""
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.registers.county import build
    from benchmarks.registers.filling import BEGIN, Filler
    from nianlun.apps.registers.models import Register

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
    return rows


def opened(description: str | None, run: Callable[[int, int, int], bool]) -> int:
    """Run on the database of the environment, by what the command line says; a database made for it goes again."""
    parser = argparse.ArgumentParser(description=description)
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

"""Indicators at scale: one, a dashboard of forty, a table by unit and month, a report with three hundred figures.

Run: python -m benchmarks.indicators_scale [--entries 1000000] [--postgres] [--keep FOLDER], on the same ledgers as
`benchmarks.registers_scale`. Goals on two cores: one indicator under 300 ms, a dashboard under 2 seconds, a report
under 20 seconds. DuckDB answers the questions of the dashboard from a flat table of the same entries, its answers
must be equal.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.limits import beside
from benchmarks.registers.opening import filled, opened, show
from benchmarks.registers.questions import KEYS, asked_of, install

GOAL_ONE, GOAL_DASHBOARD, GOAL_REPORT = 300, 2_000, 20
TOWNS = 60
PAST = date(2023, 6, 1)


class Questions:
    """Asks as a page does: everything that a request remembers is made anew."""

    def __init__(self, registers: int, today: date) -> None:
        from nianlun.apps.people.models import User
        from nianlun.apps.registers.definitions.installed import installed

        self.catalog = installed().catalog
        self.user = User.objects.earliest("pk")
        self.today = today
        self.dashboard = list(asked_of(registers))

    def asked(self, key: str, register: int, period: str, as_of: date | None = None) -> tuple[str, Any]:
        """A question about the whole county."""
        from nianlun.define.reading.periods import read_period
        from nianlun.reckon.asking import Question

        return f"{key}_{register}", Question(period=read_period(period), as_of=as_of or self.today)

    def answers(self, asked: list[tuple[str, Any]]) -> list[Any]:
        """The values, counted together."""
        from nianlun.apps.indicators.queries.counting import Books, DatabaseSource, prepared
        from nianlun.reckon.indicators import answer

        reckoner = prepared(DatabaseSource(Books(self.user)), self.catalog, asked)
        return [answer(key, question, reckoner).value for key, question in asked]

    def board(self, as_of: date | None = None) -> list[Any]:
        """The dashboard."""
        return self.answers([self.asked(*each, as_of) for each in self.dashboard])

    def table(self, register: int) -> Callable[[], Any]:
        """One indicator by town and month."""
        from nianlun.apps.people.models import Unit

        towns = Unit.objects.filter(kind="town").values_list("pk", flat=True)
        asked = []
        for month in range(1, 13):
            key, question = self.asked("lead", register, f"2023-{month:02}")
            asked += [(key, question.of(town, frozenset({town}))) for town in towns]
        return lambda: self.answers(asked)


def measured_questions(questions: Questions, middle: int) -> bool:
    """Indicators one by one, the dashboard, a table."""
    from nianlun.define.reading.periods import read_period

    kept = []
    for key in KEYS:
        asked = questions.asked(key, middle, "2023")
        kept.append(show(f"one indicator: {key}", lambda one=asked: questions.answers([one]), GOAL_ONE))
    past = questions.asked("signed", middle, "2023", PAST)
    kept.append(show("one indicator, as of a day long past", lambda: questions.answers([past]), GOAL_ONE))
    kept.append(show("dashboard of 40", questions.board, GOAL_DASHBOARD))
    show("dashboard of 40, as of a day long past", lambda: questions.board(PAST), GOAL_DASHBOARD)
    kept.append(show("table of 60 towns by 12 months", questions.table(middle), GOAL_DASHBOARD))
    if read_period("2023").last > questions.today:
        raise AssertionError(questions.today)
    return all(kept)


def measured_peer(questions: Questions, registers: list[Any]) -> None:
    """DuckDB on the same entries."""
    from benchmarks.registers import flat_table

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        table = flat_table.flat_table(folder, registers)
        print(f"  DuckDB: flat table made in {time.perf_counter() - began:.0f} s", flush=True)
    theirs = [flat_table.answer(table, *each) for each in questions.dashboard]
    ours = questions.board()
    for asked, one, other in zip(questions.dashboard, ours, theirs, strict=True):
        if one is None or other is None or abs(one - other) > abs(other) / 10**12:
            raise AssertionError(asked, one, other)
    seconds = flat_table.seconds_of(table, questions.dashboard)
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        questions.board()
        taken.append(time.perf_counter() - began)
    print(
        f"  DuckDB, the same 40 answers: {seconds * 1000:.1f} ms; ours {min(taken) * 1000:.1f} ms, {min(taken) / seconds:.1f} times as long"
    )


def measured_report(registers: int) -> bool:
    """Compose a report, keep its facts, count every number again; nothing of it stays."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from nianlun.apps.people.actions import system_user
    from nianlun.apps.people.models import Unit
    from nianlun.apps.reports import actions
    from nianlun.apps.reports.queries import facts_of, template_named
    from nianlun.apps.reports.verifying import Verdict, check_facts

    county = Unit.objects.get(parent=None)
    with transaction.atomic():
        by, at = system_user(), timezone.now()
        began, used = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as seen:
            report = actions.compose_report(
                template="paper/wide", unit=county, as_of=date(2023, 12, 31), by=by, at=at
            )
        composed, used = time.perf_counter() - began, time.process_time() - used
        facts = facts_of(report)
        records = sum(len(each.over) + len(each.under) for each in facts.values())
        if len(facts) < 2 * registers + 4 * TOWNS:
            raise AssertionError(len(facts))
        print(
            f"  report with {len(facts)} figures, {records:,} records kept, {len(seen)} queries: {composed:.1f} s, processor {used:.1f} s  {beside(composed, GOAL_REPORT)}",
            flush=True,
        )
        began = time.perf_counter()
        checked = check_facts(list(facts.values()), template_named("paper/wide").definition, now=at)
        verified = time.perf_counter() - began
        if any(each.verdict is not Verdict.SAME for each in checked):
            raise AssertionError([each.fact.id for each in checked if each.verdict is not Verdict.SAME][:5])
        print(f"  all its numbers counted again: {verified:.1f} s", flush=True)
        transaction.set_rollback(True)
    return composed <= GOAL_REPORT


def run(entries: int, registers: int, versions: int) -> bool:
    """Fill where nothing is filled yet, and measure."""
    from django.conf import settings
    from django.utils import timezone

    rows = filled(entries, registers, versions)
    install(Path(settings.PACKS_FOLDER), registers)
    questions = Questions(registers, today=timezone.localdate())
    kept = [measured_questions(questions, registers // 2 + 1)]
    measured_peer(questions, rows)
    kept.append(measured_report(registers))
    return all(kept)


if __name__ == "__main__":
    sys.exit(opened(__doc__, run))

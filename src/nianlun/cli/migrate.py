"""`nianlun migrate`."""

from __future__ import annotations

import sys

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nianlun.cli.output import emit, examples, format_option

NOT_MIGRATED = 1


def steps_missing() -> list[str]:
    """Names of the migrations the database has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@click.command(epilog=examples("nianlun migrate", "nianlun migrate --check && echo up to date"))
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 when steps are missing.")
@format_option
def command(*, check: bool, form: str) -> None:
    """Bring the database to the shape of this release. Running it again changes nothing."""
    steps = steps_missing()
    if not check:
        call_command("migrate", interactive=False, verbosity=0)
    verb = "missing" if check else "applied"
    emit(
        {verb: steps},
        form,
        lines=lambda: [*(f"{verb}: {step}" for step in steps), f"{len(steps)} steps {verb}"],
    )
    if check and steps:
        sys.exit(NOT_MIGRATED)

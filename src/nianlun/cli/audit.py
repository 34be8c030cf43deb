"""`nianlun audit`: what was changed behind the application's back, and digests to be printed."""

from __future__ import annotations

import sys
from datetime import date

import click
from django.utils import timezone

from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.roots import root_of
from nianlun.apps.registers.queries.verification import Finding, Verification, verify
from nianlun.cli.output import emit, examples, format_option

FOUND = 1


@click.group(
    epilog=examples(
        "nianlun audit verify",
        "nianlun audit root --day 2023-10-20",
        codes="Exit codes: 0 everything is as it was recorded, 1 something is not, 2 wrong command line.",
    )
)
def command() -> None:
    """Walk the digests of the ledgers."""


@command.command("verify", epilog=examples("nianlun audit verify --register projects --format json"))
@click.option("--register", default="", help="Key of a register; none: all.")
@format_option
def verify_registers(*, register: str, form: str) -> None:
    """Find every version that was changed, removed or inserted behind the application's back."""
    chosen = [row_named(register)] if register else None
    seen = verify(chosen)
    findings = [each.__dict__ for each in seen.findings]
    counts = {"versions": seen.versions, "entries": seen.entries, "days": seen.days}
    emit(
        {**counts, "findings": findings},
        form,
        lines=lambda: [
            *(line_of(each) for each in seen.findings),
            summary(seen),
        ],
    )
    sys.exit(FOUND if seen.findings else 0)


def summary(seen: Verification) -> str:
    """What was walked."""
    walked = f"{seen.versions} versions of {seen.entries} entries and {seen.days} days walked"
    return f"{walked}, {len(seen.findings)} findings"


def row_named(key: str) -> Register:
    """A register by its key.

    Raises:
        click.BadParameter: there is none.
    """
    row = Register.objects.filter(key=key).first()
    if row is None:
        raise click.BadParameter(f"no register is called {key!r}; `nianlun registers list` shows them.")
    return row


def line_of(each: Finding) -> str:
    """A finding on one line."""
    return f"{each.kind:<9} {each.what:<11} {each.register} {each.subject}"


@command.command(epilog=examples("nianlun audit root --day 2023-10-20"))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="None: yesterday.")
@format_option
def root(*, day: object, form: str) -> None:
    """Print the digest of a day for each register, as it can stand in a bulletin."""
    wanted = day.date() if hasattr(day, "date") else timezone.localdate() - date.resolution
    roots = [(row, found) for row in Register.objects.all() if (found := root_of(row, wanted)) is not None]
    emit(
        [
            {"register": row.key, "day": found.day, "versions": found.count, "root": found.root}
            for row, found in roots
        ],
        form,
        lines=lambda: (
            [f"{found.root}  {found.count:>6}  {row.key}" for row, found in roots]
            or [
                f"No register has a digest of {wanted}: nothing was recorded then, or the day is not closed yet."
            ]
        ),
    )

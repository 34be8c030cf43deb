"""`nianlun indicator`: list indicators, and say what one counts to."""

from __future__ import annotations

from decimal import Decimal

import click
from django.utils import translation

from nianlun.apps.indicators.asking import asked_for
from nianlun.apps.indicators.exporting import completions, indicator_in_short, result_in_short
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.actions import system_user
from nianlun.cli.output import emit, examples, format_option
from nianlun.cli.unit import unit_named
from nianlun.reckon.amounts import percent
from nianlun.reckon.targets import SETTERS, setter_of


@click.group(
    epilog=examples(
        "nianlun indicator list",
        "nianlun indicator value projects_new --period 2023 --as-of 2023-10-20",
        codes="Exit codes: 0 done, 1 refused, 2 wrong command line.",
    )
)
def command() -> None:
    """Ask indicators."""


@command.command("list", epilog=examples("nianlun indicator list --format json"))
@format_option
def list_indicators(*, form: str) -> None:
    """All indicators by key."""
    desk = Desk(system_user())
    rows = [indicator_in_short(desk, each) for each in desk.seen.values()]
    emit(rows, form, lines=lambda: [f"{row['key']:<28} {row['label']}（{row['measure']}）" for row in rows])


@command.command(epilog=examples("nianlun indicator value landing_rate --period 2023 --as-of 2023-10-20"))
@click.argument("key")
@click.option("--period", default="", help="2023, 2023-Q3, 2023-10, 2023-01-01/2023-10-20.")
@click.option("--as-of", default="", help="As known at the end of this day; today where none is given.")
@click.option("--unit", default="", help="Number or name of a unit; the whole where none is given.")
@format_option
def value(*, key: str, period: str, as_of: str, unit: str, form: str) -> None:
    """What an indicator counts to, with its targets."""
    with translation.override("zh-hans"):
        desk = Desk(system_user())
        number = str(unit_named(unit).pk) if unit else None
        asked = asked_for(desk, {"period": period, "as_of": as_of, "unit": number})
        result = desk.ask(key, asked.question)
        targets = completions(desk, key, asked.question)
    found = result_in_short(result, dict(desk.catalog.indicators)) | {"targets": targets}
    label = desk.indicator(key).label

    def lines() -> list[str]:
        number = (
            f"{found['shown']}{found['measure']}" if found["shown"] is not None else f"— ({found['missing']})"
        )
        said = [f"{label} {found['period']} 截至{found['as_of']}: {number}"]
        said += [
            f"  {desk.indicator(part['indicator']).label}: {part['shown']}{part['measure']}"
            for part in found["parts"]
        ]
        for each in completions(desk, key, asked.question):
            setter = setter_of(each["setter"])
            ratio = "—" if each["completion"] is None else percent_of(each["completion"])
            said.append(f"  {SETTERS[setter][0] if setter else ''} {each['value']}{each['measure']}: {ratio}")
        return said

    emit(found, form, lines=lines)


def percent_of(ratio: str) -> str:
    """`0.6667` as `66.67%`."""
    return percent(Decimal(ratio), 2)

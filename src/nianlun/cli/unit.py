"""`nianlun unit`: the tree of units."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from nianlun.apps.people import actions
from nianlun.apps.people.actions.importing import RefusedPeopleError
from nianlun.apps.people.models import Unit, UnitKind
from nianlun.apps.people.queries import units_in_order
from nianlun.cli.output import emit, examples, format_option
from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import message_of


def unit_named(words: str) -> Unit:
    """The unit with this number, or with this name if only one has it.

    Raises:
        click.BadParameter: when there is none, or more than one.
    """
    found = Unit.objects.filter(pk=int(words)) if words.isdecimal() else Unit.objects.filter(name=words)
    units = list(found[:2])
    if len(units) != 1:
        number = "more than one unit is" if units else "no unit is"
        raise click.BadParameter(f"{number} called {words!r}; `nianlun unit list` shows their numbers.")
    return units[0]


def described(unit: Unit) -> dict[str, object]:
    """A unit for printing."""
    return {"id": unit.pk, "name": unit.name, "kind": unit.kind, "parent": unit.parent_id, "path": unit.path}


@click.group(
    epilog=examples(
        "nianlun unit create 青禾县 --kind county",
        "nianlun unit create 县农业农村局 --kind bureau --parent 青禾县",
        "nianlun unit list --format json",
    )
)
def command() -> None:
    """Make and list units."""


@command.command(epilog=examples("nianlun unit create 县农业农村局 --kind bureau --parent 青禾县"))
@click.argument("name")
@click.option("--kind", type=click.Choice(UnitKind.values), required=True, help="What the unit is.")
@click.option("--parent", default="", help="Number or name of the unit it belongs to; none: a root.")
@click.option("--short-name", default="", help="What it is called in lists.")
@click.option("--order", default=0, help="Its place among its neighbours.")
@format_option
def create(*, name: str, kind: str, parent: str, short_name: str, order: int, form: str) -> None:
    """Make a unit."""
    unit = actions.create_unit(
        name=name,
        kind=kind,
        parent=unit_named(parent) if parent else None,
        short_name=short_name,
        order=order,
        by=actions.system_user(),
        at=timezone.now(),
    )
    emit(described(unit), form, lines=lambda: [f"{unit.pk}  {unit.name}"])


@command.command("list", epilog=examples("nianlun unit list"))
@format_option
def list_units(*, form: str) -> None:
    """List all units as a tree."""
    units = units_in_order()
    emit(
        [described(unit) for unit in units],
        form,
        lines=lambda: [f"{unit.pk:>6}  {'  ' * unit.depth}{unit.name}" for unit in units],
    )


@command.command("import", epilog=examples("nianlun unit import 单位和人员.xlsx"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
def import_units(*, file: Path, form: str) -> None:
    """Make the units, persons and posts of a sheet that are not there yet; a bad cell stops all.

    Columns of units: 名称, 简称, 类别, 上级单位, 排序. Columns of persons: 姓名, 单位, 电话, 邮箱, 岗位, AB岗.
    """
    try:
        outcome = actions.import_people(
            name=file.name, content=file.read_bytes(), by=actions.system_user(), at=timezone.now()
        )
    except RefusedPeopleError as error:
        for each in error.bad:
            words = message_of(RefusedError(each.slug, **each.values))
            click.echo(f"{each.sheet}!{each.cell}: {words}", err=True)
        raise
    counts = outcome.__dict__
    emit(
        counts, form, lines=lambda: [f"{name.replace('_', ' ')}: {number}" for name, number in counts.items()]
    )


@command.command("merge", epilog=examples("nianlun unit merge 县招商局 县投资促进中心 --on 2024-01-01"))
@click.argument("unit")
@click.argument("into")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day from which it is closed."
)
def merge(*, unit: str, into: str, on: datetime) -> None:
    """Close a unit and put it below the one that takes over; the past of both stays."""
    merged = actions.merge_unit(
        unit=unit_named(unit),
        into=unit_named(into),
        on=on.date(),
        by=actions.system_user(),
        at=timezone.now(),
    )
    click.echo(f"{merged.pk}  {merged.name}")


@command.command("rename", epilog=examples("nianlun unit rename 县招商局 县投资促进局 --since 2024-01-01"))
@click.argument("unit")
@click.argument("name")
@click.option("--short-name", default="", help="What it is called in lists from now on.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day from which it is called so."
)
def rename(*, unit: str, name: str, short_name: str, since: datetime) -> None:
    """Call a unit otherwise; as of the days before it keeps the name it had."""
    renamed = actions.rename_unit(
        unit=unit_named(unit),
        name=name,
        short_name=short_name,
        since_on=since.date(),
        by=actions.system_user(),
        at=timezone.now(),
    )
    click.echo(f"{renamed.pk}  {renamed.name}")

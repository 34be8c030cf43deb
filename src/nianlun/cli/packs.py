"""`nianlun packs`: definitions checked, planned, applied, exported."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.utils import timezone

from nianlun.apps.people.actions import system_user
from nianlun.apps.registers import actions
from nianlun.apps.registers.definitions.installed import Installed, installed, pack_of_registers
from nianlun.apps.registers.definitions.planning import RegisterPlan, plan_packs
from nianlun.apps.registers.models import Register
from nianlun.cli.output import emit, examples, format_option
from nianlun.define.export import export_pack
from nianlun.define.messages import tell
from nianlun.define.model import Pack
from nianlun.define.plan import Change
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError

WRONG = 1

language_option = click.option(
    "--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the problems."
)


def language_of(code: str) -> Language:
    """The language an option names."""
    return Language.ENGLISH if code == "en" else Language.CHINESE


VANISHED = (
    "Vanished is refused: put it back, or write its number, key and label under `removed_fields` or its like."
)
DESTRUCTIVE = (
    "What is marked ! could lose readings from view; `apply` carries it out only with --destructive."
)


@click.group(
    epilog=examples(
        "nianlun packs check",
        "nianlun packs plan",
        "nianlun packs apply",
        "nianlun packs export visits > visits.yaml",
        codes="Exit codes: 0 done, 1 a pack has problems or the plan was refused, 2 wrong command line.",
    )
)
def command() -> None:
    """Check, plan, apply and export packs: those that come with Nianlun and those in NIANLUN_PACKS."""


def ready(language: Language) -> Installed:
    """Everything installed; lists all problems and ends where there are any."""
    found = installed()
    if found.loaded.problems:
        for problem in found.loaded.problems:
            click.echo(tell(problem, language), err=True)
        click.echo(f"{len(found.loaded.problems)} problems", err=True)
        sys.exit(WRONG)
    return found


@command.command(epilog=examples("nianlun packs check --language en"))
@language_option
def check(*, language: str) -> None:
    """Report everything that is wrong, with file, line and key path."""
    found = ready(language_of(language))
    registers = sum(len(each.registers) for each in found.catalog.packs)
    click.echo(f"{len(found.catalog.packs)} packs, {registers} registers, no problems")


@command.command("list", epilog=examples("nianlun packs list --format json"))
@format_option
@language_option
def list_packs(*, form: str, language: str) -> None:
    """List packs with their registers."""
    found = ready(language_of(language))
    packs = [
        {
            "key": each.pack.key,
            "label": each.pack.label,
            "version": each.pack.version,
            "source": str(found.source_of(each.pack.key)),
            "extends": list(each.pack.extends),
            "registers": [register.key for register in each.registers],
        }
        for each in found.catalog.packs
    ]
    emit(
        packs,
        form,
        lines=lambda: [_pack_line(each.pack, len(each.registers)) for each in found.catalog.packs],
    )


def _pack_line(pack: Pack, registers: int) -> str:
    return f"{pack.key:<20} v{pack.version:<4} {registers:>3} registers  {pack.label}"


def described(plan: RegisterPlan) -> dict[str, object]:
    """A plan for printing."""
    return {
        "register": plan.key,
        "label": plan.label,
        "pack": plan.pack,
        "entries": plan.entries,
        "destructive": plan.plan.destructive,
        "changes": [
            {
                "action": each.action,
                "path": each.path,
                "old": each.old,
                "new": each.new,
                "destructive": each.destructive,
                "entries": each.count,
            }
            for each in plan.plan.changes
        ],
    }


def plan_lines(plans: list[RegisterPlan]) -> list[str]:
    """A plan for people."""
    if not plans:
        return ["Nothing would change."]
    lines = []
    for plan in plans:
        lines.append(f"{plan.pack}/{plan.key} {plan.label} ({plan.entries} entries)")
        lines += [_change_line(each) for each in plan.plan.changes]
    return lines


def hints(plans: list[RegisterPlan]) -> list[str]:
    """What has to be done before the plan can be carried out."""
    lines = []
    if any(each.plan.unclear for each in plans):
        lines.append(VANISHED)
    if any(each.plan.destructive for each in plans):
        lines.append(DESTRUCTIVE)
    return lines


def _change_line(change: Change) -> str:
    mark = "!" if change.destructive else " "
    touched = f"  [{change.count} entries]" if change.touch is not None else ""
    values = f": {_short(change.old)} -> {_short(change.new)}" if change.old is not None else ""
    return f"  {mark} {change.action:<13} {change.path}{values}{touched}"


def _short(value: object) -> str:
    words = "-" if value is None else str(value)
    return words if len(words) <= 60 else words[:57] + "..."


@command.command(epilog=examples("nianlun packs plan", "nianlun packs plan --pack investment --format json"))
@click.option("--pack", "packs", multiple=True, help="Key of a pack; several may be given; none: all.")
@format_option
@language_option
def plan(*, packs: tuple[str, ...], form: str, language: str) -> None:
    """Tell what `apply` would change, how many entries it touches, and what could be lost."""
    plans = plan_packs(ready(language_of(language)), *packs)
    emit([described(each) for each in plans], form, lines=lambda: [*plan_lines(plans), *hints(plans)])


@command.command(epilog=examples("nianlun packs apply", "nianlun packs apply --pack visits --destructive"))
@click.option("--pack", "packs", multiple=True, help="Key of a pack; several may be given; none: all.")
@click.option("--destructive", is_flag=True, help="Also carry out what could lose values.")
@format_option
@language_option
def apply(*, packs: tuple[str, ...], destructive: bool, form: str, language: str) -> None:
    """Carry the plan out; entries keep the definition they were made with."""
    found = ready(language_of(language))
    plans = actions.apply_packs(
        by=system_user(), at=timezone.now(), packs=packs, destructive=destructive, found=found
    )
    emit([described(each) for each in plans], form, lines=lambda: plan_lines(plans))


@command.command(
    epilog=examples("nianlun packs export investment", "nianlun packs export visits --output visits.yaml")
)
@click.argument("key")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; none: standard output."
)
def export(*, key: str, output: Path | None) -> None:
    """Write a pack, or a register built in the browser, as one YAML file that loads elsewhere."""
    text = exported(key)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(f"{output}")


def exported(key: str) -> str:
    """A pack as it stands on disk with the changes of others, or a register as it stands in the database.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    for contents in installed().loaded.catalog.packs:
        if contents.pack.key == key:
            return export_pack(contents)
    row = Register.objects.select_related("current").filter(key=key, current__isnull=False).first()
    if row is None:
        raise RefusedError("registers.register.missing", key=key)
    return export_pack(pack_of_registers([row], key=row.key, label=row.label))

"""`nianlun report`: compose, verify, list."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from nianlun.apps.reports import actions
from nianlun.apps.reports.exporting import file_in_full, report_in_short
from nianlun.apps.reports.files import CheckedFile, check_file
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.paper import markdown_of, pdf_of, word_of
from nianlun.apps.reports.queries import facts_of, reports_for, templates
from nianlun.apps.reports.verifying import Checked, Verdict
from nianlun.cli.output import emit, examples, format_option
from nianlun.cli.registers import acting, user_option
from nianlun.cli.unit import unit_named
from nianlun.compose.report.facts import Fact
from nianlun.define.reading.periods import read_period
from nianlun.define.words import Language

DOES_NOT_HOLD = 1
WRITERS = {".docx": word_of, ".pdf": pdf_of, ".md": markdown_of}
MARKS = {Verdict.SAME: "=", Verdict.CHANGED: "!", Verdict.FOREIGN: "?", Verdict.CLOSED: "-"}
WORDS = {
    Verdict.SAME: "same",
    Verdict.CHANGED: "changed",
    Verdict.FOREIGN: "not from the ledger",
    Verdict.CLOSED: "you may not see it in the ledgers",
}


@click.group(
    epilog=examples(
        "nianlun report compose investment/annual --unit 县投资促进中心 --as-of 2023-10-20 --out 总结.docx",
        "nianlun report verify 总结.docx",
        "nianlun report list --format json",
        codes="Exit codes: 0 done and all numbers hold, 1 refused or a number does not hold, 2 wrong command line.",
    )
)
def command() -> None:
    """Compose reports whose numbers are counted from the ledgers, and count them again."""


@command.command(
    epilog=examples("nianlun report compose investment/weekly_bulletin --unit 12 --as-of 2023-10-20")
)
@click.argument("template")
@click.option("--unit", required=True, help="Number or name of the unit that writes it.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day it is counted as of; none: today.")
@click.option("--period", default="", help="2023, 2023-Q3, 2023-09; none: the usual one for that day.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A .docx, .pdf or .md file to write."
)
@user_option
@format_option
def compose(
    *,
    template: str,
    unit: str,
    as_of: datetime | None,
    period: str,
    out: Path | None,
    username: str,
    form: str,
) -> None:
    """Compose a draft; it stands among the reports, and in a file if one is named."""
    if out is not None and out.suffix not in WRITERS:
        raise click.BadParameter(f"{out.suffix} is not written; .docx, .pdf and .md are.")
    at = timezone.now()
    report = actions.compose_report(
        template=template,
        unit=unit_named(unit),
        as_of=as_of.date() if as_of else timezone.localdate(at),
        period=read_period(period) if period else None,
        by=acting(username),
        at=at,
    )
    if out is not None:
        out.write_bytes(WRITERS[out.suffix](report))
    told = {**report_in_short(report), "facts": len(facts_of(report)), "file": str(out) if out else None}
    emit(
        told,
        form,
        lines=lambda: [f"{report}: {told['facts']} facts, report {report.pk}{f', {out}' if out else ''}"],
    )


@command.command(
    epilog=examples("nianlun report verify 总结.docx", "nianlun report verify 总结.docx --format json")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@user_option
@format_option
def verify(*, file: Path, username: str, form: str) -> None:
    """Count every number of a file again: the same, changed since and why, or not from the ledger."""
    found = check_file(
        file.name, file.read_bytes(), by=acting(username), language=Language.CHINESE, now=timezone.now()
    )
    emit(file_in_full(found), form, lines=lambda: _lines(found))
    if not found.holds:
        sys.exit(DOES_NOT_HOLD)


@command.command("list", epilog=examples("nianlun report list", "nianlun report list --templates"))
@click.option("--templates", "only_templates", is_flag=True, help="Templates instead of reports.")
@user_option
@format_option
def list_reports(*, only_templates: bool, username: str, form: str) -> None:
    """List reports, the latest first."""
    if only_templates:
        known = templates()
        emit(
            [{"key": key, "label": each.definition.label} for key, each in known.items()],
            form,
            lines=lambda: [f"{key:<40} {each.definition.label}" for key, each in known.items()],
        )
        return
    rows = list(reports_for(acting(username)) if username else Report.objects.select_related("unit"))
    emit(
        [report_in_short(each) for each in rows],
        form,
        lines=lambda: [
            f"{each.pk:>6}  {each.as_of}  {each.state:<10} {each.reference:<16} {each}" for each in rows
        ],
    )


def _lines(found: CheckedFile) -> list[str]:
    lines = [
        line
        for each in found.checked
        if each.verdict is not Verdict.SAME or each.is_moved
        for line in _number(each)
    ]
    lines += [
        f"? {each.words}  [altered: {each.was} was printed]  paragraph {each.line}: {each.around}"
        for each in found.altered
    ]
    lines += [
        f"? {each.words}  [not from the ledger]  paragraph {each.line}: {each.around}" for each in found.bare
    ]
    same = sum(each.verdict is Verdict.SAME for each in found.checked)
    end = "" if found.holds else "; the file does not hold"
    lines.append(f"{same} of {len(found.checked)} numbers hold{end}")
    return lines


def _number(each: Checked) -> list[str]:
    fact = each.fact
    now = f" -> {each.now}" if each.now not in ("", fact.display) else ""
    said = "same number, other records" if each.is_moved else WORDS[each.verdict]
    name = " ".join(part for part in (fact.unit_name, fact.label, _asked(fact)) if part)
    lines = [f"{MARKS[each.verdict]} {name}  {fact.display}{now}  [{said}]"]
    lines += ["    the indicator is defined otherwise now"] if each.redefined else []
    lines += ["    another target is in force"] if each.retargeted else []
    for cause in each.causes:
        lines.append(f"    {cause.code} {cause.why.value}")
        for step in cause.steps:
            fields = "; ".join(f"{label}: {old} -> {new}" for label, old, new in step.fields)
            said = "  ".join(part for part in (step.act, fields, step.by, step.reason) if part)
            lines.append(f"      {timezone.localtime(step.at):%Y-%m-%d %H:%M}  {said}")
    return lines


def _asked(fact: Fact) -> str:
    """What was asked of the indicator, and of what span where the label does not say it."""
    asked = "" if fact.asked in ("value", "entry") else f"{fact.asked} {fact.setter}".strip()
    month = fact.period if "/" in fact.id else ""
    return f"({' '.join(part for part in (month, asked) if part)})" if month or asked else ""

"""What is done with reports: compose, edit words, submit, return, freeze, issue, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import SYSTEM_USERNAME, may
from nianlun.apps.reports.composing import composed, names_of
from nianlun.apps.reports.models import Report, ReportCounter, ReportFact, ReportText, State
from nianlun.apps.reports.queries import AREA, facts_of, last_issued, pieces_of, template_named, usual_period
from nianlun.apps.reports.sources import known_by
from nianlun.apps.reports.typed import typed_in
from nianlun.compose.report.chips import faults_in, mark_words
from nianlun.compose.report.composing import filled
from nianlun.compose.report.draft import plain_pieces
from nianlun.compose.report.facts import Fact, plain
from nianlun.define.export import digest_of
from nianlun.define.model import ReportKind
from nianlun.define.reading.periods import Period, read_period
from nianlun.kernel.errors import RefusedError


def _require(user: User, role: str, unit: int) -> None:
    if user.username != SYSTEM_USERNAME and not may(user, role, unit, AREA):
        raise RefusedError("reports.report.not_allowed", unit=str(Unit.objects.get(pk=unit)))


def _locked(report_id: int, role: str, by: User, *states: State) -> Report:
    found = Report.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
    if found is None:
        raise RefusedError("reports.report.missing", id=report_id)
    _require(by, role, found.unit_id)
    if found.state not in states:
        raise RefusedError("reports.report.state", state=found.get_state_display())
    return found


@transaction.atomic
def compose_report(
    *, template: str, unit: Unit, as_of: date, by: User, at: datetime, period: Period | None = None
) -> Report:
    """Compose a draft: count every figure and keep it with its records.

    Raises:
        RefusedError: `reports.template.missing`, `reports.report.not_allowed`, `reports.report.future`.
    """
    _require(by, Role.KEEP, unit.pk)
    found = template_named(template)
    if as_of > at.date():
        raise RefusedError("reports.report.future", day=as_of)
    span = period or usual_period(found.definition, as_of)
    report = Report(
        unit=unit,
        template=template,
        template_digest=digest_of(found.definition),
        kind=found.definition.kind.value,
        title=filled(found.definition.title, names_of(span, as_of, unit)),
        period=span.code,
        as_of=as_of,
        known_at=known_by(as_of, at),
        composed_at=at,
        composed_by=by,
    )
    _write(report, by=by, at=at)
    record("report.composed", report, by=by, at=at, unit=unit, template=template, facts=report.facts.count())
    return report


def _write(report: Report, *, by: User, at: datetime) -> None:
    found, before = template_named(report.template), last_issued(report)
    last = None
    if before is not None and report.kind in (ReportKind.BULLETIN, ReportKind.NOTICE, ReportKind.RATING):
        last = (facts_of(before), found)
    pieces, facts = composed(found, report.unit, read_period(report.period), report.as_of, at=at, last=last)
    report.save()
    ReportText.objects.create(
        report=report, number=1, pieces=plain_pieces(pieces), written_at=at, written_by=by
    )
    ReportFact.objects.bulk_create(_row(report, place, each) for place, each in enumerate(facts.values()))


def _row(report: Report, place: int, fact: Fact) -> ReportFact:
    over, under = (
        [[each.entry, each.version, each.part] for each in side] for side in (fact.over, fact.under)
    )
    return ReportFact(report=report, name=fact.id, order=place, content=plain(fact), over=over, under=under)


@transaction.atomic
def edit_words(
    *, report_id: int, words: Mapping[int, str], expected: int, by: User, at: datetime
) -> ReportText:
    """Write words by their place; a figure typed among them is kept and shown as not from the ledger.

    Raises:
        RefusedError: `reports.words.chip_unknown`, `reports.words.bracket`, `reports.words.overtaken`,
            `reports.report.state`, `reports.report.not_allowed`.
    """
    report = _locked(report_id, Role.KEEP, by, State.DRAFT)
    newest = report.texts.order_by("-number")[0]
    if newest.number != expected:
        raise RefusedError("reports.words.overtaken")
    known = set(report.facts.values_list("name", flat=True))
    names = template_named(report.template).definition.words
    pieces = list(pieces_of(report))
    for place, given in words.items():
        text = mark_words(" ".join(given.split()), names)
        if not 0 <= place < len(pieces) or not pieces[place].is_words:
            raise RefusedError("reports.words.overtaken")
        for fault in faults_in(text, known):
            raise RefusedError(fault.slug, found=fault.found)
        pieces[place] = replace(pieces[place], text=text)
    kept = [each for each in pieces if each.text or not each.is_words]
    made = ReportText.objects.create(
        report=report, number=newest.number + 1, pieces=plain_pieces(kept), written_at=at, written_by=by
    )
    typed = typed_in(kept)
    record("report.words_edited", report, by=by, at=at, unit=report.unit, text=made.number, typed=len(typed))
    return made


@transaction.atomic
def submit_report(*, report_id: int, by: User, at: datetime) -> Report:
    """Hand a draft to those who review."""
    report = _locked(report_id, Role.KEEP, by, State.DRAFT)
    report.state, report.submitted_at, report.submitted_by = State.IN_REVIEW, at, by
    report.save()
    record("report.submitted", report, by=by, at=at, unit=report.unit)
    return report


@transaction.atomic
def return_report(*, report_id: int, reason: str, by: User, at: datetime) -> Report:
    """Give it back to its writer, with a reason."""
    report = _locked(report_id, Role.REVIEW, by, State.IN_REVIEW, State.FROZEN)
    report.reason = _reason(reason)
    report.state, report.submitted_at, report.submitted_by = State.DRAFT, None, None
    report.frozen_at, report.frozen_by = None, None
    report.save()
    record("report.returned", report, by=by, at=at, unit=report.unit, reason=report.reason)
    return report


@transaction.atomic
def freeze_report(*, report_id: int, by: User, at: datetime) -> Report:
    """Nothing of it changes from here on."""
    report = _locked(report_id, Role.REVIEW, by, State.IN_REVIEW)
    report.state, report.frozen_at, report.frozen_by = State.FROZEN, at, by
    report.save()
    record("report.frozen", report, by=by, at=at, unit=report.unit)
    return report


@transaction.atomic
def issue_report(*, report_id: int, by: User, at: datetime) -> Report:
    """Give it the next number of its unit, paper and year."""
    report = _locked(report_id, Role.REVIEW, by, State.FROZEN)
    year = read_period(report.period).last.year
    ReportCounter.objects.get_or_create(unit=report.unit, template=report.template, year=year)
    counter = ReportCounter.objects.select_for_update().get(
        unit=report.unit, template=report.template, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    definition = template_named(report.template).definition
    names = {"year": str(year), "number": str(counter.last)}
    report.year, report.number = year, counter.last
    report.reference = filled(definition.number or "{year}年第{number}号", names)
    report.state, report.issued_at, report.issued_by = State.ISSUED, at, by
    report.save()
    record("report.issued", report, by=by, at=at, unit=report.unit, reference=report.reference)
    return report


@transaction.atomic
def withdraw_report(*, report_id: int, reason: str, by: User, at: datetime) -> Report:
    """Take an issued report back; its number stays used."""
    report = _locked(report_id, Role.REVIEW, by, State.ISSUED)
    report.reason = _reason(reason)
    report.state, report.withdrawn_at, report.withdrawn_by = State.WITHDRAWN, at, by
    report.save()
    record("report.withdrawn", report, by=by, at=at, unit=report.unit, reason=report.reason)
    return report


@transaction.atomic
def recompose_report(*, report_id: int, by: User, at: datetime) -> Report:
    """Count a draft anew, with its template's words; edited words are lost."""
    report = _locked(report_id, Role.KEEP, by, State.DRAFT)
    report.facts.all().delete()
    report.texts.all().delete()
    report.composed_at, report.composed_by, report.known_at = at, by, known_by(report.as_of, at)
    _write(report, by=by, at=at)
    record("report.recomposed", report, by=by, at=at, unit=report.unit)
    return report


def _reason(reason: str) -> str:
    if not reason.strip():
        raise RefusedError("reports.report.reason_needed")
    return reason.strip()[:500]

"""Reports: templates, list, one with its numbers, compose, the steps to the issue, verify a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from nianlun.apps.people.models import Unit
from nianlun.apps.people.views.listing import file_response
from nianlun.apps.reports import actions
from nianlun.apps.reports.exporting import fact_in_full, file_in_full, number_in_full, report_in_short
from nianlun.apps.reports.files import check_file
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.paper import FILES
from nianlun.apps.reports.queries import allowed_acts, facts_of, report_for, reports_for, templates
from nianlun.apps.reports.seeing import with_rights
from nianlun.apps.reports.verifying import check_facts
from nianlun.define.errors import BadValueError
from nianlun.define.reading.periods import Period, read_period
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError

router = Router()
MOST = 200
"""Reports in one answer."""
STEPS: dict[str, Callable[..., Report]] = {
    "submit": actions.submit_report,
    "freeze": actions.freeze_report,
    "issue": actions.issue_report,
    "recompose": actions.recompose_report,
}
STEPS_WITH_REASON: dict[str, Callable[..., Report]] = {
    "return": actions.return_report,
    "withdraw": actions.withdraw_report,
}


class ComposeRequest(Schema):
    """Which paper, for whom, counted as of which day; without a period the usual one."""

    template: str
    unit: int
    as_of: date | None = None
    period: str = ""


class StepRequest(Schema):
    """Why, where a step needs it: returning and withdrawing do."""

    reason: str = ""


def _language() -> Language:
    return Language.of(get_language() or "")


@router.get("/templates", response=list[dict[str, Any]], summary="Templates of papers")
def list_templates(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - everybody may know them
    """What can be composed."""
    return [
        {
            "key": key,
            "label": each.definition.label,
            "label_en": each.definition.label_en,
            "kind": each.definition.kind.value,
        }
        for key, each in templates().items()
    ]


@router.get("", response=list[dict[str, Any]], summary="List reports")
def list_reports(request: HttpRequest, page: int = 1) -> list[dict[str, Any]]:
    """The latest first: issued ones where you may read, drafts where you may work on them."""
    start = max(page - 1, 0) * MOST
    return [report_in_short(each) for each in reports_for(request.auth)[start : start + MOST]]


@router.post("", response={201: dict[str, Any]}, summary="Compose a report")
def compose(request: HttpRequest, body: ComposeRequest) -> Status[dict[str, Any]]:
    """Every figure is counted and kept with its records; the answer is a draft."""
    unit = Unit.objects.filter(pk=body.unit).first()
    if unit is None:
        raise RefusedError("library.request.invalid", where="unit", reason=str(body.unit))
    now = timezone.now()
    made = actions.compose_report(
        template=body.template,
        unit=unit,
        as_of=body.as_of or timezone.localdate(now),
        period=_period(body.period),
        by=request.auth,
        at=now,
    )
    return Status(201, report_in_short(made))


def _period(text: str) -> Period | None:
    try:
        return read_period(text) if text else None
    except BadValueError as error:
        raise RefusedError("library.request.invalid", where="period", reason=text) from error


@router.post("/verify", response=dict[str, Any], summary="Verify a Word file")
def verify(
    request: HttpRequest,
    file: UploadedFile = File(description="A .docx that Nianlun wrote."),  # noqa: B008 - how ninja describes a form
) -> dict[str, Any]:
    """Every number of the file counted again: the same, changed and why, typed over, not from the ledger.

    Numbers you may not see in the ledgers are `closed` to you.
    """
    found = check_file(
        file.name or "?", file.read(), by=request.auth, language=_language(), now=timezone.now()
    )
    return file_in_full(found)


@router.get("/{int:report_id}", response=dict[str, Any], summary="A report with its numbers")
def one(request: HttpRequest, report_id: int) -> dict[str, Any]:
    """Each number with its definition, period, unit, as-of day and the frozen list of records."""
    report = report_for(request.auth, report_id)
    facts = [fact_in_full(each) for each in facts_of(report).values()]
    return report_in_short(report) | {"facts": facts, "allowed": sorted(allowed_acts(report, request.auth))}


@router.get("/{int:report_id}/verified", response=list[dict[str, Any]], summary="Its numbers counted again")
def verified(request: HttpRequest, report_id: int) -> list[dict[str, Any]]:
    """The same, changed and why, or not from the ledger."""
    report = report_for(request.auth, report_id)
    template = templates().get(report.template)
    facts = list(facts_of(report).values())
    checked = check_facts(facts, template.definition if template else None, now=timezone.now())
    return [number_in_full(each) for each in with_rights(checked, request.auth, _language())]


@router.get("/{int:report_id}/file.{extension}", summary="A report as a file")
def download(request: HttpRequest, report_id: int, extension: str) -> HttpResponse:
    """`docx`, which carries its facts, `pdf` or `md`."""
    report = report_for(request.auth, report_id)
    if extension not in FILES:
        raise RefusedError("library.request.invalid", where="extension", reason=", ".join(FILES))
    write, content_type = FILES[extension]
    return file_response(write(report), f"{report}.{extension}", content_type)


@router.post("/{int:report_id}/{step}", response=dict[str, Any], summary="Take a report a step further")
def step(request: HttpRequest, report_id: int, step: str, body: StepRequest) -> dict[str, Any]:
    """`submit`, `return`, `freeze`, `issue`, `withdraw` or `recompose`; what is allowed stands in `allowed`."""
    report_for(request.auth, report_id)
    asked = {"report_id": report_id, "by": request.auth, "at": timezone.now()}
    if step in STEPS_WITH_REASON:
        return report_in_short(STEPS_WITH_REASON[step](**asked, reason=body.reason))
    if step not in STEPS:
        known = ", ".join((*STEPS, *STEPS_WITH_REASON))
        raise RefusedError("library.request.invalid", where="step", reason=known)
    return report_in_short(STEPS[step](**asked))

"""Reports and their numbers for programs."""

from __future__ import annotations

from typing import Any

from nianlun.apps.reports.causes import Cause
from nianlun.apps.reports.files import CheckedFile
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.verifying import Checked
from nianlun.compose.report.facts import Fact, plain


def report_in_short(report: Report) -> dict[str, Any]:
    """A report as lists show it."""
    return {
        "id": report.pk,
        "title": str(report),
        "template": report.template,
        "kind": report.kind,
        "unit": {"id": report.unit_id, "name": report.unit.name},
        "period": report.period,
        "as_of": report.as_of,
        "state": report.state,
        "reference": report.reference,
        "composed_at": report.composed_at,
        "issued_at": report.issued_at,
    }


def fact_in_full(fact: Fact) -> dict[str, Any]:
    """A number with the frozen list of its records."""
    return {
        **plain(fact),
        "over": [[each.entry, each.version, each.part] for each in fact.over],
        "under": [[each.entry, each.version, each.part] for each in fact.under],
    }


def number_in_full(each: Checked) -> dict[str, Any]:
    """A number counted again."""
    return {
        "fact": each.fact.id,
        "label": each.fact.label,
        "unit": each.fact.unit_name,
        "asked": each.fact.asked,
        "setter": each.fact.setter,
        "period": each.fact.period,
        "printed": each.fact.display,
        "now": each.now,
        "verdict": each.verdict.value,
        "moved": each.is_moved,
        "redefined": each.redefined,
        "retargeted": each.retargeted,
        "causes": [cause_in_full(cause) for cause in each.causes],
    }


def cause_in_full(cause: Cause) -> dict[str, Any]:
    """An entry or a reading that made a number change."""
    return {
        "entry": cause.entry,
        "code": cause.code,
        "why": cause.why.value,
        "steps": [
            {
                "act": step.act,
                "at": step.at,
                "by": step.by,
                "reason": step.reason,
                "fields": [
                    {"label": label, "before": before, "after": after} for label, before, after in step.fields
                ],
            }
            for step in cause.steps
        ],
    }


def file_in_full(found: CheckedFile) -> dict[str, Any]:
    """What became of the numbers of a file."""
    strays = {"altered": found.altered, "bare": found.bare}
    return {
        "about": {key: value for key, value in found.about.items() if key != "numerals"},
        "holds": found.holds,
        "numbers": [number_in_full(each) for each in found.checked],
        **{
            name: [
                {"words": one.words, "line": one.line, "around": one.around, "fact": one.fact, "was": one.was}
                for one in some
            ]
            for name, some in strays.items()
        },
    }

"""The papers the investment office of the demo has issued, each composed, reviewed and numbered on its days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from nianlun.apps.people.models import Unit, User
from nianlun.apps.reports import actions
from nianlun.apps.reports.models import Report
from nianlun.web.demo.ledgers.county_people import OFFICE
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, REVIEWER
from nianlun.web.demo.ledgers.times import at

Progress = Callable[[int, int], None]
"""Told how many papers are done and how many there are."""


@dataclass(frozen=True, kw_only=True)
class Issue:
    """A paper that went out."""

    template: str
    as_of: date
    composed_on: date
    """The day it was written; what is recorded later is not in it."""


ISSUES = (
    Issue(template="quarterly_rating", as_of=date(2023, 9, 30), composed_on=date(2023, 10, 13)),
    Issue(template="weekly_bulletin", as_of=date(2023, 10, 20), composed_on=date(2023, 10, 20)),
    Issue(template="annual", as_of=date(2023, 10, 20), composed_on=date(2023, 10, 20)),
    Issue(template="monthly_notice", as_of=date(2023, 10, 31), composed_on=date(2023, 11, 3)),
    Issue(template="weekly_bulletin", as_of=date(2023, 11, 10), composed_on=date(2023, 11, 10)),
    Issue(template="weekly_bulletin", as_of=date(2023, 11, 17), composed_on=date(2023, 11, 17)),
)
"""In the order in which they were written; the last corrects what the one before it had wrong."""


def load_papers(*, progress: Progress) -> int:
    """Issue those that are not there yet; gives their number."""
    unit = Unit.objects.get(name=OFFICE)
    there = set(Report.objects.filter(unit=unit).values_list("template", "as_of"))
    missing = [each for each in ISSUES if (_template(each), each.as_of) not in there]
    for done, each in enumerate(missing):
        progress(done, len(missing))
        _issue(each, unit)
    return len(missing)


def _template(issue: Issue) -> str:
    return f"investment/{issue.template}"


@transaction.atomic
def _issue(issue: Issue, unit: Unit) -> None:
    keeper, reviewer = (User.objects.get(username=name) for name in (OFFICE_KEEPER, REVIEWER))
    when = at(issue.composed_on, 17, 40)
    report = actions.compose_report(
        template=_template(issue), unit=unit, as_of=issue.as_of, by=keeper, at=when
    )
    actions.submit_report(report_id=report.pk, by=keeper, at=when + timedelta(minutes=20))
    actions.freeze_report(report_id=report.pk, by=reviewer, at=when + timedelta(minutes=50))
    actions.issue_report(report_id=report.pk, by=reviewer, at=when + timedelta(hours=1))

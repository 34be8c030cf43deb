"""What became of a promise tells nothing of the report that is closed, or of the part that answers it."""

from __future__ import annotations

import pytest

from nianlun.apps.library.actions.outcomes import confirm_outcome
from nianlun.apps.library.actions.parts import close_part
from nianlun.apps.library.models import Access, Commitment, Document, Figure, Outcome
from nianlun.apps.library.queries.commitments import CommitmentFilter, commitments_of, find_commitments
from nianlun.apps.library.queries.statistics import fulfilment
from nianlun.kernel.errors import RefusedError

pytestmark = pytest.mark.django_db

PLAN = (
    "县农业农村局2023年工作总结和2024年工作思路\n\n一、2024年工作思路\n2024年，力争粮食播种面积26万亩以上。"
)
REPORT = "县农业农村局2024年工作总结\n\n一、工作情况\n全年工作平稳。\n全年粮食播种面积27万亩。"


@pytest.fixture
def kept(deliver, bob, now) -> Commitment:
    """A promise kept, as a public report of the next year says."""
    deliver(("2023.txt", PLAN), by=bob, access="public")
    deliver(("2024.txt", REPORT), by=bob, access="public")
    promise = Commitment.objects.get(value="26")
    figure = Figure.objects.get(text="27万亩")
    confirm_outcome(
        commitment_id=promise.pk, verdict=Outcome.Verdict.KEPT, figure_id=figure.pk, by=bob, at=now
    )
    return promise


@pytest.fixture
def report() -> Document:
    return Document.objects.get(year=2024)


def verdicts(user, promise) -> tuple[str | None, bool, int, dict[str, int]]:
    row = next(row for row in find_commitments(user, CommitmentFilter()) if row.pk == promise.pk)
    by_verdict = {}
    for each in fulfilment(user):
        by_verdict |= each.by_verdict
    asked = CommitmentFilter(verdicts=("kept",))
    return row.verdict, hasattr(row, "outcome"), find_commitments(user, asked).count(), by_verdict


def test_outcome_is_seen_by_those_who_may_see_what_it_rests_on(kept, alice, charlie):
    assert verdicts(charlie, kept) == verdicts(alice, kept) == ("kept", True, 1, {"kept": 1})


def test_outcome_that_rests_on_a_closed_part_is_open_to_its_readers_only(
    kept, report, alice, bob, charlie, now
):
    start = report.text.index("全年粮食")
    close_part(
        document_id=report.pk, start=start, end=len(report.text), access=Access.UNIT, reason="密",
        by=bob, at=now,
    )  # fmt: skip

    assert verdicts(alice, kept) == ("kept", True, 1, {"kept": 1})
    assert verdicts(charlie, kept) == (None, False, 0, {"open": 1})
    plan = kept.document
    assert not [row for row in commitments_of(charlie, plan) if hasattr(row, "outcome")]


def test_outcome_that_rests_on_a_report_of_the_unit_is_its_own(kept, report, charlie, alice):
    Document.objects.filter(pk=report.pk).update(access="unit")

    assert verdicts(charlie, kept) == (None, False, 0, {"open": 1})
    assert verdicts(alice, kept)[0] == "kept"


def test_figure_of_a_closed_part_answers_nothing_for_one_who_may_not_read_it(
    deliver, bob, charlie, now, other_bureau
):
    deliver(("2024.txt", REPORT), by=bob, access="public")
    report = Document.objects.get()
    start = report.text.index("全年粮食")
    close_part(
        document_id=report.pk, start=start, end=len(report.text), access=Access.UNIT, reason="密",
        by=bob, at=now,
    )  # fmt: skip
    plan = Document.objects.create(
        **{
            field: getattr(report, field)
            for field in ("source", "unit", "owner", "added_at", "read_at", "reader_version", "digest")
        },
        position=2, start=0, title="计划", text="力争26万亩", characters=6, access="private",
    )  # fmt: skip
    plan.owner = charlie
    plan.save()
    promise = Commitment.objects.create(document=plan, start=0, end=4, text="力争26万亩", kind="quantified")

    with pytest.raises(RefusedError) as refused:
        confirm_outcome(
            commitment_id=promise.pk,
            verdict=Outcome.Verdict.KEPT,
            figure_id=Figure.objects.get(text="27万亩").pk,
            by=charlie,
            at=now,
        )

    assert refused.value.slug == "library.figure.missing"

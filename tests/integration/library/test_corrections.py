"""What a person mends stays mended, can be taken back, and is written in the trail."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.apps.audit.models import Event
from nianlun.apps.library import indexing
from nianlun.apps.library.actions import corrections as mending
from nianlun.apps.library.actions.outcomes import confirm_outcome
from nianlun.apps.library.actions.rereading import reread_document
from nianlun.apps.library.models import Commitment, Correction, Document, Figure, Outcome
from nianlun.apps.library.queries.corrections import corrections_of, orphaned_corrections
from nianlun.apps.library.queries.search import SearchRequest, search
from nianlun.apps.people.actions import system_user
from nianlun.kernel.errors import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure(report) -> Figure:
    return report.figures.get(text="25.6万亩")


@pytest.fixture
def made(bob, now):
    """The person and the hour of a change."""
    return {"by": bob, "at": now}


def reread(document: Document, now) -> None:
    reread_document(document_id=document.pk, by=system_user(), at=now)


def everything(document: Document) -> tuple[list[dict], list[dict], dict]:
    """All findings and metadata of a document, without what numbers rows."""

    def rows(model):
        names = [field.name for field in model._meta.concrete_fields if field.name not in {"id", "document"}]
        return list(model.objects.filter(document=document).order_by("start", "end").values(*names))

    meta = {name: getattr(Document.objects.get(pk=document.pk), name) for name in mending.META_FIELDS}
    return rows(Figure), rows(Commitment), meta


def test_rereading_changes_nothing_where_nobody_mended(report, now):
    before = everything(report)
    keys = list(report.figures.values_list("pk", flat=True))

    reread(report, now)

    assert everything(report) == before
    assert list(report.figures.values_list("pk", flat=True)) == keys


def test_mended_figure_stays_mended(report, figure, made, now):
    mending.mend_figure(
        figure_id=figure.pk,
        fields={"indicator": "粮食面积", "value": "256,000", "unit": "亩"},
        reason="口径",
        **made,
    )

    reread(report, now)

    figure.refresh_from_db()
    assert (figure.indicator, figure.value, figure.unit, figure.corrected) == (
        "粮食面积",
        "256000",
        "亩",
        True,
    )
    assert figure.base_unit == "平方米"
    assert abs(figure.base_value - Decimal(256000) * Decimal("666.6666666667")) < 1


def test_correction_remembers_before_after_and_reason(report, figure, made, bob):
    before = figure.indicator
    mending.mend_figure(figure_id=figure.pk, fields={"indicator": "粮食面积"}, reason=" 口径 ", **made)

    correction = corrections_of(bob, report).get()
    event = Event.objects.get(kind="figure.mended")

    assert (correction.before, correction.fields) == ({"indicator": before}, {"indicator": "粮食面积"})
    assert (correction.text, correction.reason, correction.made_by) == ("25.6万亩", "口径", bob)
    assert event.detail["before"] == {"indicator": before}
    assert (event.subject_id, event.by, event.unit) == (str(report.pk), bob, report.unit)


def test_added_figure_comes_again_after_rereading(report, made, now):
    start = report.text.index("三大目标")
    added = mending.add_figure(
        document_id=report.pk,
        start=start,
        end=start + 2,
        fields={"value": "3", "unit": "大", "indicator": "目标"},
        **made,
    )

    reread(report, now)
    reread(report, now)

    again = report.figures.get(start=start, end=start + 2)
    assert (again.text, again.value, again.indicator, again.corrected) == ("三大", "3", "目标", True)
    assert added.text == "三大"


def test_removed_figure_stays_away(report, figure, made, now):
    mending.remove_figure(figure_id=figure.pk, **made)

    reread(report, now)

    assert not report.figures.filter(text="25.6万亩").exists()


def test_mended_meta_stays_and_findings_follow_the_year(report, made, now):
    mending.mend_meta(document_id=report.pk, fields={"year": "2022", "title": "新标题", "issuer": ""}, **made)

    reread(report, now)

    report.refresh_from_db()
    assert (report.year, report.title, report.issuer) == (2022, "新标题", None)
    assert not report.figures.filter(period=None, role="actual").exclude(year=2022).exists()


@pytest.mark.parametrize("kind", ["mend", "remove", "add", "meta", "commitment"])
def test_withdrawing_puts_everything_back(report, figure, made, kind):
    before = everything(report)
    match kind:
        case "mend":
            mending.mend_figure(
                figure_id=figure.pk, fields={"value": "1", "unit": "吨", "role": "target"}, **made
            )
        case "remove":
            mending.remove_figure(figure_id=figure.pk, **made)
        case "add":
            mending.add_figure(document_id=report.pk, start=0, end=2, fields={"value": "1"}, **made)
        case "meta":
            mending.mend_meta(document_id=report.pk, fields={"year": "2001"}, **made)
        case "commitment":
            commitment = report.commitments.first()
            mending.mend_commitment(
                commitment_id=commitment.pk, fields={"due": "2030", "indicator": "别的"}, **made
            )
    assert everything(report) != before

    mending.withdraw_correction(correction_id=Correction.objects.get().pk, **made)

    assert everything(report) == before
    with pytest.raises(RefusedError, match=r"library\.correction\.missing"):
        mending.withdraw_correction(correction_id=Correction.objects.get().pk, **made)


def test_withdrawing_the_first_of_two_keeps_the_second(report, figure, made):
    original = figure.indicator
    mending.mend_figure(figure_id=figure.pk, fields={"indicator": "甲", "qualifier": "约"}, **made)
    mending.mend_figure(figure_id=figure.pk, fields={"indicator": "乙"}, **made)
    first, second = Correction.objects.order_by("pk")

    mending.withdraw_correction(correction_id=first.pk, **made)
    figure.refresh_from_db()
    assert (figure.indicator, figure.qualifier, figure.corrected) == ("乙", None, True)

    mending.withdraw_correction(correction_id=second.pk, **made)
    figure.refresh_from_db()
    assert (figure.indicator, figure.corrected) == (original, False)


def test_correction_without_its_place_is_listed_as_orphan(
    report, figure, made, bob, charlie, now, monkeypatch
):
    mending.mend_figure(figure_id=figure.pk, fields={"indicator": "粮食面积"}, **made)
    from_reader = "nianlun.text.reading.find_figures"

    with monkeypatch.context() as patch:
        patch.setattr(from_reader, lambda *_: ())
        reread(report, now)
    assert [each.text for each in orphaned_corrections(bob)] == ["25.6万亩"]
    assert list(orphaned_corrections(charlie)) == []

    reread(report, now)
    assert list(orphaned_corrections(bob)) == []
    assert report.figures.get(text="25.6万亩").indicator == "粮食面积"


def test_confirmed_promise_survives_a_reader_that_overlooks_it(report, made, now, monkeypatch):
    commitment = report.commitments.first()
    confirm_outcome(commitment_id=commitment.pk, verdict=Outcome.Verdict.MISSED, **made)

    monkeypatch.setattr("nianlun.text.reading.find_commitments", lambda *_: ())
    reread(report, now)

    assert list(report.commitments.all()) == [commitment]
    assert Outcome.objects.get().verdict == "missed"


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "wish"}, {"value": "many"}, {"value": "NaN"}, {"value": "1e500"}, {"kind": ""}, {"period": "last year"},
        {"indicator": "x" * 101}, {"indicator": "a\x00b"}, {"document": "1"}, {"id": "1"}, {"corrected": "0"},
    ],
)  # fmt: skip
def test_impossible_value_is_refused_by_name(figure, made, fields):
    with pytest.raises(RefusedError) as refused:
        mending.mend_figure(figure_id=figure.pk, fields=fields, **made)

    assert refused.value.slug == "library.correction.field"
    assert refused.value.values["name"] == next(iter(fields))
    assert not Correction.objects.exists()


def test_change_of_nothing_is_refused(figure, made):
    for fields in ({}, {"indicator": figure.indicator, "role": figure.role}):
        with pytest.raises(RefusedError, match=r"library\.correction\.nothing"):
            mending.mend_figure(figure_id=figure.pk, fields=fields, **made)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 3), (0, 100_000), (0, 150)])
def test_place_outside_the_text_is_refused(report, made, start, end):
    with pytest.raises(RefusedError, match=r"library\.correction\.place"):
        mending.add_figure(document_id=report.pk, start=start, end=end, fields={"value": "1"}, **made)


def test_finding_is_not_added_twice(report, figure, made):
    with pytest.raises(RefusedError, match=r"library\.correction\.taken"):
        mending.add_figure(
            document_id=report.pk, start=figure.start, end=figure.end, fields={"value": "1"}, **made
        )


@pytest.mark.parametrize(("name", "slug"), [("charlie", "figure.missing"), ("nobody", "figure.missing")])
def test_stranger_does_not_even_learn_that_it_exists(request, figure, now, name, slug):
    by = request.getfixturevalue(name)

    for action in (
        lambda: mending.mend_figure(figure_id=figure.pk, fields={"value": "1"}, by=by, at=now),
        lambda: mending.remove_figure(figure_id=figure.pk, by=by, at=now),
    ):
        with pytest.raises(RefusedError) as refused:
            action()
        assert refused.value.slug == f"library.{slug}"


def test_reader_without_the_right_to_keep_is_refused(deliver, alice, charlie, now):
    deliver(("a.txt", "通知\n\n全县粮食25.6万亩。\n"), by=alice, access="public")
    figure = Figure.objects.first()

    with pytest.raises(RefusedError, match=r"library\.document\.not_allowed"):
        mending.mend_figure(figure_id=figure.pk, fields={"value": "1"}, by=charlie, at=now)


def test_mended_title_is_found(report, bob, made):
    mending.mend_meta(document_id=report.pk, fields={"title": "白头翁总结"}, **made)

    indexing.index_due()

    assert search(bob, SearchRequest(text="标题:白头翁")).total == 1

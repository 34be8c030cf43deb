"""What became of promises: proposed when the report comes, confirmed by a person."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from nianlun.apps.audit.models import Event
from nianlun.apps.library.actions.outcomes import confirm_outcome, propose_outcomes, reopen_outcome
from nianlun.apps.library.models import Commitment, Document, Outcome
from nianlun.apps.library.promises.matching import plans_for, reports_of
from nianlun.apps.library.queries.commitments import CommitmentFilter, find_commitments
from nianlun.apps.library.queries.statistics import (
    counts,
    fulfilment,
    growth_per_day,
    import_faults,
    indicator_series,
    top_indicators,
    totals,
)
from nianlun.kernel.errors import RefusedError
from tests.integration.library.conftest import REPORT

pytestmark = pytest.mark.django_db

NEXT = """县农业农村局2024年工作总结和2025年工作思路

一、2024年工作开展情况
全年粮食播种面积27.3万亩。新建高标准农田1.5万亩。

二、2025年工作思路
2025年，力争粮食播种面积28万亩以上。
"""


@pytest.fixture
def years(deliver, bob):
    """The plan, then the report that answers it."""
    deliver(("2023.txt", REPORT), by=bob)
    deliver(("2024.txt", NEXT), by=bob)
    return Document.objects.get(year=2023), Document.objects.get(year=2024)


def outcome(words: str) -> Outcome:
    return Outcome.objects.get(commitment__indicator__contains=words, commitment__year=2024)


def test_report_answers_the_plan_of_the_year_before(years):
    _, report = years

    kept, missed, silent = outcome("粮食播种面积"), outcome("高标准农田"), outcome("家庭农场")

    assert (kept.verdict, kept.figure.text, kept.ratio) == ("kept", "27.3万亩", pytest.approx(1.05))
    assert (missed.verdict, missed.figure.text, missed.ratio) == ("missed", "1.5万亩", pytest.approx(0.75))
    assert (silent.verdict, silent.figure, silent.ratio) == ("dropped", None, None)
    assert {each.report for each in (kept, missed, silent)} == {report}
    assert not Outcome.objects.filter(confirmed_at__isnull=False).exists()


def test_order_of_arrival_does_not_matter(deliver, bob):
    deliver(("2024.txt", NEXT), by=bob)
    deliver(("2023.txt", REPORT), by=bob)

    assert outcome("粮食播种面积").verdict == "kept"


def test_promise_without_a_report_is_still_open(report):
    assert report.commitments.exists()
    assert not Outcome.objects.exists()


def test_report_of_another_unit_answers_nothing(deliver, bob, alice, other_bureau):
    deliver(("2023.txt", REPORT.replace("县农业农村局", "本单位")), by=bob)
    deliver(("2024.txt", NEXT.replace("县农业农村局", "本单位")), by=alice, unit=other_bureau)

    assert not Outcome.objects.exists()


def test_private_report_does_not_tell_on_the_open_plan(deliver, bob):
    deliver(("2023.txt", REPORT), by=bob)
    deliver(("2024.txt", NEXT), by=bob, access="private")

    assert not Outcome.objects.exists()


def test_person_has_the_last_word(years, bob, now):
    plan, _ = years
    commitment = outcome("家庭农场").commitment
    figure = years[1].figures.first()

    confirm_outcome(
        commitment_id=commitment.pk, verdict=Outcome.Verdict.KEPT, figure_id=figure.pk, by=bob, at=now
    )
    propose_outcomes(document=plan, by=bob, at=now)

    confirmed = Outcome.objects.get(commitment=commitment)
    assert (confirmed.verdict, confirmed.figure, confirmed.confirmed_by) == ("kept", figure, bob)
    assert Event.objects.filter(kind="outcome.confirmed", by=bob).count() == 1


def test_confirmation_is_taken_back(years, bob, now):
    commitment = outcome("粮食播种面积").commitment
    with pytest.raises(RefusedError, match=r"library\.outcome\.not_confirmed"):
        reopen_outcome(commitment_id=commitment.pk, by=bob, at=now)
    confirm_outcome(commitment_id=commitment.pk, verdict=Outcome.Verdict.UNCLEAR, by=bob, at=now)

    reopen_outcome(commitment_id=commitment.pk, by=bob, at=now)

    assert Outcome.objects.get(commitment=commitment).confirmed_at is None


@pytest.mark.parametrize("name", ["charlie", "nobody"])
def test_stranger_confirms_nothing(request, years, now, name):
    with pytest.raises(RefusedError, match=r"library\.commitment\.missing"):
        confirm_outcome(
            commitment_id=outcome("家庭农场").commitment_id,
            verdict=Outcome.Verdict.KEPT,
            by=request.getfixturevalue(name),
            at=now,
        )


def test_filter_by_verdict(years, bob):
    def found(**asked):
        return find_commitments(bob, CommitmentFilter(**asked)).count()

    assert found(verdicts=("kept",)) == Outcome.objects.filter(verdict="kept").count() >= 1
    assert found(verdicts=("open",)) == Commitment.objects.filter(outcome=None).count() >= 1
    assert found(verdicts=("kept", "open"), confirmed=None) == found(verdicts=("kept",)) + found(
        verdicts=("open",)
    )
    assert found(confirmed=True) == 0
    assert found(confirmed=False) == Outcome.objects.count()


def test_series_keeps_units_apart_and_years_in_order(years, deliver, bob, charlie):
    deliver(("c.txt", "县农业农村局2022年工作总结\n\n全年粮食播种面积占比45.2%。\n"), by=bob)

    series = indicator_series(bob, "粮食播种面积", exact=False)

    found = {each.base_unit: [point.year for point in each.points] for each in series}
    assert found["平方米"] == [2023, 2024]
    assert 2022 in found["%"]
    assert all(len({point.figure.base_unit for point in each.points}) == 1 for each in series)
    assert indicator_series(charlie, "粮食播种面积", exact=False) == []


def test_numbers_of_the_library(years, bob, nobody, now):
    assert totals(bob).documents == 2
    assert totals(nobody) == type(totals(nobody))(0, 0, 0, 0, 0, 0)
    assert counts(bob, "year") == [(2023, 1), (2024, 1)]
    assert counts(bob, "unit") == [("县农业农村局", 2)]
    assert top_indicators(bob)[0].documents == 2
    assert growth_per_day(bob, days=2, until=now.date())[-1][1:] == (2, 2)
    [year_2024] = [each for each in fulfilment(bob) if each.year == 2024]
    assert year_2024.total == sum(year_2024.by_verdict.values())
    assert year_2024.by_verdict["kept"] >= 1
    assert counts(nobody, "year") == fulfilment(nobody) == top_indicators(nobody) == []


def test_faults_of_deliveries_are_counted(deliver, bob, charlie):
    deliver(("a.xlsx", b"x"), ("b.xlsx", b"x"), by=bob)

    assert [(each.fault, each.number, each.last_name) for each in import_faults(bob)] == [
        ("library.import.kind_unknown", 2, "b.xlsx")
    ]
    assert import_faults(charlie) == []


def test_statistics_page_says_why_files_were_not_read(deliver, bob, client_of):
    """Words of most faults need a value of the file: its name, its kind, a limit."""
    deliver(("a.xlsx", b"x"), ("坏.docx", b"PK\x03\x04"), by=bob)

    page = client_of(bob).get(reverse("library:statistics")).content.decode()

    assert "xlsx" in page
    assert "“坏.docx”已损坏" in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans a table as small as this one")
def test_plans_a_report_answers_are_found_without_reading_all_documents(years):
    """Else every file that is imported reads the whole library under the write lock."""
    report = Document.objects.order_by("pk").last()

    for query in (plans_for(report), reports_of(report, 2024)):
        assert "SCAN library_document" not in query.explain()

"""A report from its draft to its number; its numbers are counted again after corrections."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nianlun.apps.audit.models import Event
from nianlun.apps.people.actions import system_user
from nianlun.apps.registers.actions import apply_packs, correct_entry, create_entry
from nianlun.apps.registers.models import Register
from nianlun.apps.reports import actions
from nianlun.apps.reports.models import ReportText, State
from nianlun.apps.reports.paper import word_of
from nianlun.apps.reports.queries import facts_of, pieces_of
from nianlun.apps.reports.typed import typed_in
from nianlun.define.errors import PacksError
from nianlun.kernel.errors import RefusedError
from nianlun.text.readers import extract
from nianlun.text.reading import read
from tests.integration.reports.conftest import AT, DAY, LATER, checked, words_of

pytestmark = pytest.mark.django_db
SIGNED_ON = "  - {id: 2, key: signed_on, label: 签约日期, kind: date"
"""As the pack begins the field."""


def test_numbers_are_counted_and_keep_their_records(weekly, sites):
    facts = facts_of(weekly)

    assert "签约3人，开工1人，开工率33.3%，完成县定任务的75%，500强优先。" in words_of(weekly)
    assert facts["rate"].numerator == 1
    assert facts["rate"].denominator == 3
    assert [each.entry for each in facts["rate"].over] == [sites[0].pk]
    assert [each.entry for each in facts["rate"].under] == [each.pk for each in sites]
    assert "| 第一 | 东镇 | 2人 | 1人 |" in words_of(weekly)
    assert Event.objects.filter(kind="report.composed", subject_id=str(weekly.pk)).exists()


def test_what_is_recorded_after_the_day_does_not_count(sites, towns, bureau, alice, bob):
    register = Register.objects.get(key="sites")
    create_entry(
        register=register,
        unit=towns[1],
        values={"name": "丁", "signed_on": "2023-10-01"},
        by=alice,
        at=LATER,
        final=True,
    )
    report = actions.compose_report(
        template="sites/weekly", unit=bureau, as_of=DAY, by=bob, at=LATER + timedelta(hours=1)
    )
    assert facts_of(report)["signed"].display == "3人"
    assert checked(report, at=LATER + timedelta(days=1)).holds


def test_file_holds_as_long_as_nothing_was_wrong(weekly):
    assert checked(weekly).holds


def test_reader_finds_the_printed_figures_again(weekly):
    figures = [
        (each.value, each.unit)
        for piece in read(extract("a.docx", word_of(weekly))).pieces
        for each in piece.figures
    ]
    printed = [("3", "人"), ("1", "人"), ("33.3", "%"), ("75", "%")]
    assert figures[:4] == printed


def paragraph_of(report) -> int:
    return next(n for n, each in enumerate(pieces_of(report)) if each.kind == "paragraph")


def test_figure_of_another_report_or_half_a_figure_is_refused(weekly, bob):
    for text, slug in (("签约⟦signd⟧。", "chip_unknown"), ("签约⟦signed。", "bracket")):
        with pytest.raises(RefusedError, match=slug):
            edited(weekly, text, bob)


def edited(report, text: str, by, expected: int = 1) -> ReportText:
    return actions.edit_words(
        report_id=report.pk, words={paragraph_of(report): text}, expected=expected, by=by, at=LATER
    )


def test_words_are_edited_and_nobody_is_overwritten(weekly, bob):
    edited(weekly, "到2023年10月20日，已签约⟦signed⟧，500强优先。", bob)

    assert "到2023年10月20日，已签约3人，500强优先。" in words_of(weekly)
    assert typed_in(pieces_of(weekly)) == []
    with pytest.raises(RefusedError, match="overtaken"):
        edited(weekly, "签约⟦signed⟧。", bob, expected=1)


@pytest.mark.parametrize("typed", ["4人", "二十一个", "百分之三十", "三成"])
def test_typed_figure_is_kept_and_told_to_be_none_of_the_ledger(weekly, bob, typed):
    edited(weekly, f"签约⟦signed⟧，另有意向{typed}，⟦=500强⟧优先，一是加快进度。", bob)

    assert typed_in(pieces_of(weekly)) == [typed]
    found = checked(weekly)
    assert [each.words for each in found.bare] == [typed]
    assert not found.holds
    event = Event.objects.get(kind="report.words_edited")
    assert event.detail["typed"] == 1


def test_numbers_have_no_gaps_and_a_withdrawn_one_stays_used(weekly, issue, alice, bob, bureau):
    first = issue(weekly)
    assert (first.reference, str(first)) == ("2023年第1期", "工地周报（第1期）")
    actions.withdraw_report(report_id=first.pk, reason="有误", by=alice, at=LATER)
    second = issue(actions.compose_report(template="sites/weekly", unit=bureau, as_of=DAY, by=bob, at=AT))
    assert second.number == 2
    other = issue(actions.compose_report(template="sites/yearly", unit=bureau, as_of=DAY, by=bob, at=AT))
    assert other.number == 1


def test_frozen_report_keeps_its_words_and_its_set(weekly, sites, issue, alice, bob):
    issue(weekly)
    before = word_of(weekly)
    correct_entry(
        entry_id=sites[1].pk, values={"started_on": "2023-10-10"}, reason="漏填", by=alice, at=LATER
    )
    assert word_of(weekly) == before
    with pytest.raises(RefusedError, match=r"reports\.report\.state"):
        actions.edit_words(report_id=weekly.pk, words={}, expected=1, by=bob, at=LATER)


def test_year_end_says_what_became_of_the_promises(sites, bureau, bob):
    report = actions.compose_report(template="sites/yearly", unit=bureau, as_of=DAY, by=bob, at=AT)
    assert "签约数：县定目标4人，实际3人，完成率75%，推进中。" in words_of(report)


def test_returned_report_is_a_draft_again(weekly, alice, bob):
    actions.submit_report(report_id=weekly.pk, by=bob, at=AT)
    with pytest.raises(RefusedError, match="reason_needed"):
        actions.return_report(report_id=weekly.pk, reason=" ", by=alice, at=AT)
    found = actions.return_report(report_id=weekly.pk, reason="请补充", by=alice, at=AT)
    assert (found.state, found.submitted_at, found.reason) == (State.DRAFT, None, "请补充")


def test_counting_anew_replaces_the_facts(weekly, bob):
    found = actions.recompose_report(report_id=weekly.pk, by=bob, at=LATER)
    assert found.texts.count() == 1
    assert facts_of(found)["signed"].since == LATER


def test_template_that_prints_a_secret_field_does_not_build(settings, sites):
    secret(settings, SIGNED_ON)

    with pytest.raises(PacksError) as refused:
        apply_packs(by=system_user(), at=LATER, packs=("sites",))

    [problem] = refused.value.problems
    assert problem.slug == "define.report.secret"
    assert str(problem.place) == "sites/pack.yaml:44"


def test_field_still_secret_in_the_ledger_is_left_out_of_the_paper(request, settings, bureau, bob):
    """The files say it is open now, and nobody has applied them yet."""
    file = settings.PACKS_FOLDER / "sites" / "pack.yaml"
    wanted = file.read_text()
    file.write_text(wanted.replace('{{ list("sites", "waiting") }}', ""), encoding="utf-8")
    secret(settings, SIGNED_ON)
    request.getfixturevalue("sites")
    file.write_text(wanted, encoding="utf-8")

    report = actions.compose_report(template="sites/weekly", unit=bureau, as_of=DAY, by=bob, at=AT)

    assert "乙。" in words_of(report)
    assert not any(each.asked == "entry" for each in facts_of(report).values())


def secret(settings, line: str) -> None:
    """Marks a field of the county's pack."""
    file = settings.PACKS_FOLDER / "sites" / "pack.yaml"
    file.write_text(file.read_text().replace(line, f"{line}, secrecy: restricted"), encoding="utf-8")

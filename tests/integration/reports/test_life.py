"""A report from its draft to its number; its numbers are counted again after corrections."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from nianlun.apps.audit.models import Event
from nianlun.apps.registers.actions import correct_entry, create_entry, drop_entry
from nianlun.apps.registers.models import Register
from nianlun.apps.reports import actions
from nianlun.apps.reports.files import check_file
from nianlun.apps.reports.models import ReportText, State
from nianlun.apps.reports.paper import markdown_of, word_of
from nianlun.apps.reports.queries import facts_of, pieces_of
from nianlun.apps.reports.verifying import Verdict
from nianlun.kernel.errors import RefusedError, UnreadableError
from nianlun.text.readers import extract
from nianlun.text.reading import read
from tests.integration.reports.conftest import AT, DAY

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


def words_of(report) -> str:
    return markdown_of(report).decode()


def checked(report, data=None, at=LATER):
    return check_file("report.docx", data or word_of(report), now=at)


def changed(found) -> dict[str, tuple[str, str]]:
    return {
        each.fact.id: (each.fact.display, each.now)
        for each in found.checked
        if each.verdict is Verdict.CHANGED
    }


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


def test_correction_names_the_numbers_that_changed_and_why(weekly, sites, alice):
    data = word_of(weekly)
    correct_entry(
        entry_id=sites[1].pk, values={"started_on": "2023-10-10"}, reason="漏填", by=alice, at=LATER
    )

    found = checked(weekly, data, at=LATER + timedelta(minutes=1))

    assert not found.holds
    assert changed(found)["started"] == ("1人", "2人")
    assert changed(found)["rate"] == ("33.3%", "66.7%")
    assert "signed" not in changed(found)
    [cause] = next(each for each in found.checked if each.fact.id == "started").causes
    assert (cause.entry, cause.why.value, cause.reason) == (sites[1].pk, "corrected", "漏填")
    assert [each.entry for each in facts_of(weekly)["started"].over] == [sites[0].pk]


def test_dropped_and_late_entries_change_numbers_and_later_ones_do_not(weekly, sites, towns, alice):
    register = Register.objects.get(key="sites")
    drop_entry(entry_id=sites[2].pk, reason="重复", by=alice, at=LATER)
    for name, day in (("迟", "2023-10-01"), ("后", "2023-10-21")):
        create_entry(
            register=register,
            unit=towns[0],
            values={"name": name, "signed_on": day},
            by=alice,
            at=LATER,
            final=True,
        )
    found = checked(weekly, at=LATER + timedelta(minutes=1))

    causes = next(each for each in found.checked if each.fact.id == "rate").causes
    assert Counter(each.why.value for each in causes) == {"dropped": 1, "late": 1}
    assert changed(found)["signed@" + str(towns[0].pk)] == ("2人", "3人")


def test_altered_and_bare_numbers_are_named(weekly):
    found = checked(weekly, _with(word_of(weekly), ">33.3%<", ">53.3%<"))
    assert [each[1:] for each in found.altered] == [("53.3%", "33.3%")]

    found = checked(weekly, _with(word_of(weekly), "优先。", "优先，新增岗位450个。"))
    assert found.bare == ("450个",)
    assert not found.holds


def _with(data: bytes, old: str, new: str) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
    return out.getvalue()


def test_forged_fact_is_not_from_the_ledger(weekly):
    facts = facts_of(weekly)
    row = weekly.facts.get(name="signed")
    row.content |= {"display": "9人", "value": "9", "number": "9"}
    row.save()
    found = checked(weekly)
    assert [each.fact.id for each in found.checked if each.verdict is Verdict.FOREIGN] == ["signed"]
    assert facts["signed"].display == "3人"


def test_other_file_is_refused():
    with pytest.raises(UnreadableError, match=r"reports\.file\.foreign"):
        check_file("a.docx", b"none", now=AT)


def test_reader_finds_the_printed_figures_again(weekly):
    figures = [
        (each.value, each.unit)
        for piece in read(extract("a.docx", word_of(weekly))).pieces
        for each in piece.figures
    ]
    printed = [("3", "人"), ("1", "人"), ("33.3", "%"), ("75", "%")]
    assert figures[:4] == printed


def test_figure_cannot_be_typed(weekly, bob):
    place = next(n for n, each in enumerate(pieces_of(weekly)) if each.kind == "paragraph")

    def edited(text: str, expected: int = 1) -> ReportText:
        return actions.edit_words(
            report_id=weekly.pk, words={place: text}, expected=expected, by=bob, at=LATER
        )

    for text, slug in (
        ("签约4人。", "bare_number"),
        ("签约⟦signd⟧。", "chip_unknown"),
        ("签约⟦signed。", "bracket"),
    ):
        with pytest.raises(RefusedError, match=slug):
            edited(text)
    edited("到2023年10月20日，已签约⟦signed⟧，⟦=500强⟧优先。")
    assert "到2023年10月20日，已签约3人，500强优先。" in words_of(weekly)
    with pytest.raises(RefusedError, match="overtaken"):
        edited("签约⟦signed⟧。", expected=1)


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


def test_next_bulletin_carries_the_correction(weekly, sites, issue, alice, bob, bureau):
    issue(weekly)
    correct_entry(
        entry_id=sites[1].pk, values={"started_on": "2023-10-10"}, reason="漏填", by=alice, at=LATER
    )
    following = actions.compose_report(
        template="sites/weekly", unit=bureau, as_of=LATER.date(), by=bob, at=LATER + timedelta(hours=1)
    )
    text = words_of(following)
    assert f"更正上期开工数1人为2人（更正{sites[1].code}）。" in text
    assert "更正上期开工率33.3%为66.7%" in text
    assert checked(following, at=LATER + timedelta(days=1)).holds
    issue(following)
    third = actions.compose_report(
        template="sites/weekly", unit=bureau, as_of=LATER.date(), by=bob, at=LATER + timedelta(hours=2)
    )
    assert "更正上期" not in words_of(third)


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

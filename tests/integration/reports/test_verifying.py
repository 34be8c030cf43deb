"""A report's file brought back: the same, changed and why, typed over, or not from the ledger."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from nianlun.apps.indicators.actions import Wanted, confirm_targets, correct_reading, enter_reading
from nianlun.apps.people.actions import system_user
from nianlun.apps.registers.actions import correct_entry, create_entry, drop_entry
from nianlun.apps.registers.models import Register
from nianlun.apps.reports import actions
from nianlun.apps.reports.paper import word_of
from nianlun.apps.reports.queries import facts_of
from nianlun.apps.reports.verifying import Verdict
from nianlun.kernel.errors import UnreadableError
from tests.integration.reports.conftest import AT, BEFORE, DAY, LATER, checked, words_of

pytestmark = pytest.mark.django_db
AFTER = LATER + timedelta(minutes=1)


def named(found, name):
    return next(each for each in found.checked if each.fact.id == name)


def changed(found) -> dict[str, tuple[str, str]]:
    return {
        each.fact.id: (each.fact.display, each.now)
        for each in found.checked
        if each.verdict is Verdict.CHANGED
    }


def correct(entry, by, **values) -> None:
    correct_entry(entry_id=entry.pk, values=values, reason="漏填", by=by, at=LATER)


def create(town, by, name: str, day: str) -> None:
    register = Register.objects.get(key="sites")
    create_entry(
        register=register,
        unit=town,
        values={"name": name, "signed_on": day},
        by=by,
        at=LATER,
        final=True,
    )


def following(report, bob, hours: int = 1):
    return actions.compose_report(
        template="sites/weekly",
        unit=report.unit,
        as_of=LATER.date(),
        by=bob,
        at=LATER + timedelta(hours=hours),
    )


def test_correction_names_the_numbers_that_changed_and_why(weekly, sites, alice):
    data = word_of(weekly)
    correct(sites[1], alice, started_on="2023-10-10")

    found = checked(weekly, data, at=AFTER)

    assert not found.holds
    assert changed(found)["started"] == ("1人", "2人")
    assert changed(found)["rate"] == ("33.3%", "66.7%")
    assert "signed" not in changed(found)
    [cause] = named(found, "started").causes
    assert (cause.entry, cause.code, cause.why.value) == (sites[1].pk, sites[1].code, "corrected")
    [step] = cause.steps
    assert (step.at, step.by, step.reason) == (LATER, str(alice), "漏填")
    assert step.fields == (("开工日期", "—", "2023年10月10日"),)
    assert [each.entry for each in facts_of(weekly)["started"].over] == [sites[0].pk]


def test_dropped_and_late_entries_change_numbers_and_later_ones_do_not(weekly, sites, towns, alice):
    drop_entry(entry_id=sites[2].pk, reason="重复", by=alice, at=LATER)
    create(towns[0], alice, "迟", "2023-10-01")
    create(towns[0], alice, "后", "2023-10-21")

    found = checked(weekly, at=AFTER)

    causes = named(found, "rate").causes
    assert Counter(each.why.value for each in causes) == {"dropped": 1, "late": 1}
    assert [step.reason for each in causes for step in each.steps if each.why.value == "dropped"] == ["重复"]
    assert changed(found)["signed@" + str(towns[0].pk)] == ("2人", "3人")


def test_same_number_from_other_records_holds_and_is_told(weekly, sites, towns, issue, alice, bob):
    issue(weekly)
    drop_entry(entry_id=sites[2].pk, reason="重复", by=alice, at=LATER)
    create(towns[1], alice, "丁", "2023-10-01")

    found = checked(weekly, at=AFTER)

    signed = named(found, "signed")
    assert (signed.verdict, signed.is_moved, signed.now) == (Verdict.SAME, True, "3人")
    assert {each.why.value for each in signed.causes} == {"dropped", "late"}
    assert "更正上期签约数" not in words_of(following(weekly, bob))


def test_changed_place_is_told_and_corrected_in_the_next_issue(weekly, sites, towns, issue, alice, bob):
    issue(weekly)
    for each in sites[:2]:
        correct(each, alice, signed_on="2022-12-30")

    found = checked(weekly, at=AFTER)

    place = f"signed.rank@{towns[0].pk}"
    assert changed(found)[place] == ("第一", "第二")
    assert {each.code for each in named(found, place).causes} == {each.code for each in sites[:2]}
    text = words_of(following(weekly, bob))
    assert f"更正上期东镇签约数名次第一为第二（更正{sites[0].code}、更正{sites[1].code}）。" in text


def test_next_bulletin_carries_the_correction_once(weekly, sites, issue, alice, bob):
    issue(weekly)
    frozen = word_of(weekly)
    correct(sites[1], alice, started_on="2023-10-10")

    second = following(weekly, bob)

    text = words_of(second)
    assert f"更正上期开工数1人为2人（更正{sites[1].code}）。" in text
    assert "更正上期开工率33.3%为66.7%" in text
    assert checked(second, at=LATER + timedelta(days=1)).holds
    assert word_of(weekly) == frozen
    issue(second)
    assert "更正上期" not in words_of(following(weekly, bob, hours=2))


def test_corrected_words_of_an_entry_are_corrected_in_the_next_issue(weekly, sites, issue, alice, bob):
    issue(weekly)
    correct(sites[1], alice, signed_on="2023-09-02")

    text = words_of(following(weekly, bob))

    assert f"更正上期{sites[1].code}签约日期2023年9月1日为2023年9月2日" in text


def test_words_of_an_entry_that_were_taken_out_are_told_as_nothing(weekly, sites, alice):
    """The list prints 乙 with its day; the day was a mistake: verifying says a dash, not a blank."""
    correct(sites[1], alice, signed_on=None)

    (found,) = [
        each
        for each in checked(weekly).checked
        if each.fact.asked == "entry" and each.fact.entry == sites[1].pk
    ]

    assert (found.verdict, found.fact.display, found.now) == (Verdict.CHANGED, "2023年9月1日", "—")


def test_another_reading_changes_its_number(sites, bureau, bob, alice):
    when = {"indicator": "tax", "period": "2023", "source": "税务局通报", "by": system_user()}
    first = enter_reading(value=Decimal("12.5"), at=BEFORE, **when)
    report = actions.compose_report(template="sites/yearly", unit=bureau, as_of=DAY, by=bob, at=AT)
    correct_reading(
        reading_id=first.pk, value=Decimal(13), source="", reason="通报更正", by=system_user(), at=LATER
    )

    found = checked(report, at=AFTER)

    assert changed(found) == {"tax": ("12.5万元", "13万元")}
    [cause] = named(found, "tax").causes
    [step] = cause.steps
    assert (cause.entry, step.reason, step.fields[0][1:]) == (None, "通报更正", ("12.5", "13"))


def test_another_target_changes_the_completion_and_is_named(weekly):
    wanted = Wanted(indicator="signed", setter="county", year=2023, value=Decimal(5), source="调整方案")
    confirm_targets(wanted=[wanted], by=system_user(), at=LATER)

    found = checked(weekly, at=AFTER)

    assert changed(found) == {"signed.completion.county": ("75%", "60%")}
    assert named(found, "signed.completion.county").retargeted


@pytest.mark.parametrize(
    ("old", "new", "altered", "bare"),
    [
        (">33.3%<", ">53.3%<", [("53.3%", "33.3%")], []),
        ("优先。", "优先，新增岗位450个。", [], ["450个"]),
        ("优先。", "优先，新增岗位四百五十个。", [], ["四百五十个"]),
        ("500强", "600强", [], ["600"]),
        ("，完成县定", "2，完成县定", [], ["2"]),
        (">东镇<", ">东镇8人<", [], ["8"]),
        ("一、概况", "一、概况12项", [], ["12项"]),
    ],
)
def test_what_was_typed_over_in_word_is_found_with_its_place(weekly, old, new, altered, bare):
    found = checked(weekly, _with(word_of(weekly), old, new))

    assert [(each.words, each.was) for each in found.altered] == altered
    assert [each.words for each in found.bare] == bare
    assert not found.holds
    for each in (*found.altered, *found.bare):
        assert each.line > 0
        assert each.words in each.around


def _with(data: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(name, content)
    return out.getvalue()


def test_forged_fact_is_not_from_the_ledger(weekly):
    row = weekly.facts.get(name="signed")
    row.content |= {"display": "9人", "value": "9", "number": "9"}
    row.save()

    found = checked(weekly)

    assert [each.fact.id for each in found.checked if each.verdict is Verdict.FOREIGN] == ["signed"]


def test_forged_list_of_own_digits_is_not_believed(weekly):
    data = _with(word_of(weekly), "500强", "600强")
    part = next(
        name
        for name in ZipFile(BytesIO(data)).namelist()
        if name.startswith("customXml/") and b"numerals" in ZipFile(BytesIO(data)).read(name)
    )

    found = checked(weekly, _with(data, "500", "600", part))

    assert "600" in [each.words for each in found.bare]


def test_other_file_is_refused(weekly):
    with pytest.raises(UnreadableError, match=r"reports\.file\.foreign"):
        checked(weekly, b"none")


def test_who_may_not_see_the_ledger_learns_nothing_of_its_numbers(weekly, sites, alice, nobody):
    data = word_of(weekly)
    correct(sites[1], alice, started_on="2023-10-10")

    found = checked(weekly, data, at=AFTER, by=nobody)

    assert {each.verdict for each in found.checked} == {Verdict.CLOSED}
    assert not any(each.now or each.causes for each in found.checked)
    assert not found.holds

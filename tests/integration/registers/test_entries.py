"""What people do with entries, and what the rules refuse."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from nianlun.apps.audit.models import Event
from nianlun.apps.registers import actions
from nianlun.apps.registers.actions.bulk import BulkRefusedError
from nianlun.apps.registers.models import Act, Entry, IndexRow, State, Version
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.kernel.errors import RefusedError
from tests.integration.registers.kit import AT

pytestmark = pytest.mark.django_db


def refused(slug, act, /, **values):
    with pytest.raises(RefusedError) as caught:
        act(**values)
    assert caught.value.slug == slug
    return caught.value


def acts_of(entry):
    return [version.act for version in Version.objects.filter(entry=entry).order_by("number")]


def test_entry_is_made_with_number_version_index_and_event(make, register, bureau):
    entry = make(amount="1.5亿元", signed_on="2024年1月1日")

    version = Version.objects.get(entry=entry)
    row = IndexRow.objects.get(register=register, entry=entry)
    assert entry.code == "GC-2024-001"
    assert version.values == {"1": "一号工程", "2": "150000000", "5": "2024-01-01"}
    assert (version.number, version.act, version.state, version.previous_digest) == (
        1,
        "created",
        "draft",
        "",
    )
    assert (row.t1, row.n1, str(row.d1), row.superseded_at) == ("一号工程", 150000000.0, "2024-01-01", None)
    assert Event.objects.filter(kind="entry.created", subject_id=str(entry.pk), unit=bureau).count() == 1


def test_numbers_run_within_the_year(make):
    assert [make(f"工程{number}").code for number in range(3)] == [
        "GC-2024-001",
        "GC-2024-002",
        "GC-2024-003",
    ]


def test_bad_values_are_all_named_and_nothing_is_kept(make):
    with pytest.raises(RefusedValuesError) as caught:
        make(amount="很多", signed_on="去年", industry="宠物业")

    faults = {each.field: each for each in caught.value.faults}
    assert faults.keys() == {"amount", "signed_on", "industry"}
    assert faults["industry"].suggestion == "宠物"
    assert all(each.words() and "value." not in each.words() for each in faults.values())
    assert all(each.words("en") for each in faults.values())
    assert Entry.objects.count() == 0


def test_draft_may_miss_what_a_submitted_entry_must_have(register, dora, bureau):
    draft = actions.create_entry(register=register, unit=bureau, values={}, by=dora, at=AT)

    error = refused("registers.entry.values", actions.submit_entry, entry_id=draft.pk, by=dora, at=AT)
    assert [each.field for each in error.faults] == ["name"]


def test_list_asks_for_its_own_fields(make, dora):
    entry = make()
    actions.edit_entry(entry_id=entry.pk, values={}, classes=["攻坚"], by=dora, at=AT)

    error = refused("registers.entry.values", actions.submit_entry, entry_id=entry.pk, by=dora, at=AT)
    assert [each.field for each in error.faults] == ["progress"]


def test_rule_over_several_fields_is_held_in_drafts_too(make):
    with pytest.raises(RefusedValuesError) as caught:
        make(signed_on="2024-01-05", started_on="2024-01-01")

    assert caught.value.faults[0].words() == "应当满足：开工不早于签约。"
    assert caught.value.faults[0].words("en") == "This must hold: It starts after it is signed."


def test_edit_without_change_makes_no_version(make, dora):
    entry = make(amount="100")

    assert actions.edit_entry(entry_id=entry.pk, values={"amount": "100万元"}, by=dora, at=AT) is None
    assert acts_of(entry) == ["created"]


def test_submitted_entry_is_updated_and_stays_complete(make, dora):
    entry = make(final=True)

    version = actions.edit_entry(entry_id=entry.pk, values={"staff": "12"}, by=dora, at=AT)
    assert (version.act, version.state) == (Act.UPDATED, State.FINAL)
    refused(
        "registers.entry.values", actions.edit_entry, entry_id=entry.pk, values={"name": ""}, by=dora, at=AT
    )


def test_correction_names_what_it_corrects(make, dora):
    entry = make(final=True, amount="100")
    actions.edit_entry(entry_id=entry.pk, values={"staff": "5"}, by=dora, at=AT)

    version = actions.correct_entry(
        entry_id=entry.pk, values={"amount": "90"}, reason="录入有误", corrects=1, by=dora, at=AT
    )
    assert (version.act, version.corrects.number, version.reason) == (Act.CORRECTED, 1, "录入有误")


def test_draft_is_edited_and_not_corrected(make, dora):
    entry = make()

    refused(
        "registers.entry.not_submitted",
        actions.correct_entry, entry_id=entry.pk, values={"staff": "1"}, reason="错", by=dora, at=AT,
    )  # fmt: skip


def test_stage_is_reached_only_by_an_allowed_move_with_its_date(make, dora):
    entry = make(final=True)

    refused(
        "registers.stage.not_allowed", actions.move_stage, entry_id=entry.pk, to="started", by=dora, at=AT
    )
    refused("registers.entry.values", actions.move_stage, entry_id=entry.pk, to="signed", by=dora, at=AT)
    refused(
        "registers.entry.reason_needed", actions.move_stage, entry_id=entry.pk, to="ended", by=dora, at=AT
    )
    actions.move_stage(entry_id=entry.pk, to="signed", values={"signed_on": "2024-01-02"}, by=dora, at=AT)

    row = IndexRow.objects.get(entry=entry, superseded_at__isnull=True)
    assert (row.stage, row.stood, row.reached) == (2, "|1|2|", "|1:|2:2024-01-02|")


def test_stage_that_is_corrected_was_never_reached(make, dora):
    entry = make(final=True)
    actions.move_stage(entry_id=entry.pk, to="signed", values={"signed_on": "2024-01-02"}, by=dora, at=AT)

    actions.correct_entry(
        entry_id=entry.pk, values={"signed_on": ""}, stage="planned", reason="未签约", by=dora, at=AT
    )
    row = IndexRow.objects.get(entry=entry, superseded_at__isnull=True)
    assert (row.stage, row.reached) == (1, "|1:|")


def test_return_is_for_reviewers_and_gives_the_reason(make, dora, erin):
    entry = make(final=True)

    refused(
        "registers.entry.not_allowed", actions.return_entry, entry_id=entry.pk, reason="缺件", by=dora, at=AT
    )
    refused(
        "registers.entry.reason_needed", actions.return_entry, entry_id=entry.pk, reason=" ", by=erin, at=AT
    )
    version = actions.return_entry(entry_id=entry.pk, reason="缺件", by=erin, at=AT)
    assert (version.act, version.state, version.reason) == (Act.RETURNED, State.DRAFT, "缺件")


def test_dropped_entry_is_not_changed_until_it_is_restored(make, dora):
    entry = make(final=True)
    actions.drop_entry(entry_id=entry.pk, reason="重复统计", by=dora, at=AT)

    refused(
        "registers.entry.dropped", actions.edit_entry, entry_id=entry.pk, values={"staff": 1}, by=dora, at=AT
    )
    actions.restore_entry(entry_id=entry.pk, reason="核实无误", by=dora, at=AT)
    assert actions.edit_entry(entry_id=entry.pk, values={"staff": 1}, by=dora, at=AT).is_living
    assert acts_of(entry) == ["created", "dropped", "restored", "updated"]


def test_undo_is_a_new_version_equal_to_an_earlier_one(make, dora):
    entry = make(final=True, amount="100")
    actions.edit_entry(entry_id=entry.pk, values={"amount": "200", "staff": "3"}, by=dora, at=AT)

    version = actions.undo(entry_id=entry.pk, to=1, reason="误改", by=dora, at=AT)
    assert version.values == Version.objects.get(entry=entry, number=1).values
    assert (version.number, version.detail) == (3, {"to": 1})
    refused("registers.version.missing", actions.undo, entry_id=entry.pk, to=9, reason="x", by=dora, at=AT)


def test_hand_over_gives_the_entry_to_the_other_unit(make, dora, other_bureau):
    entry = make(final=True)

    version = actions.hand_over(entry_id=entry.pk, unit=other_bureau, reason="职责划转", by=dora, at=AT)
    entry.refresh_from_db()
    assert (entry.unit, version.unit) == (other_bureau, other_bureau)
    refused("registers.entry.missing", actions.edit_entry, entry_id=entry.pk, values={}, by=dora, at=AT)


def test_expected_version_stops_whoever_saw_an_older_one(make, dora):
    entry = make()
    actions.edit_entry(entry_id=entry.pk, values={"staff": "1"}, expected_version=1, by=dora, at=AT)

    error = refused(
        "registers.entry.changed_meanwhile",
        actions.edit_entry, entry_id=entry.pk, values={"staff": "2"}, expected_version=1, by=dora, at=AT,
    )  # fmt: skip
    assert (error.values["by"], error.values["version"]) == ("Dora", 2)


def test_same_key_is_refused_among_the_living(make, dora):
    first = make("同名")
    error = refused("registers.entry.key_taken", make, name="同名")
    assert error.values["code"] == first.code

    actions.drop_entry(entry_id=first.pk, reason="作废", by=dora, at=AT)
    second = make("同名")
    refused(
        "registers.entry.key_taken", actions.restore_entry, entry_id=first.pk, reason="恢复", by=dora, at=AT
    )
    assert second.pk


def test_unique_field_is_taken_once(make):
    make("甲", number_plate="A1")

    with pytest.raises(RefusedValuesError) as caught:
        make("乙", number_plate="a1")
    assert caught.value.faults[0].slug == "registers.value.taken"


def test_merge_keeps_one_and_says_where_the_other_went(make, dora):
    keep, merge = make("甲工程", final=True), make("甲 工程", final=True, staff="7")

    actions.merge_entries(
        keep=keep.pk, merge=merge.pk, reason="同一工程", values={"staff": "7"}, by=dora, at=AT
    )
    merge.refresh_from_db()
    assert (merge.is_living, merge.merged_into) == (False, keep)
    assert acts_of(merge) == ["created", "merged"]
    assert Version.objects.get(entry=keep, number=2).values["4"] == 7
    refused(
        "registers.entry.not_dropped", actions.restore_entry, entry_id=merge.pk, reason="x", by=dora, at=AT
    )
    refused(
        "registers.merge.itself",
        actions.merge_entries,
        keep=keep.pk,
        merge=keep.pk,
        reason="x",
        by=dora,
        at=AT,
    )


def test_time_does_not_run_backwards(make, dora, later):
    entry = make(at=later(5))

    refused("registers.entry.clock_behind", actions.confirm_entry, entry_id=entry.pk, by=dora, at=later(1))
    version = actions.confirm_entry(entry_id=entry.pk, by=dora, at=later(5))
    assert version.recorded_at > later(5)


def test_bulk_act_is_all_or_nothing(make, register, dora):
    good, bad = make("甲"), make("乙", final=True)
    entries = {good.pk: None, bad.pk: None, 10**9: None}

    with pytest.raises(BulkRefusedError) as caught:
        actions.submit_many(register=register, entries=entries, by=dora, at=AT)
    assert {each.error.slug for each in caught.value.refused} == {
        "registers.entry.submitted_already",
        "registers.entry.missing",
    }
    assert acts_of(good) == ["created"]


def test_bulk_act_does_the_good_ones_where_told(make, register, dora):
    good, bad = make("甲"), make("乙", final=True)

    outcome = actions.submit_many(
        register=register, entries={good.pk: 1, bad.pk: 1}, by=dora, at=AT, good_ones_only=True
    )
    assert [version.entry for version in outcome.done] == [good]
    assert [each.code for each in outcome.refused] == [bad.code]
    assert Event.objects.filter(kind="register.bulk_submitted").count() == 1


def test_bulk_edit_refuses_a_key_for_two(make, register, dora):
    first, second = make("甲"), make("乙")

    with pytest.raises(BulkRefusedError):
        actions.edit_many(
            register=register,
            entries={first.pk: None, second.pk: None},
            values={"name": "丙"},
            by=dora,
            at=AT,
        )


def test_bulk_edit_takes_a_constant_number_of_queries(make, register, dora, django_assert_max_num_queries):
    entries = {make(f"工程{number}").pk: 1 for number in range(40)}

    with django_assert_max_num_queries(22):
        actions.confirm_many(register=register, entries=entries, by=dora, at=AT)


@pytest.mark.parametrize(
    "change",
    [
        {"previous_digest": "x" * 64},
        {"act": "invented"},
        {"state": "half"},
        {"act": "corrected"},
    ],
)
def test_database_itself_refuses_what_no_version_can_be(make, change):
    entry = make()

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(entry=entry).update(**change)


def test_comment_is_written_and_withdrawn_by_its_author(make, dora, erin):
    entry = make()
    row = actions.comment(entry_id=entry.pk, words=" 请补图 ", by=erin, at=AT)

    assert row.words == "请补图"
    refused("registers.entry.not_allowed", actions.withdraw_comment, comment_id=row.pk, by=dora, at=AT)
    assert actions.withdraw_comment(comment_id=row.pk, by=erin, at=AT).withdrawn_by == erin


def test_link_is_made_once_and_ended(make, dora):
    first, second = make("甲"), make("乙")
    link = actions.link_entries(source=first.pk, target=second.pk, words="前期", by=dora, at=AT)

    assert actions.link_entries(source=first.pk, target=second.pk, by=dora, at=AT) == link
    refused("registers.link.itself", actions.link_entries, source=first.pk, target=first.pk, by=dora, at=AT)
    assert actions.unlink_entries(link_id=link.pk, by=dora, at=AT).unlinked_at == AT

"""`audit verify` finds what was done behind the application's back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db.models import F

from nianlun.apps.registers import actions
from nianlun.apps.registers.models import DailyRoot, Entry, IndexRow, RegisterVersion, Version
from nianlun.apps.registers.queries.roots import root_of
from nianlun.apps.registers.queries.verification import verify
from nianlun.apps.registers.recording.digests import digest_of_version
from nianlun.cli.audit import command
from nianlun.kernel.errors import RefusedError
from tests.integration.registers.kit import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(make, dora, later):
    """Two entries of three versions on three days, all days closed."""
    entries = [make("甲", final=True, amount="1"), make("乙", final=True, amount="2")]
    for hours in (24, 48):
        for entry in entries:
            values = {"staff": hours}
            actions.edit_entry(entry_id=entry.pk, values=values, by=dora, at=later(hours))
    actions.close_days(at=later(24 * 5))
    return entries


def kinds():
    return {(each.kind, each.what) for each in verify().findings}


def test_what_the_application_left_is_sound(kept):
    seen = verify()

    assert (seen.findings, seen.versions, seen.entries, seen.days) == ([], 6, 2, 3)


@pytest.mark.parametrize(
    "change",
    [
        {"values": {"1": "甲", "2": "999"}},
        {"recorded_at": AT - timedelta(days=1)},
        {"reason": "别的"},
        {"state": "draft"},
        {"stage": 4},
        {"is_living": False},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_version_is_found(kept, change):
    Version.objects.filter(entry=kept[0], number=2).update(**change)

    findings = [each for each in verify().findings if (each.kind, each.what) == ("changed", "version")]
    assert [(each.entry, each.version) for each in findings] == [(kept[0].pk, 2)]


def test_changed_version_with_a_digest_made_for_it_is_found(kept):
    version = Version.objects.select_related("definition").get(entry=kept[0], number=2)
    version.values = {**version.values, "2": "999"}
    version.digest = digest_of_version(version, version.definition.digest)
    version.save()

    assert ("changed", "version") in kinds()
    assert ("changed", "day") in kinds()


def test_whole_chain_made_anew_is_found_by_the_closed_days(kept):
    previous = ""
    for version in Version.objects.filter(entry=kept[0]).select_related("definition").order_by("number"):
        version.values = {**version.values, "2": "999"}
        version.previous_digest = previous
        version.digest = previous = digest_of_version(version, version.definition.digest)
        version.save()

    assert kinds() == {("changed", "day")}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_removed_version_is_found(kept, number):
    version = Version.objects.get(entry=kept[0], number=number)
    IndexRow.objects.filter(register=version.register, version=version).delete()
    Version.objects.filter(pk=version.pk).delete()

    findings = verify().findings
    removed = [
        (each.entry, each.version) for each in findings if (each.kind, each.what) == ("removed", "version")
    ]
    assert removed == [(kept[0].pk, number)]
    assert ("removed", "day") in {(each.kind, each.what) for each in findings}


def test_last_version_removed_with_its_traces_is_found_by_the_closed_day(kept):
    version = Version.objects.get(entry=kept[0], number=3)
    IndexRow.objects.filter(register=version.register, version=version).delete()
    IndexRow.objects.filter(entry=kept[0], version__number=2).update(superseded_at=None)
    version.delete()
    Entry.objects.filter(pk=kept[0].pk).update(newest=2)

    assert kinds() == {("removed", "day")}


def test_inserted_version_is_found(kept):
    last = Version.objects.select_related("definition").get(entry=kept[0], number=3)
    last.pk, last.number, last.previous_digest = None, 4, last.digest
    last.digest = digest_of_version(last, last.definition.digest)
    last.save(force_insert=True)

    assert ("inserted", "version") in kinds()
    assert ("inserted", "day") in kinds()


def test_removed_entry_is_found(kept):
    IndexRow.objects.filter(entry=kept[0]).delete()
    Version.objects.filter(entry=kept[0]).delete()
    kept[0].delete()

    assert kinds() == {("removed", "day")}


@pytest.mark.parametrize(
    "change",
    [{"code": "GC-2024-777"}, {"is_living": False}, {"newest": F("newest") + 1}],
    ids=["code", "living", "newest"],
)
def test_changed_entry_is_found(kept, change):
    Entry.objects.filter(pk=kept[0].pk).update(**change)

    assert kinds() & {("changed", "entry"), ("removed", "version")}


def test_changed_definition_is_found(kept, register):
    RegisterVersion.objects.filter(register=register).update(definition="{}")

    assert ("changed", "definition") in kinds()


def test_changed_index_is_found_and_made_anew(kept, register):
    IndexRow.objects.filter(register=register, entry=kept[0]).update(stage=4)
    assert kinds() == {("changed", "index")}


def test_removed_root_is_found(kept, register):
    DailyRoot.objects.filter(register=register).order_by("day")[1].delete()

    assert ("removed", "day") in kinds()


def test_closed_day_takes_nothing_more(kept, dora, later):
    with pytest.raises(RefusedError) as caught:
        actions.create_entry(
            register=kept[0].register, unit=kept[0].unit, values={"name": "丙"}, by=dora, at=later(50)
        )
    assert caught.value.slug == "registers.day.closed"


def test_closing_twice_changes_nothing(kept, later, register):
    assert actions.close_days(at=later(24 * 5)) == 0
    root = DailyRoot.objects.filter(register=register).first()
    assert root_of(register, root.day).root == root.root


def test_day_is_not_closed_while_it_goes_on(make, later):
    make("甲")

    assert actions.close_days(at=AT) == 0
    assert actions.close_days(at=later(24)) == 1


def test_command_ends_with_one_where_anything_is_found(kept):
    assert CliRunner().invoke(command, ["verify"]).exit_code == 0
    Version.objects.filter(entry=kept[0], number=1).update(reason="别的")

    outcome = CliRunner().invoke(command, ["verify"])
    assert outcome.exit_code == 1
    assert f"works #{kept[0].pk}/1" in outcome.output

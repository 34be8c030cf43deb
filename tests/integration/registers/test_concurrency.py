"""Several people at once: nobody writes over anybody, numbers are given once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry, Version
from nianlun.apps.registers.queries.verification import verify
from nianlun.kernel.errors import RefusedError
from tests.integration.registers.kit import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shared_by_threads():
    """SQLite lets one write at a time; the database of its tests lies in memory and locks readers out too."""
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share the database in memory")


TOGETHER = 6


def at_once(act):
    """What each of several threads gets: a result, or the slug of a refusal."""

    def run(number):
        try:
            return act(number)
        except RefusedError as error:
            return error.slug
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(run, range(TOGETHER)))


def test_of_several_who_saw_one_version_one_writes(make, dora):
    entry = make()

    def edit(number):
        return actions.edit_entry(
            entry_id=entry.pk, values={"staff": number + 1}, expected_version=1, by=dora, at=AT
        )

    outcomes = at_once(edit)
    assert sum(isinstance(each, Version) for each in outcomes) == 1
    assert outcomes.count("registers.entry.changed_meanwhile") == TOGETHER - 1
    assert verify().findings == []


def test_chain_holds_when_all_write(make, dora):
    entry = make()

    at_once(lambda number: actions.edit_entry(entry_id=entry.pk, values={"staff": number}, by=dora, at=AT))
    entry.refresh_from_db()
    assert entry.newest == Version.objects.filter(entry=entry).count() == TOGETHER + 1
    assert verify().findings == []


def test_numbers_are_given_once_and_a_key_once(register, bureau, dora):
    def make(number):
        name = "同名" if number < 2 else f"工程{number}"
        return actions.create_entry(
            register=register, unit=bureau, values={"name": name}, by=dora, at=AT
        ).code

    codes = [each for each in at_once(make) if each != "registers.entry.key_taken"]
    assert len(codes) == TOGETHER - 1
    assert sorted(Entry.objects.values_list("code", flat=True)) == sorted(codes)

"""The drafting desk of the demo: carried out by the real actions, its drafts checked, once."""

from __future__ import annotations

from datetime import datetime

import pytest

from nianlun.apps.library.indexing import reindex
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.people.actions import system_user
from nianlun.apps.registers.actions import apply_packs
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Entry, IndexRow, Register
from nianlun.web import demo
from nianlun.web.demo.drafting import load_drafting, tasks
from nianlun.web.demo.ledgers.people_loading import load_people
from nianlun.web.demo.ledgers.times import SHANGHAI

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, tzinfo=SHANGHAI)


@pytest.fixture
def county_of_the_demo() -> None:
    """Units, accounts, persons and the pack; the library is empty."""
    demo.load_county(at=NOW)
    load_people(password="a long one", at=NOW)
    apply_packs(by=system_user(), at=datetime(2026, 1, 1, tzinfo=SHANGHAI), packs=("drafting",))
    reindex()


def test_tasks_stand_where_their_days_have_brought_them(county_of_the_demo):
    done = load_drafting(now=NOW, progress=lambda *_: None)

    register = Register.objects.select_related("current").get(key="drafting_tasks")
    stages = {each.id: each.key for each in definition_of(register.current).stages}
    rows = IndexRow.objects.filter(register=register, superseded_at__isnull=True)
    standing = sorted(stages[row.version.stage] for row in rows.select_related("version"))
    assert done == len(tasks()) == 10
    assert standing == ["assigned", "cancelled", "checking", "drafting", *["rated"] * 6]
    assert OriginalityReport.objects.count() == 7
    assert Entry.objects.filter(register__key="adoptions").count() == 5


def test_second_load_changes_nothing(county_of_the_demo):
    load_drafting(now=NOW, progress=lambda *_: None)

    assert load_drafting(now=NOW, progress=lambda *_: None) == 0
    assert Entry.objects.filter(register__key="drafting_tasks").count() == 10

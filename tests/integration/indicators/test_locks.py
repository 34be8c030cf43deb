"""A locked period: what is refused for it, what may go on, and how it is opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from nianlun.apps.audit.models import Event
from nianlun.apps.indicators import actions
from nianlun.apps.indicators.models import PeriodLock
from nianlun.apps.indicators.queries.guarding import refuse_locked
from nianlun.apps.registers.actions import create_entry, drop_entry, edit_entry
from nianlun.apps.registers.models import Act, Entry, State
from nianlun.apps.registers.recording.content import Content
from nianlun.apps.registers.recording.writing import Step
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import RefusedError

REFUSED = r"indicators\.period\.entry_locked"


@pytest.fixture
def sign(works, county, alice, now):
    """Enter a work signed on a day."""

    def make(name: str, day: str, **values) -> Entry:
        given = {"name": name, "signed_on": day, "amount": "300万元", **values}
        return create_entry(register=works, unit=county, values=given, final=True, by=alice, at=now)

    return make


@pytest.fixture
def january(sign, alice, now) -> Entry:
    """A work signed in January, which is then locked for the field of work."""
    entry = sign("甲", "2024-01-15")
    actions.lock_period(period="2024-01", pack="tests", by=alice, at=now)
    return entry


def edit(entry: Entry, by, at, **values) -> None:
    edit_entry(entry_id=entry.pk, values=values, by=by, at=at + timedelta(hours=1))


def test_entry_dated_in_a_locked_month_is_refused_with_who_locked_it(january, sign):
    with pytest.raises(RefusedError, match=REFUSED) as refused:
        sign("乙", "2024-01-31")

    assert refused.value.values["period"] == "2024-01"
    assert refused.value.values["by"] == "Alice"
    assert sign("丙", "2024-02-01").pk


@pytest.mark.parametrize(
    "values",
    [{"signed_on": "2024-02-02"}, {"amount": "500万元"}, {"signed_on": "2024-01-16"}],
    ids=["leaves the month", "counts another amount", "moves within the month"],
)
def test_what_the_locked_month_counts_stays(january, alice, now, values):
    with pytest.raises(RefusedError, match=REFUSED):
        edit(january, alice, now, **values)


def test_entry_may_neither_enter_nor_leave_the_ledger_in_it(january, alice, now, sign):
    later = sign("乙", "2024-02-20")

    with pytest.raises(RefusedError, match=REFUSED):
        edit(later, alice, now, signed_on="2024-01-20")
    with pytest.raises(RefusedError, match=REFUSED):
        drop_entry(entry_id=january.pk, reason="重复", by=alice, at=now + timedelta(hours=1))


def test_work_on_what_was_signed_goes_on(january, alice, now):
    edit(january, alice, now, started_on="2024-03-01", progress="已进场")

    assert january.versions.latest("number").values["15"] == "2024-03-01"


def test_lock_of_one_indicator_guards_what_it_counts_and_no_more(sign, alice, now):
    """`invested` adds up amounts by the day of signing; the year of a work is nothing to it."""
    actions.lock_period(period="2024-Q1", indicator="invested", by=alice, at=now + timedelta(days=31))

    with pytest.raises(RefusedError, match=REFUSED):
        sign("甲", "2024-03-31")
    assert sign("乙", "", year="2024").pk


def test_period_opened_with_a_reason_takes_entries_again(january, sign, alice, now):
    lock = PeriodLock.objects.get()

    actions.unlock_period(lock_id=lock.pk, reason="市局通报有误", by=alice, at=now)

    assert sign("乙", "2024-01-31").pk
    assert Event.objects.filter(kind="period.unlocked").get().detail["reason"] == "市局通报有误"


def test_page_locks_and_opens_and_keeps_the_trail(works, client_of, alice):
    client = client_of(alice)

    client.post("/indicators/locks/", {"thing": "pack:tests", "period": "2024-01"})
    held = PeriodLock.objects.get()
    client.post(f"/indicators/locks/{held.pk}/open/", {"reason": ""})
    held.refresh_from_db()
    assert held.unlocked_at is None
    client.post(f"/indicators/locks/{held.pk}/open/", {"reason": "补报"})
    page = client.get("/indicators/locks/").content.decode()

    held.refresh_from_db()
    assert (held.pack, held.unlocked_by) == ("tests", alice)
    assert "补报" in page


def test_whoever_keeps_nothing_sees_the_trail_and_locks_nothing(works, client_of, charlie, alice, now):
    actions.lock_period(period="2023", indicator="signed", by=alice, at=now)
    client = client_of(charlie)

    page = client.get("/indicators/locks/").content.decode()
    answer = client.post("/indicators/locks/", {"thing": "indicator:signed", "period": "2022"})

    assert "<form" not in page.split("<main")[1]
    assert answer.status_code == 403
    assert PeriodLock.objects.count() == 1


def test_period_that_runs_on_is_neither_offered_nor_locked(works, client_of, alice, now):
    """Locked by mistake, the running quarter would take no entry of the whole office."""
    with pytest.raises(RefusedError, match=r"indicators\.period\.running"):
        actions.lock_period(period="2999", pack="tests", by=alice, at=now)
    with pytest.raises(RefusedError, match=r"indicators\.period\.running"):
        actions.lock_period(period=str(now.year), pack="tests", by=alice, at=now.replace(month=12, day=30))
    assert actions.lock_period(
        period=str(now.year), pack="tests", by=alice, at=now.replace(month=12, day=31, hour=4)
    ).pk

    offered = client_of(alice).get("/indicators/locks/").context["periods"]
    assert all(read_period(code).last <= timezone.localdate() for code, _label in offered)


def test_lock_without_a_thing_is_refused(works, alice, now):
    with pytest.raises(RefusedError, match=r"indicators\.period\.to_lock"):
        actions.lock_period(period="2024", by=alice, at=now)


@pytest.mark.parametrize("number", [1, 50])
def test_guard_asks_once_however_many_entries_are_written(
    works, county, alice, now, django_assert_num_queries, number
):
    actions.lock_period(period="2024-01", pack="tests", by=alice, at=now)
    content = Content(unit=county.pk, values={"1": "甲", "5": "2024-02-01"}, state=State.FINAL.value)
    step = Step(entry=Entry(), content=content, act=Act.CREATED, definition=works.current)

    with django_assert_num_queries(1):
        refuse_locked(works, [step] * number)

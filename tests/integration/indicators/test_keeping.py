"""Targets, readings and locks: who may, what is refused, what stays on record."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client

from nianlun.apps.audit.models import Event
from nianlun.apps.indicators import actions
from nianlun.apps.indicators.actions import Wanted
from nianlun.apps.indicators.models import Reading, Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.targets import standing_targets
from nianlun.apps.people.actions.tokens import issue_token
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.models import Register
from nianlun.define.reading.periods import year_of
from nianlun.kernel.errors import RefusedError
from tests import factories

WANTED = Wanted(indicator="signed", setter="county", year=2024, value=Decimal(33), source="分解方案")


pytestmark = pytest.mark.usefixtures("works")


def set_target(alice: User, now: datetime, **changes) -> Target:
    wanted = Wanted(**{**WANTED.__dict__, **changes})
    (row,) = actions.confirm_targets(wanted=[wanted], by=alice, at=now)
    return row


def test_target_is_in_force_and_a_second_one_takes_its_place(alice, now):
    first = set_target(alice, now)

    second = set_target(alice, now, value=Decimal(40))

    first.refresh_from_db()
    assert (first.withdrawn_at, first.withdrawn_by) == (now, alice)
    (standing,) = standing_targets(Desk(alice), years=[2024])
    assert (standing.row, standing.target.value) == (second, 40)
    assert set(Event.objects.values_list("kind", flat=True)) >= {
        "target.proposed",
        "target.confirmed",
        "target.withdrawn",
    }


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"source": " "}, "indicators.target.no_source"),
        ({"setter": "moon"}, "indicators.target.setter"),
        ({"year": 24}, "indicators.target.year"),
        ({"indicator": "nothing"}, "indicators.indicator.missing"),
        ({"unit": 999_999}, "indicators.unit.missing"),
        ({"commitment": 999_999}, "library.commitment.missing"),
    ],
)
def test_wrong_target_is_refused(alice, now, changes, slug):
    with pytest.raises(RefusedError) as refused:
        set_target(alice, now, **changes)

    assert refused.value.slug == slug
    assert not Target.objects.exists()


def test_commitment_gives_the_target_its_document_and_passage(alice, now, county):
    document = factories.DocumentFactory(unit=county, access="unit", title="县工作思路")
    promise = factories.CommitmentFactory(document=document, text="新招引项目33个", start=5, end=13)

    row = set_target(alice, now, commitment=promise.pk, source="")

    assert (row.document, row.start, row.source, row.passage) == (document, 5, "县工作思路", "新招引项目33个")


def test_two_commitments_for_one_target_are_refused_together(alice, now):
    with pytest.raises(RefusedError, match=r"indicators\.target\.twice"):
        actions.confirm_targets(wanted=[WANTED, WANTED], by=alice, at=now)

    assert not Target.objects.exists()


def test_whoever_keeps_nothing_sets_nothing(charlie, now):
    with pytest.raises(RefusedError, match=r"indicators\.step\.not_allowed"):
        actions.confirm_targets(wanted=[WANTED], by=charlie, at=now)


def enter(by: User, at: datetime, **changes) -> Reading:
    values = {"indicator": "rank", "period": "2024-01", "value": Decimal(4), "source": "全市通报"}
    return actions.enter_reading(**{**values, **changes}, by=by, at=at)


def test_corrected_reading_counts_and_the_old_one_stays(alice, now):
    old = enter(alice, now)

    new = actions.correct_reading(
        reading_id=old.pk, value=Decimal(3), source="", reason="通报有误", by=alice, at=now
    )

    desk = Desk(alice)
    result = desk.ask("rank", desk.question(year_of(2024), now.date()))
    assert (result.value, result.readings[0].id) == (3, new.pk)
    assert Reading.objects.count() == 2
    with pytest.raises(RefusedError, match=r"indicators\.reading\.replaced"):
        actions.correct_reading(reading_id=old.pk, value=Decimal(2), source="", reason="x", by=alice, at=now)


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"indicator": "signed"}, "indicators.reading.counted"),
        ({"period": "soon"}, "indicators.period.unreadable"),
        ({"source": ""}, "indicators.reading.no_source"),
    ],
)
def test_wrong_reading_is_refused(alice, now, changes, slug):
    with pytest.raises(RefusedError) as refused:
        enter(alice, now, **changes)

    assert refused.value.slug == slug


def test_locked_period_takes_no_reading_until_it_is_opened_with_a_reason(alice, now):
    lock = actions.lock_period(period="2024", indicator="rank", by=alice, at=now.replace(month=12, day=31))
    with pytest.raises(RefusedError, match=r"indicators\.period\.locked"):
        enter(alice, now)
    with pytest.raises(RefusedError, match=r"indicators\.reason\.needed"):
        actions.unlock_period(lock_id=lock.pk, reason=" ", by=alice, at=now)

    actions.unlock_period(lock_id=lock.pk, reason="补报", by=alice, at=now)

    assert enter(alice, now).period == "2024-01"
    lock.refresh_from_db()
    assert (lock.unlocked_by, lock.reason) == (alice, "补报")


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 200), ("bob", 200), ("charlie", 200), ("nobody", 404)]
)
def test_page_of_an_indicator_opens_for_whoever_reads_its_register(request, client_of, name, status):
    user = request.getfixturevalue(name)

    response = client_of(user).get("/indicators/signed/")

    assert response.status_code == status


def test_nobody_signed_in_is_sent_to_sign_in():
    assert Client().get("/indicators/signed/").status_code == 302


def test_commitments_of_a_document_become_targets_on_one_page(alice, client_of, county):
    document = factories.DocumentFactory(unit=county, access="unit", title="2024年工作思路", plan_year=2024)
    promise = factories.CommitmentFactory(
        document=document,
        text="签约数33个以上",
        indicator="签约数",
        comparator=">=",
        value="33",
        unit="个",
        year=2024,
    )
    client = client_of(alice)
    page = client.get(f"/indicators/commitments/{document.pk}/").content.decode()
    assert '<option value="signed" selected>' in page
    number = promise.pk
    sent = {
        "setter": "county", "commitment": [number], f"indicator-{number}": "signed", f"value-{number}": "33",
        f"measure-{number}": "个", f"year-{number}": "2024", f"comparator-{number}": "at_least",
    }  # fmt: skip

    response = client.post(f"/indicators/commitments/{document.pk}/", sent)

    assert response.status_code == 302
    row = Target.objects.get()
    assert (row.commitment, row.value, row.year, row.confirmed_by) == (promise, 33, 2024, alice)
    shown = client.get("/indicators/signed/?period=2024").content.decode()
    assert "签约数33个以上" in shown
    assert f"/library/{document.pk}/?mark=" in shown


def test_reading_is_typed_on_the_page(alice, client_of):
    client = client_of(alice)

    client.post("/indicators/rank/readings/", {"period": "2024-02", "value": "四", "source": "通报"})
    client.post("/indicators/rank/readings/", {"period": "2024-02", "value": "4", "source": "通报"})

    assert [row.value for row in Reading.objects.all()] == [4]


def test_api_gives_value_targets_and_readings_and_takes_a_reading(alice, now):
    set_target(alice, now)
    enter(alice, now)
    _row, secret = issue_token(user=alice, name="tests", by=alice, at=now)
    client = Client(headers={"authorization": f"Bearer {secret}"})

    listed = client.get("/api/indicators").json()
    value = client.get("/api/indicators/signed/value?period=2024&as_of=2024-03-01").json()
    targets = client.get("/api/indicators/targets?year=2024").json()
    sent = client.post(
        "/api/indicators/rank/readings",
        {"period": "2024-02", "value": "3", "source": "全市通报"},
        content_type="application/json",
    )

    assert "signed" in {each["key"] for each in listed}
    assert (value["value"], value["entries"]) == ("0", [])
    assert [(each["setter"], each["completion"]) for each in value["targets"]] == [("county", "0")]
    assert [each["value"] for each in targets] == ["33"]
    assert sent.json()["value"] == "3"
    assert len(client.get("/api/indicators/rank/readings").json()) == 2
    assert client.get("/api/indicators/zz/value").status_code == 404


def test_restricted_whole_is_told_to_whoever_sees_every_unit_and_to_no_other(works, alice, bureau, client_of):
    """Entries of one's own bureau alone do not make the number of the county."""
    Register.objects.filter(pk=works.pk).update(secrecy="restricted")
    keeper = factories.UserFactory(username="keeper", unit=bureau)
    factories.GrantFactory(user=keeper, unit=bureau, role="keep", area="all", granted_by=alice)
    for root in Unit.objects.filter(parent=None).exclude(grants__user=alice):
        factories.GrantFactory(user=alice, unit=root, role="administer", area="all", granted_by=alice)

    answers = {
        (user.username, unit): client_of(user).get(f"/indicators/signed/?period=2024{unit}").status_code
        for user in (alice, keeper)
        for unit in ("", f"&unit={bureau.pk}")
    }

    assert answers == {
        ("alice", ""): 200,
        ("alice", f"&unit={bureau.pk}"): 200,
        ("keeper", ""): 403,
        ("keeper", f"&unit={bureau.pk}"): 200,
    }

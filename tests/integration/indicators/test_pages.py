"""The pages of the indicators: what they show, what leaves as a file, and how often they ask the database."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.actions import Wanted
from nianlun.apps.indicators.models import Reading
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.reporting import reporting_of
from nianlun.apps.people.models import Role
from nianlun.apps.registers.actions import confirm_entry, correct_entry, create_entry
from nianlun.apps.registers.models import Entry
from tests import factories

QUERY = "period=2024&as_of=2024-12-31"


def at_hour(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def towns(county):
    return [
        factories.UnitFactory(name=name, kind="town", parent=county)
        for name in ("云坪镇", "沙洲镇", "双河镇")
    ]


@pytest.fixture
def sign(works, towns, alice):
    """Enter a work that a town signed on a day; what was entered on that day is known from then on."""

    def make(name: str, day: str, town=None, **values) -> Entry:
        given = {
            "name": name,
            "signed_on": day,
            "amount": "300万元",
            "town": (town or towns[0]).name,
            **values,
        }
        at = at_hour(f"{day}T09:00")
        return create_entry(register=works, unit=town or towns[0], values=given, final=True, by=alice, at=at)

    return make


def wanted(year: int, value: int, **changes) -> Wanted:
    return Wanted(
        indicator="signed", setter="county", year=year, value=Decimal(value), source="分解方案", **changes
    )


def test_targets_of_past_years_are_kept_missed_or_dropped(sign, alice, client_of, now):
    sign("甲", "2023-03-01")
    rows = actions.confirm_targets(
        wanted=[wanted(2023, 1), wanted(2022, 5), wanted(2021, 9)], by=alice, at=now
    )
    actions.withdraw_target(target_id=rows[2].pk, reason="任务调整", by=alice, at=now)
    client = client_of(alice)
    client.cookies["django_language"] = "en"

    page = client.get(f"/indicators/signed/?{QUERY}").content.decode()

    became = page.split("What became of the targets")[1].split("</table>")[0]
    assert [word for word in ("Kept", "Missed", "Dropped") if word in became] == ["Kept", "Missed", "Dropped"]
    assert "任务调整 (Alice, 2024-03-01)" in became


def test_target_that_another_replaced_was_not_dropped(works, alice, client_of, now):
    actions.confirm_targets(wanted=[wanted(2023, 1)], by=alice, at=now)
    actions.confirm_targets(wanted=[wanted(2023, 2)], by=alice, at=now)

    page = client_of(alice).get(f"/indicators/signed/?{QUERY}").content.decode()

    assert "→" not in page
    assert page.count("<td>分解方案</td>") == 1


def test_reading_is_corrected_on_the_page_and_names_what_it_replaces(works, alice, client_of, now):
    old = actions.enter_reading(
        indicator="rank", period="2024-01", value=Decimal(4), source="全市通报", by=alice, at=now
    )
    client = client_of(alice)

    client.post(
        "/indicators/rank/readings/",
        {
            "replaces": old.pk,
            "value": "3",
            "source": "全市通报更正",
            "reason": "通报有误",
            "nature": "actual",
        },
    )
    page = client.get("/indicators/rank/?period=2024").content.decode()

    new = Reading.objects.get(replaces=old)
    assert (new.value, new.period, new.source, new.reason) == (3, "2024-01", "全市通报更正", "通报有误")
    assert "更正2024-03-01的4：通报有误" in page
    assert page.count(f'name="replaces" value="{new.pk}"') == 1
    assert f'name="replaces" value="{old.pk}"' not in page


def test_forecast_is_told_from_what_was(works, alice, client_of, now):
    client = client_of(alice)

    client.post(
        "/indicators/rank/readings/",
        {"period": "2024", "value": "2", "source": "年度预测", "nature": "forecast"},
    )
    page = client.get("/indicators/rank/?period=2024").content.decode()

    assert Reading.objects.get().nature == "forecast"
    assert "预计" in page.split('id="readings"')[1] or "预测" in page.split('id="readings"')[1]


def test_definition_is_said_in_words_without_keys(works, alice, client_of):
    page = client_of(alice).get(f"/indicators/big/?{QUERY}").content.decode()

    assert "《工程台账》中“签约日期”在时期内，且投资额不低于100万元，且“外资”为是的条目的条数。" in page


def test_towns_that_share_a_place_are_joint_and_the_next_is_left_out(sign, towns, alice, client_of):
    for name, town in (("甲", towns[0]), ("乙", towns[1]), ("丙", towns[2]), ("丁", towns[2])):
        sign(name, "2024-02-01", town)

    page = client_of(alice).get(f"/indicators/signed_town/?{QUERY}").content.decode()

    places = [line.split("<")[0] for line in page.split('<td class="text-nowrap">')[1:] if "第" in line[:6]]
    assert places == ["第一", "并列第二", "并列第二"]


def test_months_that_have_not_begun_hold_no_zero(sign, alice, client_of):
    sign("甲", "2024-01-15")

    page = client_of(alice).get("/indicators/signed_town/?period=2024&as_of=2024-02-10").content.decode()

    (row,) = [each for each in page.split("<tr>") if "云坪镇</a></th>" in each]
    assert row.count("—") == 10


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/indicators/", "签约数"),
        ("/indicators/signed_town/", "云坪镇"),
        ("/indicators/signed/records/", "甲"),
        ("/indicators/signed/changes/", "甲"),
        ("/indicators/reporting/", "云坪镇"),
    ],
)
def test_table_leaves_as_a_sheet(sign, alice, client_of, address, words):
    sign("甲", "2024-02-01")
    client = client_of(alice)

    csv = client.get(f"{address}?{QUERY}&since=2024-01-01&format=csv").content.decode("utf-8-sig")
    sheet = client.get(f"{address}?{QUERY}&since=2024-01-01&format=xlsx").content

    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert words in csv
    assert any(words in str(cell) for row in rows for cell in row)


def test_what_changed_in_a_corrected_entry_is_named_with_its_old_and_new_value(sign, alice, client_of):
    entry = sign("甲", "2024-02-01")
    correct_entry(
        entry_id=entry.pk,
        values={"amount": "450万元"},
        reason="笔误",
        by=alice,
        at=at_hour("2024-03-05T09:00"),
    )
    address = f"/indicators/invested/changes/?{QUERY}&since=2024-02-20"

    response = client_of(alice).get(address)
    csv = client_of(alice).get(f"{address}&format=csv").content.decode("utf-8-sig")

    (item,) = response.context["items"]
    assert item["fields"] == (("投资额", "300万元", "450万元"),)
    assert "投资额: 300万元 → 450万元" in response.content.decode()
    assert "投资额: 300万元 → 450万元" in csv


def test_a_field_that_is_hidden_from_a_reader_is_not_named(sign, alice, county, client_of):
    """The lowest price is for those who keep the register: a reader sees that the entry was corrected, not this."""
    reader = factories.UserFactory(unit=county)
    factories.GrantFactory(user=reader, unit=county, role=Role.READ, area="all")
    entry = sign("甲", "2024-02-01", secret="10万元")
    correct_entry(
        entry_id=entry.pk,
        values={"secret": "20万元", "amount": "450万元"},
        reason="笔误",
        by=alice,
        at=at_hour("2024-03-05T09:00"),
    )
    address = f"/indicators/invested/changes/?{QUERY}&since=2024-02-20"

    for user, number in ((alice, 2), (reader, 1)):
        (item,) = client_of(user).get(address).context["items"]
        assert len(item["fields"]) == number


def test_two_days_are_compared_from_the_earlier_to_the_later(sign, alice, client_of):
    """Given the other way round, what came would be told as what went."""
    sign("甲", "2024-02-01")
    client, address = client_of(alice), "/indicators/signed/changes/?period=2024"

    ordered = client.get(f"{address}&since=2024-01-01&as_of=2024-06-30").context
    turned = client.get(f"{address}&since=2024-06-30&as_of=2024-01-01").context

    assert turned["difference"] == ordered["difference"] == "+1"
    assert turned["since"] == ordered["since"] == "2024-01-01"


def test_records_are_paged_and_all_of_them_exported(sign, alice, client_of):
    for number in range(60):
        sign(f"工程{number:02}", "2024-02-01")
    client = client_of(alice)

    page = client.get(f"/indicators/signed/records/?{QUERY}&page=2").content.decode()
    csv = client.get(f"/indicators/signed/records/?{QUERY}&format=csv").content.decode("utf-8-sig")

    assert page.count("/entries/") == 10
    assert len(csv.strip().splitlines()) == 61


def test_update_by_the_25th_is_in_time_and_one_after_it_stays_late(sign, towns, alice, works):
    """The ledger is kept every month by the 25th: two were touched in March, one of them on the 26th."""
    kept, late = sign("甲", "2024-01-10"), sign("乙", "2024-01-10", towns[1])
    for entry, day in ((kept, 24), (late, 26)):
        at = at_hour(f"2024-03-{day}T18:00")
        confirm_entry(entry_id=entry.pk, by=alice, at=at)

    found = reporting_of(Desk(alice), 2024, date(2024, 4, 1))

    by_unit = {unit.name: line.months[3] for unit, _place, line in found.units}
    assert {name: (each.due, each.in_time) for name, each in by_unit.items()} == {
        "云坪镇": (1, 1),
        "沙洲镇": (1, 0),
    }
    assert found.whole.months[3].ratio == Decimal("0.5")
    assert found.whole.months[4].ratio is None


def test_reporting_is_as_it_was_then_however_much_was_caught_up_with(sign, alice, works):
    entry = sign("甲", "2024-01-10")

    before = reporting_of(Desk(alice), 2024, date(2024, 4, 1)).whole.months[3]
    confirm_entry(entry_id=entry.pk, by=alice, at=at_hour("2024-03-29T09:00"))
    after = reporting_of(Desk(alice), 2024, date(2024, 4, 1)).whole.months[3]

    assert (before.due, before.in_time) == (after.due, after.in_time) == (1, 0)


def test_reporting_page_shows_only_units_of_ledgers_one_may_read(sign, nobody, charlie, alice, client_of):
    sign("甲", "2024-01-10")

    address = "/indicators/reporting/?period=2024&format=csv"
    shown = {
        who.username: "云坪镇" in client_of(who).get(address).content.decode()
        for who in (nobody, charlie, alice)
    }

    assert shown == {"nobody": False, "charlie": False, "alice": True}


PAGES = (
    "/indicators/",
    "/indicators/board/",
    "/indicators/signed_town/",
    "/indicators/big_share/",
    "/indicators/big_share/records/",
    "/indicators/signed/changes/",
    "/indicators/rank/",
    "/indicators/reporting/",
    "/indicators/locks/",
    "/indicators/commitments/",
)


@pytest.mark.parametrize("address", PAGES)
def test_page_asks_as_often_for_sixty_entries_as_for_ten(sign, towns, alice, client_of, now, address):
    client = client_of(alice)

    def fill(numbers: range) -> None:
        for number in numbers:
            sign(f"工程{number}", "2024-02-01", towns[number % 3], foreign="是")
            actions.enter_reading(
                indicator="rank", period=f"{1960 + number}", value=Decimal(4), source="通报", by=alice, at=now
            )
            lock = actions.lock_period(period=f"{1960 + number}", indicator="small", by=alice, at=now)
            actions.unlock_period(lock_id=lock.pk, reason="补报", by=alice, at=now)
            actions.confirm_targets(wanted=[wanted(1960 + number, number)], by=alice, at=now)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{address}?{QUERY}&since=2024-01-01").status_code == 200
        return len(found)

    fill(range(10))
    client.get(f"{address}?{QUERY}")
    few = queries()
    fill(range(10, 60))

    assert queries() == few

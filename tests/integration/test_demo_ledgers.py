"""The demo ledgers in the database: what the pack's own indicators count as of any day, and whole chains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from importlib import resources
from itertools import groupby

import pytest
from django.db import transaction
from django.db.models import Count, Sum
from django.test import override_settings

from nianlun.apps.audit.models import Event
from nianlun.apps.people.models import Holding, Unit, User
from nianlun.apps.people.queries import units_in_order
from nianlun.apps.registers.actions.carrying import preview
from nianlun.apps.registers.actions.imports import bring_sheet
from nianlun.apps.registers.models import Act, Entry, ImportBatch, Register, Version
from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.differences import table_difference
from nianlun.apps.registers.queries.duties import duties, floors
from nianlun.apps.registers.queries.rows import Ledger, ledger_for, rows_of
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.verification import verify
from nianlun.apps.registers.queries.work import my_work
from nianlun.web import demo
from nianlun.web.demo.ledgers import acts
from nianlun.web.demo.ledgers.loading import load_ledgers
from nianlun.web.demo.ledgers.times import SHANGHAI, end_of
from tests.packs import demo_catalog

CATALOG = demo_catalog()
REPORT, YEAR_END, LATER = date(2023, 10, 20), date(2023, 12, 31), date(2024, 1, 15)
NOW = datetime(2026, 11, 23, 18, tzinfo=SHANGHAI)
silent = partial(load_ledgers, password="a long one", at=NOW, progress=lambda *_: None)


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The county and its ledgers, loaded once for all tests of this module and then rolled back."""
    folder = tmp_path_factory.mktemp("demo")
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        override_settings(
            DATA_FOLDER=folder,
            MEDIA_ROOT=folder / "files",
            PACKS_FOLDER=demo.packs_folder(),
            PASSWORD_HASHERS=hashers,
        ),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        demo.load_county(at=NOW)
        silent()
        yield
        transaction.set_rollback(True)


def ledger(register: str) -> Ledger:
    admin = User.objects.get(username="admin")
    return ledger_for(admin, Register.objects.select_related("current").get(key=register))


def rows(key: str, day: date, year: int = 2023):
    """Rows an indicator of the pack counts in a year, as known at the end of a day."""
    indicator, at = CATALOG.indicators[key], end_of(day)
    book = ledger(indicator.register)
    found = rows_of(book, TableRequest(as_of=at, with_drafts=False))
    found = found.filter(where(book, found, indicator.where, at))
    if indicator.date:
        columns = book.columns(book.definition.field_by_key[indicator.date])
        found = found.filter(
            **{f"{columns[0]}__gte": date(year, 1, 1), f"{columns[-1]}__lte": date(year, 12, 31)}
        )
    return found


def count(key: str, day: date = REPORT) -> int:
    return rows(key, day).count()


def total(key: str, field: str, day: date = REPORT, year: int = 2023) -> float:
    book = ledger(CATALOG.indicators[key].register)
    column = book.columns(book.definition.field_by_key[field])[0]
    return rows(key, day, year).aggregate(total=Sum(column))["total"]


def percent(part: float, whole: float, places: int) -> float:
    return round(100 * part / whole, places)


@pytest.mark.django_db
def test_units_stand_in_the_order_of_an_office_list():
    """Bureaus, then streets, then towns, each village below its own."""
    kinds = [unit.kind for unit in units_in_order() if unit.depth == 1]

    assert [kind for kind, _ in groupby(kinds)] == ["bureau", "street", "town"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("indicator", "number"),
    [
        ("signed_city", 21),
        ("signed_city_started", 7),
        ("signed_conference", 48),
        ("projects_new", 22),
        ("projects_new_single_plant", 18),
        ("projects_high_quality", 4),
        ("hq_city", 9),
        ("hq_county", 15),
        ("landing_projects", 33),
        ("landing_plants", 18),
        ("landing_in_statistics", 13),
        ("landing_with_land", 8),
        ("landing_landed", 21),
        ("talks_projects", 24),
        ("talks_imminent", 10),
        ("talks_deep", 8),
        ("talks_early", 6),
        ("talks_signed", 15),
        ("push_projects", 21),
        ("push_plants", 16),
        ("push_in_statistics", 10),
        ("push_with_land", 5),
        ("push_landed", 15),
        ("foreign_projects", 18),
        ("visits_firms", 618),
        ("leads_valid", 70),
        ("leads_signed", 22),
        ("leads_headquarters", 7),
        ("leads_fund", 1),
        ("leads_landed", 1),
        ("leads_partner", 40),
        ("funds_partner", 5),
        ("trips_county", 17),
        ("trips_heads", 116),
        ("chain_firms", 142),
        ("chain_firms_europe", 59),
        ("chain_firms_signed", 14),
        ("talent_doctors", 4),
        ("talent_plan", 3),
        ("talent_startups", 3),
    ],
)
def test_indicator_counts_what_the_report_prints(indicator: str, number: int):
    assert count(indicator) == number


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("indicator", "passage"),
    [
        ("projects_new", "新招引亿元以上产业项目{}个"),
        ("projects_new_single_plant", "单体制造业项目{}个"),
        ("projects_started", "新开工亿元以上产业项目{}个"),
        ("projects_started_plants", "其中制造业项目{}个"),
        ("hq_city", "新引进市级总部回归项目{}个"),
        ("visits_firms", "全年驻点走访企业{}家"),
        ("leads_valid", "收集有效项目信息{}条"),
        ("trips_county", "县主要领导带队外出招商{}次"),
        ("trips_heads", "各镇街主要负责人外出招商{}次"),
        ("landing_projects", "年内拟落地项目{}个"),
        ("landing_in_statistics", "已入统{}个"),
        ("landing_with_land", "已取得土地{}个"),
        ("talks_signed", "24个在谈项目中已签约{}个"),
        ("push_landed", "21个攻坚项目中已落地{}个"),
        ("signed_city", "市级集中签约仪式签约的{}个项目"),
        ("signed_city_started", "已开工{}个，开工率40%"),
    ],
)
def test_report_in_the_library_prints_what_the_ledgers_count_at_the_end_of_the_year(
    indicator: str, passage: str
):
    report = (
        resources.files("nianlun.web.demo") / "samples" / "县投资促进中心2023年工作总结和2024年工作思路.txt"
    )

    counted = count(indicator, YEAR_END)

    assert passage.format(counted) in report.read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "whole", "places", "printed"),
    [
        ("signed_city_started", "signed_city", 2, 33.33),
        ("landing_landed", "landing_projects", 1, 63.6),
        ("talks_signed", "talks_projects", 1, 62.5),
        ("push_landed", "push_projects", 2, 71.43),
    ],
)
def test_share_is_the_printed_one(part: str, whole: str, places: int, printed: float):
    assert percent(count(part), count(whole), places) == printed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("indicator", "setter", "places", "printed"),
    [
        ("projects_new", "county", 1, 66.7),
        ("projects_new", "city", 0, 88),
        ("projects_new_single_plant", "city", 1, 112.5),
        ("projects_high_quality", "city", 0, 200),
        ("hq_city", "city", 0, 90),
        ("hq_county", "county", 0, 60),
    ],
)
def test_completion_is_the_printed_one(indicator: str, setter: str, places: int, printed: float):
    target = next(
        each.value
        for contents in CATALOG.packs
        for each in contents.targets
        if (each.indicator, each.setter, each.year) == (indicator, setter, 2023)
    )

    assert percent(count(indicator), float(target), places) == printed


@pytest.mark.django_db
def test_foreign_capital_has_grown_as_printed():
    this_year, last_year = (total("foreign_capital", "amount", year=year) for year in (2023, 2022))

    assert percent(this_year - last_year, last_year, 2) == 168.99
    assert percent(this_year, 5000 * 10_000, 2) == 12.14
    assert percent(this_year, 4640 * 10_000, 2) == 13.08
    assert percent(total("foreign_high_tech", "amount"), 1500 * 10_000, 2) == 6.62


@pytest.mark.django_db
def test_sums_are_those_of_the_report():
    assert total("trips_counterparts", "counterparts") == 297
    assert total("liaison_sessions", "persons") == 43
    assert total("liaison_conference", "persons") == 85
    assert total("liaison_regard", "persons") == 125


@pytest.mark.django_db
def test_visits_are_those_of_five_groups_and_22_officers():
    book = ledger("visits")
    group, officer = (book.columns(book.definition.field_by_key[key])[0] for key in ("area_group", "officer"))
    found = rows("visits_firms", REPORT).aggregate(
        groups=Count(group, distinct=True), officers=Count(officer, distinct=True)
    )

    assert found == {"groups": 5, "officers": 22}


@pytest.mark.django_db
def test_other_days_have_other_numbers():
    known = {
        day: {
            key: count(key, day)
            for key in ("signed_city", "signed_city_started", "projects_new", "visits_firms")
        }
        for day in (REPORT, YEAR_END, LATER)
    }

    assert known[YEAR_END]["signed_city"] == 25
    assert (known[YEAR_END]["signed_city_started"], known[LATER]["signed_city_started"]) == (10, 11)
    assert (known[YEAR_END]["projects_new"], known[LATER]["projects_new"]) == (27, 28)
    assert (count("landing_landed", YEAR_END), count("landing_landed", LATER)) == (23, 24)
    assert known[YEAR_END]["visits_firms"] > known[REPORT]["visits_firms"] + 100


@pytest.mark.django_db
def test_two_corrections_lie_between_october_and_the_end_of_the_year():
    admin = User.objects.get(username="admin")
    register = Register.objects.get(key="projects")

    found = table_difference(admin, register, since=end_of(REPORT), until=end_of(YEAR_END))

    assert found.corrected == 2
    start, sum_ = Version.objects.filter(register=register, act=Act.CORRECTED).order_by("recorded_at")
    started = ledger("projects").definition.field_by_key["started_on"].id
    assert str(started) in start.corrects.values
    assert str(started) not in start.values
    invested = str(ledger("projects").definition.field_by_key["invest_total"].id)
    assert float(sum_.corrects.values[invested]) == 10 * float(sum_.values[invested])


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "enough"), [(REPORT, True), (date(2023, 7, 14), False), (YEAR_END, True)])
def test_reserve_falls_below_its_floor_in_july_only(day: date, enough: bool):
    (floor,) = floors(ledger("reserve"), at=end_of(day))

    assert floor.is_met is enough


@pytest.mark.django_db
def test_some_heads_led_no_trip_in_august():
    (duty,) = duties(ledger("trips"), day=date(2023, 8, 31), at=end_of(YEAR_END))

    assert [unit.name for unit in duty.lacking] == ["桐岭镇", "松源乡"]


@pytest.mark.django_db
def test_front_page_has_something_due_late_changed_and_returned():
    work = my_work(User.objects.get(username="invest"), at=NOW, today=NOW.date())
    by_key = {each.ledger.register.key: each for each in work.registers}

    assert by_key["projects"].returned == 1
    assert by_key["leads"].drafts == 2
    assert sum(each.late for each in by_key["projects"].rounds) >= 3
    assert sum(each.waiting for each in by_key["projects"].rounds) >= 10
    assert 0 < work.late < 60
    assert work.changes


@pytest.mark.django_db
def test_town_sees_its_own_work_and_no_floor_of_the_office():
    work = my_work(User.objects.get(username="yunping"), at=NOW, today=NOW.date())

    assert not any(each.floors for each in work.registers)
    assert sum(each.returned for each in work.registers) == 1
    assert work.waiting
    assert {version.unit.name for version in work.changes} <= {"云坪镇"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["invest", "office", "yunping", "auditor"])
def test_start_page_asks_the_database_little(name, client_of, django_assert_max_num_queries):
    browser = client_of(User.objects.get(username=name))
    browser.get("/")

    with django_assert_max_num_queries(40):
        page = browser.get("/")

    assert page.context["my_work"]["works"]


@pytest.mark.django_db
def test_every_ledger_has_the_office_for_its_maintainer():
    keepers = set(Register.objects.filter(pack="investment").values_list("maintainer__name", flat=True))

    assert keepers == {"县投资促进中心"}


@pytest.mark.django_db
def test_chains_are_whole_and_every_act_left_a_version_and_an_event():
    seen = verify()

    assert seen.findings == []
    assert seen.versions == Version.objects.count() == len(acts())
    confirmed = Event.objects.filter(kind="register.bulk_confirmed")
    alone = Event.objects.filter(subject_type="registers.entry").count()
    assert alone + sum(len(event.detail["entries"]) for event in confirmed) == len(acts())


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    before = (Entry.objects.count(), Version.objects.count(), Event.objects.count())

    silent()

    assert (Entry.objects.count(), Version.objects.count(), Event.objects.count()) == before


@pytest.mark.django_db
def test_posts_have_holders_a_and_b():
    held = Holding.objects.filter(post__unit__name="县投资促进中心", post__title="台账管理岗")

    assert {each.rank for each in held.filter(until_on__isnull=True)} == {"A", "B", "stand_in"}
    assert held.filter(until_on__isnull=False).count() == 1
    assert Holding.objects.values("post__unit").distinct().count() >= 20


@pytest.mark.django_db
def test_pasted_sample_names_its_three_bad_cells():
    content = (resources.files("nianlun.web.demo") / "samples" / "招商线索200行.tsv").read_bytes()
    keeper = User.objects.get(username="invest")
    batch = bring_sheet(
        register=Register.objects.get(key="leads"),
        unit=Unit.objects.get(name="县投资促进中心"),
        name="招商线索200行.tsv",
        content=content,
        by=keeper,
        at=NOW,
        form=ImportBatch.Form.PASTE,
    )

    plan = preview(batch=batch, by=keeper, at=NOW)

    assert len(plan.rows) == 200
    assert [each.cell for each in plan.bad_cells] == ["C38", "D97", "G159"]
    assert plan.count("new") == 197

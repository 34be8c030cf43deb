"""What the annual summary of the demo prints as of 20 October 2023, counted from its ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from nianlun.apps.indicators.exporting import completions
from nianlun.apps.indicators.queries.counting import IndexHistory
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.ring import ring_of
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register
from nianlun.define.reading.periods import year_of
from nianlun.reckon.amounts import shown
from nianlun.reckon.changes import Why, change
from nianlun.web import demo
from nianlun.web.demo.ledgers.loading import load_ledgers
from nianlun.web.demo.ledgers.times import SHANGHAI
from nianlun.web.demo.readings import load_readings

NOW = datetime(2026, 11, 23, 18, tzinfo=SHANGHAI)
REPORT, YEAR_END = date(2023, 10, 20), date(2023, 12, 31)
QUERY = "period=2023&as_of=2023-10-20"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The county, its ledgers and its readings, loaded once and then rolled back."""
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
        load_ledgers(password="a long one", at=NOW, progress=lambda *_: None)
        load_readings()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def desk() -> Desk:
    return Desk(User.objects.get(username="invest"))


def asked(desk: Desk, day: date = REPORT):
    return desk.question(year_of(2023), day)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("signed_city", "21"),
        ("signed_city_started", "7"),
        ("signed_city_start_rate", "33.33"),
        ("projects_new", "22"),
        ("projects_new_single_plant", "18"),
        ("projects_high_quality", "4"),
        ("landing_projects", "33"),
        ("landing_in_statistics", "13"),
        ("landing_with_land", "8"),
        ("landing_rate", "63.6"),
        ("talks_projects", "24"),
        ("talks_signed", "15"),
        ("talks_rate", "62.5"),
        ("push_projects", "21"),
        ("push_in_statistics", "10"),
        ("push_with_land", "5"),
        ("push_rate", "71.43"),
        ("visits_firms", "618"),
        ("trips_county", "17"),
        ("trips_heads", "116"),
        ("foreign_growth", "168.99"),
        ("projects_new_city_rank", "4"),
        ("hq_tax", "1.28"),
    ],
)
def test_number_is_the_printed_one(desk, key, printed):
    result = desk.ask(key, asked(desk))

    assert shown(result.value, desk.seen[key]) == printed
    assert desk.totals([(key, asked(desk))])[key, asked(desk)].value == result.value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "setter", "percent"),
    [
        ("projects_new", "county", 66.7),
        ("projects_new", "city", 88.0),
        ("projects_new_single_plant", "city", 112.5),
        ("projects_high_quality", "city", 200.0),
    ],
)
def test_completion_is_never_clamped(desk, key, setter, percent):
    (found,) = [each for each in completions(desk, key, asked(desk)) if each["setter"] == setter]

    assert round(100 * float(found["completion"]), 1) == percent


@pytest.mark.django_db
def test_share_carries_the_entries_above_and_below_the_line(desk):
    result = desk.ask("landing_rate", asked(desk))

    assert (len(result.over), len(result.under)) == (21, 33)
    assert {each.entry for each in result.over} <= {each.entry for each in result.under}


@pytest.mark.django_db
def test_year_end_differs_by_entries_that_add_up(desk):
    before, after = (desk.ask("projects_new", asked(desk, day)) for day in (REPORT, YEAR_END))
    history = IndexHistory(desk.books, desk.catalog.indicators)
    history.look_at(before, after)

    found = change(before, after, desk.reckoner, history)

    assert found.difference == 5
    assert sum(item.part for item in found.items) == 5
    assert Why.ADDED in {item.why for item in found.items} | {Why.ADVANCED}


@pytest.mark.django_db
def test_ring_has_twelve_sectors_and_the_future_is_empty(desk):
    ring = ring_of(desk, 2023, REPORT)

    assert all(len(goal.sectors) == 12 for goal in ring.goals)
    by_key = {goal.indicator.key: goal for goal in ring.goals}
    assert [each.mark for each in by_key["projects_new_single_plant"].sectors[9:]] == [
        "met",
        "future",
        "future",
    ]


PAGES = (
    f"/indicators/?{QUERY}",
    f"/indicators/board/?{QUERY}",
    f"/indicators/landing_rate/?{QUERY}",
    f"/indicators/landing_rate/records/?{QUERY}&part=1",
    f"/indicators/projects_new/?{QUERY}",
    "/indicators/projects_new/changes/?period=2023&as_of=2023-12-31&since=2023-10-20",
    f"/indicators/projects_new_city_rank/?{QUERY}",
    "/indicators/commitments/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_opens_with_few_queries_whoever_asks(address, language):
    client = Client(headers={"accept-language": language})
    client.force_login(User.objects.get(username="invest"))
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)

    assert response.status_code == 200
    assert len(queries) <= 30 + Register.objects.count(), [len(queries), Register.objects.count()]


@pytest.mark.django_db
def test_records_of_the_rate_link_to_entries_as_of_the_day():
    client = Client()
    client.force_login(User.objects.get(username="invest"))

    page = client.get(f"/indicators/landing_rate/records/?{QUERY}").content.decode()

    assert "63.6" in page
    assert page.count("?as_of=2023-10-20") == 21


@pytest.mark.django_db
def test_number_does_not_depend_on_who_looks():
    seen = {
        Desk(User.objects.get(username=name))
        .ask("projects_new", asked(Desk(User.objects.get(username=name))))
        .value
        for name in ("admin", "invest", "yunping")
    }

    assert seen == {22}

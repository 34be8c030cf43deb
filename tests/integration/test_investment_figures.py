"""What the investment office asked of its figures, row by row, with the pack as it is shipped.

`docs/coverage.md` names these tests beside the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from nianlun.apps.indicators.actions import Wanted, confirm_targets, enter_reading
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.laggards import laggards_of
from nianlun.apps.indicators.queries.series import series_of
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.matches import matchings_of
from nianlun.apps.reports.actions import compose_report
from nianlun.apps.reports.paper import markdown_of
from nianlun.define.reading.periods import read_period
from nianlun.reckon.results import Result
from tests import factories
from tests.integration.test_investment_rows import Office, applied, office, on, push  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
QUERY = "period=2023&as_of=2023-10-20"


@pytest.fixture
def value(office: Office) -> Callable[..., Result]:  # noqa: F811 - the fixture
    """An indicator of 2023 as of 20 October."""

    def ask(
        key: str, period: str = "2023", as_of: date = date(2023, 10, 20), unit: int | None = None
    ) -> Result:
        desk = Desk(office.keeper)
        return desk.ask(key, desk.question(read_period(period), as_of, unit))

    return ask


@pytest.fixture
def page(office: Office, client_of: Callable[[User | None], Client]) -> Callable[[str], str]:  # noqa: F811
    """A page as the office sees it, in Chinese."""
    client = client_of(office.keeper)
    client.cookies["django_language"] = "zh-hans"
    return lambda address: client.get(address).content.decode()


def signed(office: Office, name: str, day: str, **values) -> None:  # noqa: F811
    office.project(name, day, recognised_on=day, **values)


def test_s1_3_completion_stands_by_setter_with_growth_place_and_reading(office, value, page, now):  # noqa: F811
    """22 of 33 is 66.67 % of the county's target; the pack knows the city's 25."""
    for number in range(22):
        signed(office, f"项目{number}", "2023-09-01")
    office.project("上年", "2022-09-01", recognised_on="2022-09-01", planned_on="2022-01-10")
    enter_reading(
        indicator="projects_new_city_rank", period="2023", value=Decimal(4), source="全市通报", by=office.keeper,
        at=on("2023-10-20"),
    )  # fmt: skip
    confirm_targets(
        wanted=[
            Wanted(
                indicator="projects_new", setter=setter, year=2023, value=Decimal(number), source="分解方案"
            )
            for setter, number in (("county", 33), ("city", 25))
        ],
        by=office.keeper,
        at=on("2023-10-20"),
    )

    shown = page(f"/indicators/projects_new/?{QUERY}")

    assert value("projects_new").value == 22
    assert "县定 33个" in shown
    assert "66.67%" in shown
    assert "市定 25个" in shown
    assert "88%" in shown
    assert "+2100%" in shown
    assert f">{office.town}</a></th>" in shown
    assert value("projects_new_city_rank").value == 4


def test_s1_3_sheet_of_next_years_targets_leaves_as_a_file(office, page):  # noqa: F811
    confirm_targets(
        wanted=[
            Wanted(indicator=key, setter="county", year=2031, value=Decimal(number), source="2031年工作思路")
            for key, number in (("projects_new", 36), ("projects_started", 25))
        ],
        by=office.keeper,
        at=on("2023-10-20"),
    )

    lines = page("/indicators/?period=2031&format=csv").splitlines()

    assert [line.rsplit(",", 1)[1].split()[1] for line in lines if "县定" in line] == ["25个", "36个"]


def test_s1_9_nodes_counted_back_stand_on_the_calendar_page(office, page):  # noqa: F811
    push(office)

    shown = page("/registers/projects/calendar/?month=2023-12")

    assert "进场" in shown
    assert "泵阀产业园" in shown


def test_s1_14_days_in_each_stage_are_figures(office, value):  # noqa: F811
    for title, talks, appraisal in (
        ("电池", "2023-03-06", "2023-03-20"),
        ("机器人", "2023-03-10", "2023-03-16"),
    ):
        office.add(
            "leads", title=title, firm="禾电", received_on="2023-03-01", visited_on="2023-03-06",
            visiting_on=talks, appraising_on=appraisal,
        )  # fmt: skip

    assert value("leads_days_collecting").value == 7
    assert value("leads_days_visiting").value == 10
    assert value("leads_days_appraising").value is None


def test_s1_16_resources_are_ranked_for_a_need_with_what_speaks_for_them(office, page):  # noqa: F811
    """65 mu of land: of three plots the one that leaves least over comes first, the small one last, a plant not at all."""
    project = office.project("泵阀产业园")
    for name, kind, area in (
        ("大地块", "土地", "300亩"), ("小地块", "土地", "20亩"), ("合适地块", "土地", "70亩"), ("厂房", "厂房", "80亩"),
    ):  # fmt: skip
        office.add("resources", name=name, kind=kind, area=area)
    taken = office.add("resources", name="已留地块", kind="土地", area="66亩")
    office.move(taken, "reserved", "2023-04-02", project=project.code)
    need = office.add(
        "needs", need="用地65亩", project=project.code, kind="土地", area="65亩", raised_on="2023-04-01"
    )

    (found,) = matchings_of(office.keeper, entry_page(office.keeper, need.pk), today=date(2023, 4, 10))
    shown = page(f"/entries/{need.pk}/matches/")

    ranking = [
        (match.row.values["name"], [(each.field.key, each.fits) for each in match.reasons])
        for match in found.matches
    ]
    assert ranking == [
        ("合适地块", [("kind", True), ("area", True)]),
        ("大地块", [("kind", True), ("area", True)]),
        ("小地块", [("kind", True), ("area", False)]),
    ]
    assert shown.index("合适地块") < shown.index("大地块") < shown.index("小地块")
    assert "厂房" not in shown
    assert "已留地块" not in shown


@pytest.fixture
def towns(office: Office, county: Unit) -> list[Unit]:  # noqa: F811
    """Five towns; the first three brought in a project early, the fourth in August, the fifth nothing."""
    names = ("甲镇", "乙镇", "丙镇", "丁镇", "戊镇")
    found = [factories.UnitFactory(name=name, kind="town", parent=county) for name in names]
    for town, day in zip(found, ("2023-02-01", "2023-03-01", "2023-04-01", "2023-08-10"), strict=False):
        signed(office, f"{town}项目", day, town=town.name)
    signed(office, "沿江项目", "2023-02-01")
    return found


def behind(office: Office, day: date) -> dict[str, tuple[int, bool]]:  # noqa: F811
    desk = Desk(office.keeper)
    found = laggards_of(desk, desk.indicator("projects_new"), day)
    return {each.unit.name: (each.months, each.is_for_interview) for each in found.laggards}


def test_s1_19_letter_after_one_month_behind_and_interview_after_two(office, towns):  # noqa: F811
    assert behind(office, date(2023, 1, 31)) == {}, "all alike: nobody is behind"
    assert behind(office, date(2023, 2, 28)) == {}, "four are level: none of them is among the last three"
    assert behind(office, date(2023, 3, 31)) == dict.fromkeys(("丙镇", "丁镇", "戊镇"), (1, False))
    assert behind(office, date(2023, 4, 30)) == {"丁镇": (2, True), "戊镇": (2, True)}
    assert behind(office, date(2023, 8, 31)) == {"戊镇": (6, True)}, "each month since March counts"


def test_s1_19_page_says_who_gets_a_letter_and_who_is_called_in(office, towns, page):  # noqa: F811
    level, first, second = (
        page(f"/indicators/projects_new/laggards/?period=2023&as_of={day}")
        for day in ("2023-02-28", "2023-03-31", "2023-04-30")
    )

    assert "其余4个单位均为0个，并列，不列入后3位。" in level
    assert ("提醒函</span>" in level, "都一样" in level) == (False, False)
    assert (first.count(">提醒函</span>"), first.count(">约谈</span>")) == (3, 0)
    assert (second.count(">约谈</span>"), "其余" in second) == (2, False)


def test_s1_18_appraisal_weighs_what_was_done_and_places_the_towns(office, towns, value):  # noqa: F811
    """4 for a new project, 2 for a signing, 3 for a start, 1 for a trip of the head."""
    project = office.project("戊镇泵阀", "2023-05-01", town="戊镇", recognised_on="2023-05-01")
    office.move(project, "signed", "2023-05-02", signed_on="2023-05-02", occasion="市级集中签约仪式")
    office.move(project, "started", "2023-07-01", started_on="2023-07-01")
    office.add(
        "trips", destination="深圳", unit_sent="戊镇", led_by="乡镇（平台）主要领导", left_on="2023-08-02",
        back_on="2023-08-04",
    )  # fmt: skip

    scores = {town.name: value("appraisal_score", unit=town.pk).value for town in towns}
    desk = Desk(office.keeper)
    lines = series_of(
        desk, desk.indicator("appraisal_score"), desk.question(read_period("2023"), date(2023, 10, 20))
    ).lines

    assert scores == {"甲镇": 4, "乙镇": 4, "丙镇": 4, "丁镇": 4, "戊镇": 10}
    assert [(line.unit.name, line.place.place, line.place.tied) for line in lines[:2]] == [
        ("戊镇", 1, False),
        ("沿江镇", 2, True),
    ]


def test_s1_19_letter_to_a_laggard_prints_its_figures_and_its_place(office, towns):  # noqa: F811
    town = towns[-1]

    letter = compose_report(
        template="investment/reminder_letter",
        unit=town,
        as_of=date(2023, 8, 31),
        by=office.keeper,
        at=on("2023-09-01"),
    )

    words = markdown_of(letter).decode()
    assert "戊镇：" in words
    assert "新招引亿元以上产业项目0个，列各乡镇（平台）第六" in words

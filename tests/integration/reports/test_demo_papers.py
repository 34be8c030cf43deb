"""The papers of the demo as they are printed: counted from its ledgers as of their days, numbered, with charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from nianlun.apps.people.models import User
from nianlun.apps.registers.definitions.installed import installed
from nianlun.apps.registers.models import Register, Version
from nianlun.apps.reports.actions import compose_report
from nianlun.apps.reports.models import Report, State
from nianlun.apps.reports.paper import markdown_of
from nianlun.apps.reports.queries import facts_of, pieces_of, templates
from nianlun.apps.reports.verifying import Verdict, check_facts
from nianlun.web import demo
from nianlun.web.demo.ledgers.loading import load_ledgers
from nianlun.web.demo.ledgers.times import SHANGHAI
from nianlun.web.demo.papers import ISSUES, load_papers
from nianlun.web.demo.readings import load_readings

NOW = datetime(2026, 11, 23, 18, tzinfo=SHANGHAI)
pytestmark = pytest.mark.django_db


@pytest.fixture
def pack() -> None:
    """No county's own pack: the shipped ones."""


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The demo with its papers, loaded once and then rolled back."""
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
        load_papers(progress=lambda *_: None)
        yield
        transaction.set_rollback(True)


def paper(template: str, as_of: str) -> Report:
    return Report.objects.get(template=f"investment/{template}", as_of=as_of)


def words(template: str, as_of: str) -> str:
    return markdown_of(paper(template, as_of)).decode()


@pytest.mark.parametrize(
    "sentence",
    [
        "签约产业项目21个，年内已开工7个，开工率33.33%",
        "新招引亿元以上产业项目22个，完成县定任务的66.7%，完成市定任务的88%，完成率居全市第四",
        "其中单体制造业项目18个，完成市定任务的112.5%",
        "500强等高质量项目4个，完成市定任务的200%",
        "总部回归税收1.28亿元",
        "清单33个",
        "已入统13个，已取得土地8个，落地率63.6%",
        "重点在谈项目24个",
        "已签约15个，签约率62.5%",
        "重点攻坚项目21个",
        "已入统10个，已取得土地5个，落地率71.43%",
        "走访企业618家",
        "县主要领导外出招商17次，乡镇（平台）主要领导外出招商116次",
        "同比增长168.99%",
        "重点外资项目18个",
        "目标企业142家",
    ],
)
def test_annual_summary_prints_what_is_counted(sentence):
    assert sentence in words("annual", "2023-10-20")


def test_annual_summary_says_a_fall_in_words_and_not_by_a_minus():
    """同比下降18.37%, not 同比增长-18.37%."""
    summary = paper("annual", "2023-10-20")
    later = compose_report(
        template=summary.template, unit=summary.unit, as_of=date(2024, 12, 31), by=summary.composed_by, at=NOW
    )

    assert "，同比下降18.37%，" in markdown_of(later).decode()


def test_every_paper_is_issued_with_a_number_and_a_chart():
    reports = list(Report.objects.all())

    assert len(reports) == len(ISSUES)
    assert {each.state for each in reports} == {State.ISSUED}
    assert len({each.reference for each in reports}) >= 5
    for each in reports:
        assert any(piece.kind == "chart" for piece in pieces_of(each)), each


@pytest.mark.parametrize(
    ("template", "as_of"),
    [
        ("weekly_bulletin", "2023-10-20"),
        ("monthly_notice", "2023-10-31"),
        ("quarterly_rating", "2023-09-30"),
    ],
)
def test_ranking_names_sixteen_towns_and_streets(template, as_of):
    rows = re.findall(r"^\| (?:并列)?第\S+ \| (\S+[镇乡]|\S+街道) \|", words(template, as_of), re.MULTILINE)

    assert len(set(rows)) == len(rows) == 16


def test_bulletin_says_first_what_happened_in_its_week():
    """New, signed and visited from Monday to Sunday of the week of the day, each with the records it counts."""
    facts = facts_of(paper("weekly_bulletin", "2023-11-17"))
    visits = Register.objects.get(key="visits")
    field = str(installed().catalog.registers["visits"].field_by_key["visited_on"].id)
    at = datetime(2023, 11, 17, 23, 59, 59, tzinfo=SHANGHAI)
    rows = Version.objects.filter(register=visits, recorded_at__lte=at).order_by("entry", "number")
    known = dict(rows.values_list("entry", "values"))
    wanted = sum("2023-11-13" <= each.get(field, "") <= "2023-11-19" for each in known.values())

    text = words("weekly_bulletin", "2023-11-17")
    said = text.split("本周概况")[1].split("截至")[0]

    assert re.search(r"本周，全县新招引亿元以上产业项目\d+个，签约项目\d+个，驻点走访企业\d+家。", said)
    assert f"驻点走访企业{wanted}家" in said
    assert facts["visits_firms/2023-W46"].period == "2023-W46"
    assert len(facts["visits_firms/2023-W46"].over) == wanted


def test_numbers_of_the_week_are_counted_again_like_all_others():
    report = paper("weekly_bulletin", "2023-10-20")
    template = templates()[report.template].definition
    facts = [each for each in facts_of(report).values() if each.id.endswith("/2023-W42")]

    checked = check_facts(facts, template, now=NOW)

    assert len(facts) == 3
    assert {each.verdict for each in checked} <= {Verdict.SAME, Verdict.CHANGED}


def test_bulletin_after_a_correction_carries_it():
    assert "更正上期" not in words("weekly_bulletin", "2023-10-20")
    assert "XM-2023-0080" in words("weekly_bulletin", "2023-11-17").split("更正\n")[-1]


def test_loading_again_adds_nothing_and_loses_nothing():
    before = list(Report.objects.values_list("pk", "reference"))

    again = load_papers(progress=lambda *_: None)

    assert again == 0
    assert list(Report.objects.values_list("pk", "reference")) == before


def test_first_page_leads_to_the_annual_summary_and_opens_on_its_year():
    client = Client()
    client.force_login(User.objects.get(username="invest"))

    response = client.get("/")

    assert reverse("reports:report", args=[paper("annual", "2023-10-20").pk]) in response.content.decode()
    assert response.context["ring"]["year"] == 2023


def test_pages_of_indicators_open_on_the_year_of_the_first_page():
    client = Client()
    client.force_login(User.objects.get(username="invest"))

    ring, asked = (
        client.get(reverse(f"indicators:{name}", args=more)).context["asked"]["period"]
        for name, more in (("home", ()), ("indicator", ("projects_new",)))
    )

    assert ring == asked == "2023"


def test_list_is_narrowed_to_papers_that_print_an_indicator():
    client = Client()
    client.force_login(User.objects.get(username="invest"))

    rows = client.get(reverse("reports:list"), {"indicator": "landing_rate"}).context["rows"]

    assert [each.template for each, _ in rows] == ["investment/annual"]


def test_form_tells_what_is_wrong_before_anything_is_composed():
    client = Client()
    user = User.objects.get(username="invest")
    client.force_login(user)
    asked = {"template": "investment/annual", "unit": user.unit_id, "as_of": "2026-11-20", "look": "1"}
    before = Report.objects.count()

    found = client.post(reverse("reports:compose"), asked).context["preview"]

    assert Report.objects.count() == before
    assert "hq_tax" in {each.indicator for each in found.missing}
    assert "projects" in {register.key for register, _ in found.late}
    assert found.last == paper("annual", "2023-10-20")

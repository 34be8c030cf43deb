"""The ring closed: the plan of a real report becomes targets, and a year later the summary says what became of each."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import html

from nianlun.apps.indicators.actions import judge_pledge, withdraw_target
from nianlun.apps.indicators.models import Pledge, Target
from nianlun.apps.library.actions.imports import Delivered, start_import
from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import Access, Document
from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions import apply_packs, create_entry
from nianlun.apps.registers.models import Register
from nianlun.apps.reports import actions
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.paper import word_of
from nianlun.apps.reports.queries import facts_of
from nianlun.text.readers import extract
from nianlun.text.reading import read
from nianlun.web import demo
from tests.integration.reports.conftest import checked, words_of
from tests.need import material

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(material() is None, reason="no ../shared/material"),
]
TAKEN = datetime(2024, 1, 15, 2, 0, tzinfo=UTC)
DURING = datetime(2024, 9, 2, 2, 0, tzinfo=UTC)
YEAR_END = date(2024, 12, 31)
COMPOSED = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
PROMISED = {
    ("projects_started", 25),
    ("projects_started_plants", 16),
    ("projects_high_quality", 2),
    ("hq_city", 10),
    ("hq_county", 20),
    ("talent_startups", 1),
    ("associations_founded", 2),
    ("liaison_home_visits", 2),
}


@pytest.fixture
def plan(county: Unit, alice: User, settings) -> Document:
    """The first report of the shared material, imported; it plans 2024."""
    settings.PACKS_FOLDER = demo.packs_folder()
    apply_packs(by=system_user(), at=TAKEN, packs=("investment", "qinghe"))
    path = Path(material() or "") / "summaries-2023.txt"
    job = start_import(
        files=[Delivered(path.name, lambda: io.BytesIO(path.read_bytes()))],
        unit=county,
        access=Access.UNIT,
        by=alice,
        at=TAKEN,
        in_background=False,
    )
    work(job.pk, clock=lambda: TAKEN)
    return Document.objects.filter(plan_year=2024).order_by("pk")[0]


def ticked(page: bytes) -> dict[str, object]:
    """What the page sends when nothing on it is touched."""
    sent: dict[str, object] = {"commitment": []}
    for each in html.fromstring(page).xpath("//*[@name][@form='take' or ancestor::form[@id='take']]"):
        name = each.get("name")
        if each.tag == "select":
            chosen = [one.get("value") for one in each.iter("option") if "selected" in one.attrib]
            sent[name] = chosen[0] if chosen else ""
        elif name == "commitment":
            sent["commitment"] += [each.get("value")] if "checked" in each.attrib else []
        else:
            sent[name] = each.get("value")
    return sent


@pytest.fixture
def taken(plan: Document, alice: User, client_of) -> Document:
    """Taken over as the page proposes it, with the first two commitments in words."""
    where = f"/indicators/commitments/{plan.pk}/"
    client = client_of(alice)
    sent = ticked(client.get(where).content)
    words = list(plan.commitments.filter(value__isnull=True, kind="qualitative").order_by("start")[:2])
    sent["commitment"] = [*sent["commitment"], *(each.pk for each in words)]
    for each in words:
        sent[f"year-{each.pk}"] = "2024"

    answer = client.post(where, sent)

    assert answer.status_code == 302
    return plan


def annual(by: User, unit: Unit) -> Report:
    return actions.compose_report(template="investment/annual", unit=unit, as_of=YEAR_END, by=by, at=COMPOSED)


def section(text: str, heading: str, end: str) -> str:
    return text.split(heading, 1)[1].split(end, 1)[0] if heading in text else ""


def test_real_plan_becomes_targets_on_one_page(taken, alice, client_of):
    rows = Target.objects.filter(confirmed_at__isnull=False)

    assert {(each.indicator, each.value) for each in rows} == PROMISED
    assert {(each.year, each.setter, each.confirmed_by) for each in rows} == {(2024, "county", alice)}
    assert {each.document for each in rows} == {taken}
    assert Pledge.objects.filter(document=taken, pack="investment", year=2024).count() == 2
    page = client_of(alice).get("/indicators/projects_started/?period=2024").content.decode()
    assert "力争新开工亿元以上产业项目25个" in page
    assert f"/library/{taken.pk}/?mark=" in page


def test_a_year_later_the_report_says_kept_missed_or_dropped_for_each(taken, alice, county):
    associations = Register.objects.get(key="associations")
    for name in ("杭州商会", "成都商会"):
        create_entry(
            register=associations,
            unit=county,
            values={"name": name, "city": "某市", "founded_on": "2024-06-01", "term_ends_on": "2028-06-01"},
            stage="working",
            by=alice,
            at=DURING,
            final=True,
        )
    dropped = Target.objects.get(indicator="talent_startups")
    withdraw_target(target_id=dropped.pk, reason="市里不再下达", by=alice, at=DURING)
    kept, open_ = Pledge.objects.order_by("start")
    judge_pledge(pledge_id=kept.pk, verdict="kept", note="已印发3份计划表", by=alice, at=DURING)

    report = annual(alice, county)

    told = section(words_of(report), "上年承诺兑现情况", "\n## ")
    groups = {name: section(told, f"{name}\n", "\n#") for name in ("已兑现", "未兑现", "未实施", "推进中")}
    assert "新成立在外商会数：县定目标2家，实际2家，完成率100%。" in groups["已兑现"]
    assert f"{kept.passage.rstrip('。')}（已印发3份计划表）。" in groups["已兑现"]
    assert "新开工亿元以上产业项目数：县定目标25个，实际0个，完成率0%。" in groups["未兑现"]
    assert groups["未兑现"].count("县定目标") == len(PROMISED) - 2
    assert f"领军型人才创业项目数：{dropped.passage}（市里不再下达）。" in groups["未实施"]
    assert open_.passage.rstrip("。") in groups["推进中"]
    assert checked(report, at=COMPOSED).holds


def test_every_figure_of_that_report_is_read_back(taken, alice, county):
    report = annual(alice, county)

    found = {
        (each.value, each.unit)
        for piece in read(extract("a.docx", word_of(report))).pieces
        for each in piece.figures
    }

    facts = [each for each in facts_of(report).values() if each.number and "/" not in each.id]
    assert len(facts) > 60
    assert {(each.number, each.measure) for each in facts} <= found


@pytest.mark.parametrize(
    ("who", "seen", "may"),
    [("alice", 200, 302), ("bob", 404, 404), ("charlie", 404, 404), ("nobody", 404, 404)],
)
def test_who_may_take_over(request, client_of, plan, who, seen, may):
    client, where = client_of(request.getfixturevalue(who)), f"/indicators/commitments/{plan.pk}/"
    promise = plan.commitments.filter(value="25").get()

    assert client.get(where).status_code == seen
    sent = {
        "commitment": [promise.pk],
        f"indicator-{promise.pk}": "projects_started",
        f"value-{promise.pk}": "25",
        f"year-{promise.pk}": "2024",
    }
    assert client.post(where, sent).status_code == may
    assert Target.objects.exists() is (may == 302)


def test_what_was_taken_over_is_undone_and_taken_again(taken, alice, client_of):
    client, where = client_of(alice), f"/indicators/commitments/{taken.pk}/"
    at = Target.objects.filter(confirmed_at__isnull=False)[0].confirmed_at

    client.post(where, {"act": "undo", "taken": at.isoformat()})

    assert not Target.objects.filter(confirmed_at__isnull=False).exists()
    assert not Pledge.objects.filter(undone_at__isnull=True).exists()
    client.post(where, ticked(client.get(where).content))
    assert Target.objects.filter(confirmed_at__isnull=False).count() == len(PROMISED)

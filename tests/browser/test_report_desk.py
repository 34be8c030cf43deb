"""A paper on the desk in a real browser: figures are put into words, not typed; then review, number, withdrawal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import Role
from nianlun.apps.registers.actions import apply_packs, create_entry
from nianlun.apps.registers.models import Register
from nianlun.apps.reports import actions
from nianlun.apps.reports.models import Report, State
from tests import factories
from tests.browser.conftest import PHONE
from tests.integration.reports.conftest import PACK

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2023, 10, 20)


@pytest.fixture
def draft(county, settings, tmp_path) -> Report:
    """A weekly paper of a county with one work."""
    folder = tmp_path / "packs" / "sites"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    settings.PACKS_FOLDER = folder.parent
    writer = factories.UserFactory(username="grace", display_name="Grace", unit=county)
    for role in (Role.KEEP, Role.REVIEW):
        factories.GrantFactory(user=writer, unit=county, role=role, area="all")
    now = timezone.now()
    with transaction.atomic():
        apply_packs(by=system_user(), at=now - timedelta(days=9), packs=("sites",))
        town = factories.UnitFactory(name="东镇", kind="town", parent=county)
        create_entry(
            register=Register.objects.get(key="sites"),
            unit=town,
            values={"name": "甲", "signed_on": "2023-09-01", "started_on": "2023-09-20"},
            by=writer,
            at=datetime(2023, 10, 2, tzinfo=now.tzinfo),
            final=True,
        )
        return actions.compose_report(template="sites/weekly", unit=county, as_of=DAY, by=writer, at=now)


@pytest.fixture
def desk(context, live_server, draft) -> Page:
    """The draft, open before its writer."""
    client = Client()
    client.force_login(draft.composed_by)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/reports/{draft.pk}/")
    yield page
    assert not faults


def act(page: Page, name: str) -> None:
    page.locator(f"form[action$='/act/{name}/'] button").click()


def test_figures_are_put_into_words_and_not_typed(desk: Page, live_server, draft):
    desk.goto(f"{live_server.url}/reports/{draft.pk}/edit/")
    words = desk.locator(".words-field.paragraph").first
    chips = words.locator(".chip:not(.name)")
    expect(chips).to_have_text(["1人", "1人", "100%", "25%"])
    expect(words.locator(".chip.name")).to_have_text("500强")

    words.click(position={"x": 5, "y": 10})
    desk.keyboard.press("Control+End")
    desk.keyboard.type("其中东镇")
    desk.locator("[data-finds-chips]").fill("东镇")
    desk.locator("[data-chip]:visible").first.click()
    desk.keyboard.type("。")
    desk.locator(".form-end button").click()

    expect(desk.locator(".paper p", has_text="其中东镇").locator("a.fact")).to_have_count(5)
    expect(desk.locator("mark.typed")).to_have_count(0)


def test_paper_goes_through_review_to_its_number_and_is_withdrawn(desk: Page, draft):
    act(desk, "submit")
    desk.locator("details.step summary").click()
    desk.fill("[name=reason]", "请补充分析")
    act(desk, "return")
    expect(desk.get_by_role("alert")).to_contain_text("请补充分析")

    for step in ("submit", "freeze", "issue"):
        act(desk, step)
    expect(desk.locator(".paper .reference")).to_have_text("2023年第1期")
    expect(desk.locator(".paper h1")).to_have_text("工地周报（第1期）")

    desk.set_viewport_size(PHONE)
    desk.locator(".paper a.fact").first.click()
    expect(desk.locator("#trace .figure")).to_be_in_viewport()

    desk.locator("details.step summary").click()
    desk.fill("[name=reason]", "数据有误")
    act(desk, "withdraw")
    expect(desk.get_by_role("alert")).to_contain_text("数据有误")
    draft.refresh_from_db()
    assert (draft.state, draft.number) == (State.WITHDRAWN, 1)

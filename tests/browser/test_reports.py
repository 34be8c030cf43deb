"""The reports in a real browser: a newcomer finds the annual summary of the demo and opens one of its numbers."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from nianlun.apps.people.models import User
from nianlun.web import demo
from nianlun.web.demo.ledgers.loading import load_ledgers
from nianlun.web.demo.ledgers.times import SHANGHAI
from nianlun.web.demo.papers import load_papers
from nianlun.web.demo.readings import load_readings
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 23, 18, tzinfo=SHANGHAI)


@pytest.fixture
def newcomer(context, live_server, settings, tmp_path) -> Page:
    """The first page of the demo, as the investment office sees it."""
    settings.DATA_FOLDER, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PACKS_FOLDER = demo.packs_folder()
    demo.load_county(at=NOW)
    load_ledgers(password="a long one", at=NOW, progress=lambda *_: None)
    load_readings()
    load_papers(progress=lambda *_: None)
    client = Client()
    client.force_login(User.objects.get(username="invest"))
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(live_server.url)
    yield page
    assert not faults


def test_newcomer_opens_the_rate_of_landing_in_the_annual_summary(newcomer: Page):
    expect(newcomer.locator(".year-ring .year")).to_have_text("2023")

    newcomer.get_by_role("link", name="2023年工作总结和2024年工作思路").first.click()
    newcomer.locator(".paper a.fact", has_text="63.6%").click()

    trace = newcomer.locator("#trace")
    expect(trace.locator(".figure")).to_have_text("63.6%")
    expect(trace).to_contain_text("21 / 33")
    expect(trace).to_contain_text("入统 13")
    above, below = trace.locator(".records").nth(0), trace.locator(".records").nth(1)
    expect(above.locator("li")).to_have_count(21)
    expect(below.locator("li")).to_have_count(33)
    in_statistics, with_land = (
        newcomer.locator(".paper p", has_text="落地率63.6%").locator("a.fact", has_text=words)
        for words in ("13个", "8个")
    )
    in_statistics.click()
    expect(trace.locator(".figure")).to_have_text("13个")
    expect(trace.locator(".records li")).to_have_count(13)
    with_land.last.click()
    expect(trace.locator(".figure")).to_have_text("8个")
    expect(trace.locator(".records li")).to_have_count(8)

    trace.locator(".records a").first.click()
    expect(newcomer).to_have_url(re.compile("as_of=2023-10-20"))

    newcomer.set_viewport_size(PHONE)
    newcomer.go_back()
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert newcomer.evaluate(wider) == 0

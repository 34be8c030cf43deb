"""The ledgers in a real browser: build one, fill it by paste, write in its cells, compare two days, move a card."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from nianlun.apps.people.models import Role
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry, Register, Version
from tests import factories
from tests.browser.conftest import PHONE
from tests.integration.registers.kit import make_register

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 200
EXPECTED = re.compile("status of (409|422)")


@pytest.fixture
def desk(context, live_server, county):
    """A page in which somebody who keeps and administers everything is signed in."""
    user = factories.UserFactory(username="grace", display_name="Grace", unit=county)
    factories.GrantFactory(user=user, unit=county, role=Role.ADMINISTER, area="all")
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.user = user
    yield page
    assert [fault for fault in faults if not EXPECTED.search(fault)] == []


@pytest.fixture
def works(desk, county) -> list[Entry]:
    """Three entries of yesterday week."""
    with transaction.atomic():
        register = make_register(desk.user)
    at = timezone.now() - timedelta(days=8)
    return [
        actions.create_entry(
            register=register,
            unit=county,
            values={"name": f"{name}工程", "amount": "100"},
            final=True,
            by=desk.user,
            at=at,
        )
        for name in ("甲", "乙", "丙")
    ]


def add_field(page: Page, label: str, kind: str, **options: str) -> None:
    page.click("button[value=add-field]")
    number = page.locator("[data-kind]").count() - 1
    expect(page.locator(f"[name=field-{number}-label]")).to_be_focused()
    page.fill(f"[name=field-{number}-label]", label)
    page.select_option(f"[name=field-{number}-kind]", kind)
    for name, words in options.items():
        page.fill(f"[name=field-{number}-{name}]", words)


def test_register_is_built_filled_by_paste_and_loaded_afresh(desk: Page, live_server, tmp_path):
    desk.goto(f"{live_server.url}/builder/")
    desk.fill("#label", "企业诉求登记")
    desk.fill("#key", "requests")
    desk.locator("form:has(#key) button[type=submit]").click()
    add_field(desk, "提出日期", "date")
    add_field(desk, "涉及金额", "money", unit="斤")
    desk.locator(".form-end button[value=publish]").click()
    expect(desk.locator("#field-2.faulty .fault-words")).to_be_visible()
    desk.fill("[name=field-2-unit]", "万元")
    desk.locator(".form-end button[value=publish]").click()
    expect(desk).to_have_url(re.compile("/registers/requests/$"))

    lines = [f"诉求{number}\t2024-01-0{number % 9 + 1}\t{number}" for number in range(1, ROWS + 1)]
    lines[4] = "诉求5\t2024年2月30日\t5"
    lines[99] = "诉求100\t2024-01-05\t很多"
    lines[150] = "诉求151\t昨天下午\t151"
    desk.goto(f"{live_server.url}/registers/requests/import/")
    desk.fill("#pasted", "\n".join(["名称\t提出日期\t涉及金额", *lines]))
    expect(desk.locator("[data-paste-count]")).to_contain_text(str(ROWS + 1))
    desk.locator("[data-paste-form] button[type=submit]").click()
    for cell in ("B6", "C101", "B152"):
        expect(desk.get_by_role("cell", name=cell, exact=True)).to_be_visible()
    desk.locator("button[value=good]").click()
    expect(desk.locator(".tally").first).to_contain_text(str(ROWS - 3))
    assert Register.objects.get(key="requests").entries.count() == ROWS - 3

    desk.goto(f"{live_server.url}/registers/requests/definition/")
    with desk.expect_download() as download:
        desk.locator("a[href$='/pack/']").click()
    pack = tmp_path / "packs" / "requests.yaml"
    pack.parent.mkdir()
    download.value.save_as(pack)
    planned, definition = loaded_afresh(pack, tmp_path / "fresh")
    assert "企业诉求登记" in planned
    assert definition == Register.objects.get(key="requests").current.definition


FRESH = """
import django
django.setup()
from nianlun.apps.registers.models import Register
print(Register.objects.get(key="requests").current.definition)
"""


def loaded_afresh(pack: Path, data: Path) -> tuple[str, str]:
    """Plan and apply a pack in an installation that was empty before; gives the plan, and what is in force then."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "NIANLUN_DATA": str(data),
        "NIANLUN_PACKS": str(pack.parent),
        "DJANGO_SETTINGS_MODULE": "nianlun.web.settings",
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], env=environment, capture_output=True, text=True, check=True, timeout=300
        )
        return done.stdout

    run("-m", "nianlun.cli", "migrate")
    planned = run("-m", "nianlun.cli", "packs", "plan", "--pack", "requests")
    run("-m", "nianlun.cli", "packs", "apply", "--pack", "requests")
    return planned, run("-c", FRESH).strip()


def test_cell_is_written_with_the_keyboard_and_a_bad_one_is_told(desk: Page, live_server, works):
    desk.goto(f"{live_server.url}/registers/works/?view=&columns=name&columns=amount&columns=staff&sort=code")
    first = desk.locator("td[data-field=name]").first
    first.click()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.type("250")
    desk.keyboard.press("Enter")
    expect(desk.locator("td[data-field=amount]").first).to_have_text("250万元")
    expect(desk.locator("td[data-field=amount]").nth(1)).to_be_focused()

    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+A")
    desk.keyboard.type("not a number")
    desk.keyboard.press("Tab")
    expect(desk.locator(".cell-fault")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("td[data-field=amount]").nth(1)).to_have_text("100万元")
    assert Version.objects.filter(act="updated").count() == 1


def test_difference_of_two_days_is_shown_entry_by_entry(desk: Page, live_server, works):
    actions.edit_entry(
        entry_id=works[0].pk, values={"amount": "900"}, by=desk.user, at=timezone.now() - timedelta(days=2)
    )
    since, until = (timezone.localdate() - timedelta(days=days) for days in (5, 0))
    desk.goto(f"{live_server.url}/registers/works/difference/?from={since}&to={until}")
    expect(desk.locator("del")).to_have_text("100万元")
    expect(desk.locator("ins")).to_have_text("900万元")

    desk.goto(f"{live_server.url}/registers/works/?view=&columns=amount&as_of={since}")
    expect(desk.locator(".as-of")).to_be_visible()
    expect(desk.locator("table.grid")).not_to_contain_text("900万元")


def test_card_is_dragged_to_a_stage_or_told_what_is_missing(desk: Page, live_server, works):
    actions.edit_entry(
        entry_id=works[0].pk,
        values={"signed_on": "2024-01-01"},
        by=desk.user,
        at=timezone.now() - timedelta(days=1),
    )
    desk.goto(f"{live_server.url}/registers/works/board/")
    cards, signed = desk.locator("[data-stage=planned] .board-card"), desk.locator("[data-stage=signed]")
    cards.filter(has_text="甲工程").drag_to(signed)
    expect(signed.locator(".board-card")).to_contain_text("甲工程")

    cards.filter(has_text="乙工程").drag_to(signed)
    expect(desk.locator("#notices .alert")).to_be_visible()
    desk.locator("#notices .alert a").click()
    expect(desk).to_have_url(re.compile("/move/signed/$"))


@pytest.mark.parametrize("path", ["", "board/", "calendar/", "difference/", "definition/", "new/", "import/"])
def test_page_fits_the_phone(desk: Page, live_server, works, path):
    desk.set_viewport_size(PHONE)

    desk.goto(f"{live_server.url}/registers/works/{path}")

    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

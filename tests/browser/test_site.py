"""Coming in, moving by keyboard, changing language, administering; on a desk and on the phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/",
    "/about/",
    "/account/",
    "/password/",
    "/units/",
    "/units/new/",
    "/users/",
    "/users/new/",
    "/audit/",
)


@pytest.fixture
def desk(context: BrowserContext, live_server, alice) -> Page:
    """A page in which Alice has signed in by hand."""
    page = context.new_page()
    page.goto(f"{live_server.url}/units/")
    page.fill("[name=username]", "alice")
    page.fill("[name=password]", PASSWORD)
    page.click("form.sheet [type=submit]")
    expect(page).to_have_url(f"{live_server.url}/units/")
    return page


def test_places_are_reached_by_keyboard(desk: Page, live_server):
    desk.keyboard.press("/")
    expect(desk.locator(".site-bar [data-search-box]")).to_be_focused()
    desk.locator("h1").click()

    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()

    desk.keyboard.press("Control+k")
    desk.keyboard.type("审计")
    expect(desk.locator("#finder li[data-place]:visible")).to_have_text("审计日志")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(f"{live_server.url}/audit/")


def test_words_are_searched_from_anywhere(desk: Page):
    desk.keyboard.press("Control+k")
    desk.keyboard.type("亩产 & 农业")
    desk.keyboard.press("Enter")

    expect(desk).to_have_url(re.compile(r"/library/\?q=%E4%BA%A9%E4%BA%A7%20%26%20%E5%86%9C%E4%B8%9A$"))


def test_language_is_switched_and_kept(desk: Page):
    desk.get_by_role("button", name="English").click()
    expect(desk.locator("h1")).to_have_text("Units")

    desk.reload()
    expect(desk.locator("html")).to_have_attribute("lang", "en")


def test_user_is_made_and_must_choose_a_password(desk: Page, bureau, chrome, live_server):
    desk.goto(f"{live_server.url}/users/new/")
    desk.fill("[name=username]", "li")
    desk.fill("[name=display_name]", "李四")
    desk.select_option("[name=unit]", str(bureau.pk))
    desk.click("main [type=submit]")
    secret = desk.locator("#secret").inner_text()

    with chrome.new_context() as other:
        page = other.new_page()
        page.goto(live_server.url)
        page.fill("[name=username]", "li")
        page.fill("[name=password]", secret)
        page.click("form.sheet [type=submit]")
        expect(page).to_have_url(f"{live_server.url}/password/")
        for name, value in (
            ("old_password", secret),
            ("new_password1", "quiet-river-52"),
            ("new_password2", "quiet-river-52"),
        ):
            page.fill(f"[name={name}]", value)
        page.click("main [type=submit]")
        expect(page).to_have_url(f"{live_server.url}/")
        expect(page.get_by_role("status")).to_contain_text("密码已修改")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_is_wider_than_the_phone(desk: Page, live_server, charlie, language):
    desk.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    desk.set_viewport_size(PHONE)

    for path in (*PAGES, f"/users/{charlie.pk}/", f"/units/{charlie.unit_id}/", "/nothing/"):
        desk.goto(f"{live_server.url}{path}")
        wider = desk.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, path


def test_menu_opens_on_the_phone(desk: Page):
    desk.set_viewport_size(PHONE)
    expect(desk.get_by_role("link", name="文库", exact=True)).to_be_hidden()

    desk.get_by_role("button", name="菜单").click()

    expect(desk.get_by_role("link", name="文库", exact=True)).to_be_visible()


def test_paper_shows_the_content_alone(desk: Page):
    desk.emulate_media(media="print")

    expect(desk.locator(".site-bar")).to_be_hidden()
    expect(desk.locator(".site-foot")).to_be_hidden()
    expect(desk.locator("h1")).to_be_visible()

"""A keeper of the library at work: import, read, search, download, compare; on a desk and on the phone."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from nianlun.apps.library.models import Document, ImportJob
from tests.browser.conftest import PHONE
from tests.need import material

pytestmark = pytest.mark.django_db(transaction=True)

COMPILATION = """2023年度工作总结汇编（2篇）

目录
县农业农村局2023年工作总结和2024年工作思路	1
县水利局2023年工作总结和2024年工作思路	2


县农业农村局2023年工作总结和2024年工作思路

今年以来，我局聚焦农业强、农村美、农民富三大目标，主要工作如下。
一、2023年工作总结
（一）稳产保供
全年粮食播种面积25.6万亩，平均亩产430公斤，同比增长3.2%。
二、存在问题
一是安全生产基础不牢，二是农业项目开工率只有33.33%。
三、2024年工作思路
2024年，力争粮食播种面积26万亩以上，平均亩产440公斤以上。


县水利局2023年工作总结和2024年工作思路

今年以来，我局完成水利投资2.4亿元，挽回损失60万元。
一、2023年工作总结
新建水库3座，服务农业灌溉面积12万亩。
二、2024年工作思路
2024年，力争完成水利投资3亿元以上。
"""


@pytest.fixture
def compilation(tmp_path: Path) -> Path:
    path = tmp_path / "汇编.txt"
    path.write_text(COMPILATION, encoding="utf-8")
    return path


def hand_over(page: Page, url: str, path: Path, worked) -> None:
    """Import a file by the page and wait until the work is over."""
    page.goto(f"{url}/library/imports/")
    page.set_input_files("#id_files", path)
    expect(page.locator("[data-chosen]")).to_contain_text(path.name)
    page.locator("#import-form button[type=submit]").click()
    expect(page.locator("#progress progress")).to_be_visible()
    worked()
    expect(page.locator(".badge.item-done")).to_be_visible()


def test_compilation_is_imported_read_searched_downloaded(page: Page, live_server, compilation, worked):
    hand_over(page, live_server.url, compilation, worked)

    page.get_by_role("link", name="县农业农村局2023年工作总结和2024年工作思路").click()
    expect(page.locator("h1")).to_have_text("县农业农村局2023年工作总结和2024年工作思路")
    expect(page.locator(".outline li")).not_to_have_count(0)
    page.locator(".figure", has_text="430公斤").click()
    expect(page.locator("#drawer-body")).to_contain_text("平均亩产")
    page.locator("#drawer .btn-close").click()

    for words in ("亩产", "农业", "亩"):
        page.goto(f"{live_server.url}/library/")
        page.locator("#q").fill(words)
        page.locator("#q").press("Enter")
        expect(page.locator(".hit mark").first).to_have_text(words)
    expect(page.locator(".hit")).to_have_count(2)

    page.locator("#q").fill("亩产")
    page.locator("#q").press("Enter")
    expect(page.locator(".hit")).to_have_count(1)
    page.locator("input[name=section][value=plan]").check()
    expect(page.locator(".passage")).to_have_count(1)
    expect(page.locator(".passage")).to_contain_text("440公斤")
    expect(page).to_have_url(re.compile("section=plan"))

    page.locator(".passage").click()
    expect(page.locator(".found")).to_have_text("亩产")
    page.locator(".document-head .dropdown-toggle").click()
    with page.expect_download() as download:
        page.locator("a[href$='/download/docx/']").click()
    written = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    told = "".join("".join(each.text for each in written.paragraphs).split())
    assert told == "".join(Document.objects.get(title__startswith="县农业").text.split())


def test_figure_is_mended_beside_the_text(page: Page, live_server, compilation, worked):
    hand_over(page, live_server.url, compilation, worked)
    page.get_by_role("link", name="县水利局2023年工作总结和2024年工作思路").click()

    page.locator(".figure", has_text="2.4亿元").click()
    page.locator("#drawer-body a", has_text=re.compile("更正|Mend")).click()
    page.locator("#drawer-body input[name=indicator]").fill("水利建设投资")
    page.locator("#drawer-body input[name=reason]").fill("按口径")
    page.locator("#drawer-body button[type=submit]").click()

    expect(page.locator(".figure.mended")).to_have_text("2.4亿元")


def test_words_are_selected_and_added_as_a_figure(page: Page, live_server, compilation, worked):
    hand_over(page, live_server.url, compilation, worked)
    page.get_by_role("link", name="县农业农村局2023年工作总结和2024年工作思路").click()
    document = Document.objects.get(title__startswith="县农业")
    start = document.text.index("三大目标")

    page.evaluate(SELECT, "三大目标")
    page.locator(".adder [data-target=figure]").click()

    form = page.locator("#drawer-body form")
    expect(form).to_contain_text("三大目标")
    assert f"start={start}&end={start + 4}" in (form.get_attribute("action") or "")


SELECT = """words => {
  const walker = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = node.data.indexOf(words);
    if (place < 0) continue;
    getSelection().setBaseAndExtent(node, place, node, place + words.length);
    document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    return;
  }
}"""


def test_selected_words_are_closed_and_shown_as_closed(page: Page, live_server, compilation, worked):
    hand_over(page, live_server.url, compilation, worked)
    page.get_by_role("link", name="县农业农村局2023年工作总结和2024年工作思路").click()
    document = Document.objects.get(title__startswith="县农业")
    Document.objects.filter(pk=document.pk).update(access="public")

    page.evaluate(SELECT, "三大目标")
    page.locator(".adder [data-target=part]").click()
    page.locator("#drawer-body input[name=reason]").fill("尚未公布")
    page.locator("#drawer-body button[type=submit]").click()

    expect(page.locator("table tbody tr")).to_contain_text("三大目标")
    page.goto(f"{live_server.url}/library/{document.pk}/")
    expect(page.locator(".closed-part")).to_have_text("三大目标")


def test_documents_are_selected_over_pages_and_compared(page: Page, live_server, compilation, worked):
    hand_over(page, live_server.url, compilation, worked)
    page.goto(f"{live_server.url}/library/?per_page=1")
    page.locator("[data-selects]").check()
    page.locator(".pagination [rel=next]").click()
    page.locator("[data-selects]").check()

    expect(page.locator("#selection [data-count]")).to_contain_text("2")
    page.locator("#selection [data-compare]").click()
    expect(page.locator(".compare-row.differs").first).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".difference.here")).to_have_attribute("data-difference", "1")


def test_list_is_walked_through_by_keys(page: Page, live_server, compilation, worked):
    hand_over(page, live_server.url, compilation, worked)
    page.goto(f"{live_server.url}/library/?q=农业")

    page.keyboard.press("/")
    expect(page.locator("[data-search-box]:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator(".results-count").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".hit.current")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#paper")).to_be_visible()


def test_language_is_switched(page: Page, live_server, bob):
    page.goto(f"{live_server.url}/library/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".results-count, .empty").first).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_is_wider_than_a_phone(page: Page, live_server, compilation, worked, language):
    hand_over(page, live_server.url, compilation, worked)
    first, second = Document.objects.order_by("pk").values_list("pk", flat=True)[:2]
    page.set_viewport_size(PHONE)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    paths = [
        "/", "/library/", "/library/?q=农业", "/library/imports/", f"/library/imports/{ImportJob.objects.get().pk}/", "/library/figures/",
        "/library/commitments/", "/library/statistics/?indicator=面积", f"/library/compare/{first}/{second}/",
        *(f"/library/{first}/{panel}" for panel in PANELS),
    ]  # fmt: skip

    too_wide = {}
    for path in paths:
        response = page.goto(live_server.url + path)
        assert response is not None
        assert response.status == 200, path
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            too_wide[path] = over

    assert not too_wide


PANELS = ("", "figures/", "commitments/", "similar/", "source/", "history/", "rights/", "masked/", "mend/")


def test_real_compilation_is_compared(page: Page, live_server, worked):
    """Pieces 3 and 4 of the shared compilation are one text with two places masked differently."""
    folder = material()
    if folder is None:
        pytest.skip("no ../shared/material")
    hand_over(page, live_server.url, folder / "summaries-2023.txt", worked)

    page.locator(".pieces a").nth(2).click()
    page.locator(".panels a", has_text=re.compile("相近|Similar")).click()
    page.locator("a[href*='/compare/']").click()

    expect(page.locator(".difference-list li")).to_have_count(3)
    expect(page.locator(".difference-list .badge")).to_have_count(2)
    for number in ("1", "2", "3"):
        page.keyboard.press("n")
        expect(page.locator(".difference.here")).to_have_attribute("data-difference", number)
    page.keyboard.press("p")
    expect(page.locator(".difference.here")).to_have_attribute("data-difference", "2")

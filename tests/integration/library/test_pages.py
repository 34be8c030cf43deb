"""What the pages of the library show and do."""

from __future__ import annotations

import json
import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.urls import reverse

from nianlun.apps.audit.models import Event
from nianlun.apps.library.actions.corrections import mend_figure
from nianlun.apps.library.models import (
    Access,
    Commitment,
    Correction,
    Document,
    Figure,
    ImportItem,
    SavedSearch,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_of, bob):
    return client_of(bob)


def html(client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(f"library:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def figure(text: str) -> Figure:
    return Figure.objects.get(text=text)


def test_list_marks_what_was_found_and_leads_to_its_place(browser, report):
    page = html(browser, "list", q="亩")

    place = report.text.index("亩")
    assert "<mark>亩</mark>" in page
    assert f"{reverse('library:document', args=[report.pk])}?mark={place}-{place + 1}" in page


def test_list_narrows_to_a_section_kind(browser, report):
    """安全 stands among the problems, so nothing is found among the plans."""
    assert report.title in html(browser, "list", q="安全", section="problem").replace("<mark>", "")
    assert reverse("library:document", args=[report.pk]) not in html(
        browser, "list", q="安全", section="plan"
    )


def test_list_says_what_is_wrong_with_a_query(browser, report):
    page = html(browser, "list", q="农业 OR")

    assert "alert-warning" in page


def test_list_without_a_document_offers_to_import(browser, bob):
    page = html(browser, "list")

    assert reverse("library:imports") in page
    assert 'class="empty"' in page


def test_document_shows_its_outline_and_marks_its_figures(browser, report):
    page = html(browser, "document", report.pk)

    found = figure("25.6万亩")
    assert f'href="{reverse("library:figure", args=[found.pk])}"' in page
    assert 'href="#h-0"' in page
    assert 'id="h-0"' in page
    assert "粮食播种面积 · 25.6万亩" in page


def test_document_marks_the_place_a_search_led_to(browser, report):
    place = report.text.index("聚焦")

    page = html(browser, "document", report.pk, mark=f"{place}-{place + 2}")

    assert f'id="at-{place}"' in page
    assert re.search(r'<span class=" found"[^>]*>聚焦</span>', page)


@pytest.mark.parametrize("mark", ["x", "5-", "-5", "9-3", "0-99999999999", "１-２"])
def test_document_leaves_out_marks_it_cannot_understand(browser, report, mark):
    assert html(browser, "document", report.pk, mark=mark)


def test_figures_are_sorted_narrowed_and_exported(browser, report):
    page = html(browser, "document-figures", report.pk, sort="-value", figure_unit="元")
    table = browser.get(reverse("library:document-figures", args=[report.pk]), {"format": "csv"})

    assert "2.4亿元" in page
    assert "25.6万亩" not in page
    lines = table.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + Figure.objects.count()
    assert table["Content-Disposition"].startswith("attachment")


def test_all_figures_are_found_by_indicator_and_value(browser, report):
    page = html(browser, "figures", indicator="家庭农场", figure_unit="家", low="100", high="130")

    assert "120家" in page
    assert "150家" not in page


def test_commitments_are_listed(browser, report):
    page = html(browser, "commitments", text="高标准农田")

    assert "2" in page
    assert Commitment.objects.filter(text__contains="高标准农田").count() == page.count('id="commitment-')


def test_commitments_of_a_document_are_sorted_narrowed_and_exported(browser, report):
    page = html(
        browser, "document-commitments", report.pk, sort="-text", text="高标准农田", kind="quantified"
    )
    table = browser.get(reverse("library:document-commitments", args=[report.pk]), {"format": "xlsx"})

    assert page.count('id="commitment-') == Commitment.objects.filter(text__contains="高标准农田").count() > 0
    assert table["Content-Type"].endswith("spreadsheetml.sheet")


def test_statistics_draw_an_indicator_and_say_the_same_in_a_table(browser, report):
    page = html(browser, "statistics", indicator="粮食播种面积", exact="1")

    assert "<svg" in page
    assert "style=" not in page[page.index("<svg") :]
    assert "<table" in page
    response = browser.get(reverse("library:statistics"), {"format": "csv", "table": "kind"})
    assert response["Content-Type"].startswith("text/csv")


def test_figure_is_mended_and_the_history_can_take_it_back(browser, report):
    found = figure("25.6万亩")
    old = found.indicator

    browser.post(
        reverse("library:mend-figure", args=[found.pk]),
        {**shown_fields(browser, "mend-figure", found.pk), "indicator": "粮食面积", "reason": "按原文"},
    )

    correction = Correction.objects.get()
    assert figure("25.6万亩").indicator == "粮食面积"
    assert correction.fields == {"indicator": "粮食面积"}
    assert "按原文" in html(browser, "document-history", report.pk)
    browser.post(reverse("library:withdraw", args=[report.pk, correction.pk]))
    assert figure("25.6万亩").indicator == old


def shown_fields(client, name: str, *args: object) -> dict[str, object]:
    """The values a form shows, as a browser would send them."""
    form = client.get(reverse(f"library:{name}", args=args)).context["form"]
    return {field.name: field.value() or "" for field in form}


def test_wrong_figure_is_taken_out_with_a_reason(browser, report):
    found = figure("33.33%")
    address = reverse("library:remove-figure", args=[found.pk])

    without_reason = browser.post(address, {"reason": ""})
    assert without_reason.status_code == 200
    assert Figure.objects.filter(pk=found.pk).exists()

    browser.post(address, {"reason": "不是数据"})
    assert not Figure.objects.filter(text="33.33%").exists()


def test_figure_is_added_from_selected_characters(browser, report):
    start = report.text.index("三大目标")
    given = {
        "target": "figure", "start": start, "end": start + 4, "value": "3", "unit": "大目标", "kind": "count",
        "role": "actual", "indicator": "目标", "reason": "漏识别",
    }  # fmt: skip

    browser.post(reverse("library:add-finding", args=[report.pk]), given)

    added = Figure.objects.get(text="三大目标")
    assert (added.start, added.value, added.corrected) == (start, "3", True)


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (0, 10**9), ("x", 3)])
def test_figure_is_not_added_outside_of_the_text(browser, report, span):
    response = browser.get(
        reverse("library:add-finding", args=[report.pk]), {"start": span[0], "end": span[1]}
    )

    assert response.status_code == 404


def test_details_of_a_document_are_mended(browser, report):
    given = {**shown_fields(browser, "mend-meta", report.pk), "issuer": "青禾县农业农村局", "reason": "全称"}

    browser.post(reverse("library:mend-meta", args=[report.pk]), given)

    report.refresh_from_db()
    assert report.issuer == "青禾县农业农村局"


def test_commitment_gets_its_outcome_and_loses_it_again(browser, report):
    promised = Commitment.objects.first()
    given = {"verdict": "kept", "figure": ""}

    browser.post(reverse("library:outcome", args=[promised.pk]), given)
    promised.refresh_from_db()
    assert promised.outcome.confirmed_by.username == "bob"

    browser.post(reverse("library:reopen-outcome", args=[promised.pk]))
    promised.outcome.refresh_from_db()
    assert promised.outcome.confirmed_at is None


def test_rights_and_tags_are_set(browser, report, bob):
    browser.post(reverse("library:set-access", args=[report.pk]), {"access": "public", "unit": bob.unit_id})
    browser.post(reverse("library:set-tags", args=[report.pk]), {"tags": "三农，年度总结,三农"})

    report.refresh_from_db()
    assert report.access == Access.PUBLIC
    assert sorted(tag.name for tag in report.tags.all()) == ["三农", "年度总结"]


def test_search_is_kept_renamed_and_forgotten(browser, report, bob):
    browser.post(reverse("library:save-search") + "?q=农业&section=plan", {"name": "农业计划"})
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.query) == (bob, {"q": ["农业"], "section": ["plan"]})
    assert "农业计划" in html(browser, "list")

    browser.post(reverse("library:rename-search", args=[saved.pk]), {"name": "计划"})
    saved.refresh_from_db()
    assert saved.name == "计划"

    browser.post(reverse("library:forget-search", args=[saved.pk]))
    assert not SavedSearch.objects.exists()


def test_search_of_another_is_not_renamed(client_of, browser, report, charlie):
    browser.post(reverse("library:save-search") + "?q=农业", {"name": "我的"})
    saved = SavedSearch.objects.get()

    response = client_of(charlie).post(reverse("library:rename-search", args=[saved.pk]), {"name": "他的"})

    assert response.status_code == 404
    saved.refresh_from_db()
    assert saved.name == "我的"


def test_selected_documents_are_tagged_and_closed_together(browser, report):
    browser.post(reverse("library:selection"), {"ids": str(report.pk), "tag": "重点", "access": "private"})

    report.refresh_from_db()
    assert report.access == Access.PRIVATE
    assert report.tags.get().name == "重点"


def test_word_file_holds_the_text_and_its_download_is_recorded(browser, report, bob):
    response = browser.get(reverse("library:download", args=[report.pk, "docx"]))

    told = "".join(each.text for each in docx.Document(BytesIO(response.content)).paragraphs)
    assert "".join(told.split()) == "".join(report.text.split())
    event = Event.objects.get(kind="document.downloaded")
    assert (event.by, event.subject_id, event.detail["form"]) == (bob, str(report.pk), "docx")


def test_unknown_format_is_not_found(browser, report):
    assert browser.get(reverse("library:download", args=[report.pk, "exe"])).status_code == 404
    assert browser.get(reverse("library:export", args=["exe"])).status_code == 404


def test_found_documents_leave_as_a_compilation_with_contents(browser, report, deliver, bob):
    deliver(("b.txt", "县水利局2023年工作总结\n完成农业节水改造3处。\n"), by=bob)

    response = browser.get(reverse("library:export", args=["docx"]), {"q": "农业"})

    document = docx.Document(BytesIO(response.content))
    contents = [each.text for each in document.paragraphs if each.style.name.lower() == "toc 1"]
    assert sorted(line.split("\t")[0] for line in contents) == [
        "县农业农村局2023年工作总结和2024年工作思路",
        "县水利局2023年工作总结",
    ]
    assert Event.objects.filter(kind="document.downloaded").count() == 2


@pytest.mark.parametrize(("extension", "ending"), [("zip-txt", ".txt"), ("zip-docx", ".docx")])
def test_selected_documents_leave_in_a_zip(browser, report, extension, ending):
    response = browser.post(reverse("library:export", args=[extension]), {"ids": f"{report.pk},999999"})

    assert [name.endswith(ending) for name in ZipFile(BytesIO(response.content)).namelist()] == [True]


def test_list_leaves_as_json(browser, report):
    response = browser.get(reverse("library:export", args=["json"]), {"q": "农业"})

    assert [list(row.values())[1] for row in json.loads(response.content)] == [report.title]


def test_nothing_found_is_not_exported(browser, report):
    response = browser.get(reverse("library:export", args=["docx"]), {"q": "没有这样的话"})

    assert response.status_code == 302


def test_source_file_is_given_untouched(browser, report):
    response = browser.get(reverse("library:source-file", args=[report.pk]))

    content = b"".join(response.streaming_content)
    assert report.text.strip() in content.decode()
    assert Event.objects.get(kind="document.downloaded").detail["form"] == "source"


def test_masked_copy_hides_persons_and_keeps_headings(browser, deliver, bob):
    deliver(("m.txt", MASKED), by=bob)
    document = Document.objects.get()
    address = reverse("library:masked", args=[document.pk])

    page = browser.get(address).content.decode()
    response = browser.post(address, {"kinds": ["mobile", "person"], "extension": "docx", "download": "1"})

    assert "13812345678" not in page
    written = docx.Document(BytesIO(response.content))
    told = "\n".join(each.text for each in written.paragraphs)
    assert "13812345678" not in told
    assert "一、主要工作" in [each.text for each in written.paragraphs if each.style.name == "Heading 2"]
    assert Event.objects.get(kind="document.downloaded").detail["form"] == "masked docx"


MASKED = """县农业农村局2023年工作总结

联系人王建国局长，手机13812345678，随时联系。
一、主要工作
全年完成投资2.4亿元。
二、存在问题
进度不快。
"""


def test_compared_documents_show_what_a_mask_hid(browser, deliver, bob):
    told = (
        "县交通局2023年工作总结\n"
        + "全县交通运输工作稳步推进，公路养护持续加强。" * 6
        + "\n挽回损失60万元，成效明显。\n"
    )
    deliver(("a.txt", told), ("b.txt", told.replace("60万元", "XX万元")), by=bob)
    first, second = Document.objects.order_by("pk")

    page = html(browser, "compare", first.pk, second.pk)

    assert page.count('data-difference="') == 1
    assert 'class="difference leak"' in page


def test_imported_files_are_told_with_reasons(browser, deliver, bob):
    job = deliver(
        ("good.txt", "县水利局2023年工作总结\n完成投资2.4亿元。\n"),
        ("bad.docx", b"PK\x03\x04not a zip"),
        by=bob,
    )

    page = html(browser, "import", job.pk)
    failed = html(browser, "import", job.pk, state="failed")

    assert "县水利局2023年工作总结" in page
    assert "bad.docx" in failed
    assert "good.txt" not in failed
    fault = ImportItem.objects.get(name="bad.docx").fault
    assert fault
    assert fault not in failed  # the reason stands in words, not as a slug


def test_files_are_handed_over_by_the_page(browser, bob):
    file = BytesIO("县水利局2023年工作总结\n完成投资2.4亿元。\n".encode())
    file.name = "水利.txt"

    response = browser.post(
        reverse("library:imports"),
        {
            "files": [file],
            "paths": ["2023/../水利.txt"],
            "unit": bob.unit_id,
            "access": "unit",
            "tags": "水利",
        },
    )

    assert response.status_code == 302
    page = browser.get(response["Location"]).content.decode()
    assert "2023/水利.txt" in page


def test_import_without_a_file_says_so(browser, bob):
    response = browser.post(reverse("library:imports"), {"unit": bob.unit_id, "access": "unit"})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_quick_search_gives_lines_for_the_finder(browser, report):
    page = html(browser, "quick", q="粮食")

    assert page.strip().startswith("<li>")
    assert "<mark>粮食</mark>" in page
    assert html(browser, "quick", q="").strip() == ""


def test_start_page_shows_the_library(browser, report):
    page = browser.get(reverse("home")).content.decode()

    assert report.title in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["list", "figures", "commitments", "statistics", "imports"])
def test_page_has_no_inline_script_or_style(browser, report, language, name):
    browser.cookies["django_language"] = language

    page = html(browser, name)

    assert "<script>" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page


def test_number_of_queries_does_not_grow_with_the_library(
    browser, deliver, bob, django_assert_max_num_queries
):
    deliver(
        *[
            (f"{n}.txt", f"县第{n}局2023年工作总结\n一、工作\n完成投资{n}亿元，新建学校{n}所。\n")
            for n in range(2, 14)
        ],
        by=bob,
    )
    document = Document.objects.first()

    for name, args, most in (
        ("list", (), 26),
        ("figures", (), 18),
        ("commitments", (), 18),
        ("imports", (), 40),
        ("document", (document.pk,), 24),
        ("document-figures", (document.pk,), 24),
        ("document-history", (document.pk,), 24),
    ):
        with django_assert_max_num_queries(most, info=name):
            html(browser, name, *args)


def test_start_page_points_out_pairs_that_leak(browser, client_of, deliver, bob, charlie):
    told = (
        "县交通局2023年工作总结\n"
        + "全县交通运输工作稳步推进，公路养护持续加强。" * 6
        + "\n挽回损失60万元，成效明显。\n"
    )
    deliver(("a.txt", told), ("b.txt", told.replace("60万元", "XX万元")), by=bob)
    first, second = Document.objects.order_by("pk")
    address = reverse("library:compare", args=[first.pk, second.pk])

    assert address in browser.get(reverse("home")).content.decode()
    assert address not in client_of(charlie).get(reverse("home")).content.decode()


def test_history_tells_what_was_mended_in_words(browser, report, bob, now):
    """Kinds and roles are kept as slugs, which nobody reads."""
    figure = report.figures.get(text="25.6万亩")
    fields = {"unit": "万元", "role": "target"}
    mend_figure(figure_id=figure.pk, fields=fields, reason="按原文", by=bob, at=now)

    page = html(browser, "document-history", report.pk)

    assert "<del>面积</del> → <ins>金额</ins>" in page
    assert "<del>实际</del> → <ins>目标</ins>" in page

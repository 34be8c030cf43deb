"""The pages: hand a text over, read the report, leave a document out, take it away as a file."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word
from python_calamine import CalamineWorkbook

from nianlun.apps.audit.models import Event
from nianlun.apps.library.actions.access import change_access, remove_document
from nianlun.apps.library.models import Access, Document
from nianlun.apps.originality.actions import check_entry_file, check_text
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.registers.actions import edit_entry, keep_file
from tests import factories
from tests.integration.originality.conftest import DRAFT, REPORT, SENTENCE, word_file

pytestmark = pytest.mark.django_db
LIST = reverse("originality:list")


def page(client, name: str, *args: object) -> str:
    response = client.get(reverse(f"originality:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def check(source, bob, now) -> OriginalityReport:
    """Bob's own report of a pasted text."""
    return check_text(title="讲话", text=DRAFT, by=bob, at=now)


def test_pasted_text_is_checked_and_shown_beside_its_source(client_of, source, bob):
    response = client_of(bob).post(LIST, {"text": DRAFT, "title": "讲话"}, follow=True)

    said = response.content.decode()
    found = OriginalityReport.objects.get()
    assert response.redirect_chain == [(reverse("originality:report", args=[found.pk]), 302)]
    assert f"<sup>1</sup>{SENTENCE}</a>" in said
    assert f'<span class="same">{SENTENCE}</span>' in said
    start = source.text.index(SENTENCE)
    mark = f"?mark={start}-{start + len(SENTENCE)}#at-{start}"
    assert reverse("library:document", args=[source.pk]) + mark in said


def test_uploaded_word_file_is_checked(client_of, source, bob):
    file = SimpleUploadedFile("讲话稿.docx", word_file(DRAFT))

    client_of(bob).post(LIST, {"file": file})

    assert OriginalityReport.objects.get().title == "讲话稿.docx"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Paste a text, or choose a file."),
        ({"text": "好"}, "fewer than 16 characters"),
        ({"text": DRAFT, "file": "a.txt"}, "not both"),
        ({"file": "broken.docx"}, "broken.docx"),
    ],
)
def test_bad_input_is_answered_and_the_text_stays(client_of, source, bob, given, words):
    if "file" in given:
        given = {**given, "file": SimpleUploadedFile(given["file"], b"PK\x03\x04 broken")}
    client = client_of(bob)
    client.cookies["django_language"] = "en"

    said = client.post(LIST, given).content.decode()

    assert words in said
    assert given.get("text", "") in said
    assert not OriginalityReport.objects.exists()


def test_markup_in_a_text_is_shown_and_not_carried_out(client_of, source, bob, now):
    row = check_text(title="<b>", text=f"<script>alert(1)</script>{DRAFT}", by=bob, at=now)

    said = page(client_of(bob), "report", row.pk)

    assert "<script>alert(1)" not in said
    assert "&lt;script&gt;alert(1)" in said


def test_list_shows_own_reports_sorted_narrowed_and_as_a_sheet(client_of, check, bob, alice, now):
    check_text(title="别人的", text=DRAFT, by=alice, at=now)
    client = client_of(bob)

    said = client.get(LIST).content.decode()
    sheet = client.get(LIST, {"format": "csv", "sort": "title"}).content.decode("utf-8-sig")

    assert "讲话" in said
    assert "别人的" not in said
    assert "讲话" not in client.get(LIST, {"origin": "file"}).content.decode().split("data-list")[-1]
    assert sheet.splitlines()[1].startswith("讲话,")


def test_document_left_out_makes_another_report(client_of, check, source, bob):
    response = client_of(bob).post(reverse("originality:again", args=[check.pk]), {"without": source.pk})

    newest = OriginalityReport.objects.latest("pk")
    assert response["Location"] == reverse("originality:report", args=[newest.pk])
    assert (newest.left_out, newest.copied) == ([source.pk], 0)
    assert OriginalityReport.objects.get(pk=check.pk).copied == len(SENTENCE)


def test_all_documents_are_looked_at_again(client_of, check, source, bob):
    client = client_of(bob)
    client.post(reverse("originality:again", args=[check.pk]), {"without": [source.pk, "x", "9" * 30]})

    newest = OriginalityReport.objects.latest("pk")
    client.post(reverse("originality:again", args=[newest.pk]), {"all": "1"})

    assert OriginalityReport.objects.latest("pk").copied == len(SENTENCE)


def test_source_closed_since_stays_unnamed(client_of, source, alice, bob, now):
    row = check_text(title="讲话", text=DRAFT, by=alice, at=now)
    change_access(document_id=source.pk, access=Access.PRIVATE, unit=None, by=bob, at=now)
    client = client_of(alice)
    client.cookies["django_language"] = "en"

    said = page(client, "report", row.pk)

    assert "A document you may not read" in said
    assert REPORT.splitlines()[0] not in said
    assert "一年来" not in said


def test_source_removed_since_is_named_to_whoever_asked(client_of, check, source, bob, now):
    remove_document(document_id=source.pk, reason="重复", by=bob, at=now)
    client = client_of(bob)
    client.cookies["django_language"] = "en"

    said = page(client, "report", check.pk)

    assert f"{REPORT.splitlines()[0]} (no longer in the library)" in said


def test_altered_report_says_so(client_of, check, bob):
    OriginalityReport.objects.update(copied=1)
    client = client_of(bob)
    client.cookies["django_language"] = "en"

    assert "does not fit what stands here" in page(client, "report", check.pk)


def test_report_leaves_as_word_and_sheet_and_the_trail_knows(client_of, check, bob):
    client = client_of(bob)

    word = client.get(reverse("originality:download", args=[check.pk, "docx"])).content
    book = client.get(reverse("originality:download", args=[check.pk, "xlsx"])).content

    document = Word(BytesIO(word))
    assert any(SENTENCE in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert (rows[1][1], rows[1][2]) == (SENTENCE, len(SENTENCE))
    assert [each.detail["form"] for each in Event.objects.filter(kind="originality.downloaded")] == [
        "xlsx",
        "docx",
    ]


def test_unknown_format_is_not_there(client_of, check, bob):
    assert client_of(bob).get(reverse("originality:download", args=[check.pk, "exe"])).status_code == 404


def test_own_report_is_taken_out(client_of, check, bob):
    response = client_of(bob).post(reverse("originality:forget", args=[check.pk]))

    assert response["Location"] == LIST
    assert not OriginalityReport.objects.exists()


def test_file_of_an_entry_is_one_click_away(client_of, source, task, draft, keeper):
    client = client_of(keeper)
    address = reverse("originality:entry", args=[task.pk])
    assert address in client.get(reverse("registers:entry", args=[task.pk])).content.decode()
    assert SENTENCE not in client.get(address).content.decode()

    response = client.post(reverse("originality:check-file", args=[task.pk, draft.sha256]), follow=True)

    said = response.content.decode()
    assert response.redirect_chain == [(address, 302)]
    assert f'<span class="same">{SENTENCE}</span>' in said
    assert "原创率" in client.get(reverse("registers:entry", args=[task.pk])).content.decode()


def test_entry_without_texts_offers_nothing(client_of, task, keeper):
    client = client_of(keeper)
    address = reverse("originality:entry", args=[task.pk])

    assert address not in client.get(reverse("registers:entry", args=[task.pk])).content.decode()
    assert client.get(address).status_code == 200


def test_report_of_a_paper_is_checked(client_of, source, bob, now):
    paper = factories.ReportFactory(unit=bob.unit, composed_by=bob)
    pieces = [{"kind": "paragraph", "text": f"今年我局{SENTENCE}！"}]
    factories.ReportTextFactory(report=paper, pieces=pieces)
    factories.GrantFactory(user=bob, unit=bob.unit, role="keep", area="reports")
    client = client_of(bob)
    address = reverse("originality:paper", args=[paper.pk])
    assert address in client.get(reverse("reports:report", args=[paper.pk])).content.decode()

    client.post(reverse("originality:check-paper", args=[paper.pk]))

    row = OriginalityReport.objects.get()
    assert (row.paper_id, row.origin, row.copied) == (paper.pk, "paper", len(SENTENCE))
    assert f'<span class="same">{SENTENCE}</span>' in client.get(address).content.decode()


def test_page_has_as_many_queries_for_many_passages(
    client_of, deliver, source, bob, now, django_assert_max_num_queries
):
    few = check_text(title="一处", text=DRAFT, by=bob, at=now)
    lines = [
        f"{chr(0x4E00 + 700 * n)}{'、'.join(chr(0x5000 + 90 * n + k) for k in range(20))}" for n in range(9)
    ]
    deliver(*((f"{n}.txt", f"第{n}号\n{line}。\n") for n, line in enumerate(lines)), by=bob)
    many = check_text(title="多处", text="\n".join(lines), by=bob, at=now)
    assert len(many.passages) == 9
    client = client_of(bob)
    client.get(reverse("originality:report", args=[few.pk]))

    for row in (few, many):
        with django_assert_max_num_queries(14):
            client.get(reverse("originality:report", args=[row.pk]))


def test_check_of_an_entry_is_seen_by_whoever_sees_the_file(
    client_of, source, task, draft, keeper, reader, alice, charlie, nobody, now
):
    row = check_entry_file(entry_id=task.pk, sha256=draft.sha256, by=keeper, at=now)
    address = reverse("originality:report", args=[row.pk])

    statuses = [client_of(who).get(address).status_code for who in (keeper, reader, alice, charlie, nobody)]

    assert statuses == [200, 200, 200, 404, 404]
    assert not Document.objects.filter(pk=0).exists()


def test_own_text_is_seen_by_its_owner_alone(client_of, check, bob, alice, charlie, nobody):
    names = [("report", [check.pk]), ("download", [check.pk, "docx"])]

    for name, args in names:
        address = reverse(f"originality:{name}", args=args)
        statuses = [client_of(who).get(address).status_code for who in (bob, alice, charlie, nobody)]
        assert statuses == [200, 404, 404, 404]
    for name in ("again", "forget"):
        address = reverse(f"originality:{name}", args=[check.pk])
        assert [client_of(who).post(address).status_code for who in (alice, charlie)] == [404, 404]


def test_file_in_a_field_that_is_closed_gives_no_report(client_of, source, task, keeper, reader, now):
    file = keep_file(name="密稿.txt", content=BytesIO(DRAFT.encode()), most_mb=1)
    edit_entry(entry_id=task.pk, values={"draft": [file]}, by=keeper, at=now.replace(hour=11))
    row = check_entry_file(entry_id=task.pk, sha256=file["digest"], by=keeper, at=now.replace(hour=12))

    report = reverse("originality:report", args=[row.pk])
    files = reverse("originality:entry", args=[task.pk])
    check = reverse("originality:check-file", args=[task.pk, file["digest"]])

    assert client_of(reader).get(report).status_code == 404
    assert "密稿.txt" not in client_of(reader).get(files).content.decode()
    assert client_of(reader).post(check).status_code == 404
    assert client_of(keeper).get(report).status_code == 200

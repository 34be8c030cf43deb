"""What a hostile or careless person sends: every answer is clear, none is a failure of ours, nothing is half done."""

from __future__ import annotations

import json
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nianlun.apps.library.models import Correction, Document, ImportItem, ImportJob, SavedSearch, Tag
from nianlun.apps.people.actions import issue_token

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE_ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
QUERIES = {
    "ten thousand signs": "农" * 10_000,
    "ten thousand brackets": "(" * 10_000,
    "a thousand groups": "( " * 1_000 + "农业" + " )" * 1_000,
    "a thousand closing": ")" * 1_000,
    "negations by word": "NOT " * 5_000 + "农业",
    "negations by sign": "-" * 5_000 + "农业",
    "prefixes": "标题:" * 2_000 + "农业",
    "groups of fields": "标题:( " * 400 + "农业" + " )" * 400,
    "operators": "OR " * 3_000,
    "words": "农 " * 5_000,
    "minus": "-",
    "quote": '"',
    "open quote": "“农业",
    "nothing in quotes": '""',
    "star": "*",
    "percent": "%",
    "underline": "_",
    "backslash": "\\",
    "nul": "农\x00业",
    "half of a pair": "农\ud800业",
    "right to left": "\u202e农业\u202c",
    "zero width": "\u200b",
    "script": SCRIPT,
    "sql": "' OR 1=1 --",
    "braces": "{{ 7*7 }}{% debug %}",
}
WILD = ("-1", "0", "1" * 30, str(10**12), "９", "x", "1e9", "\x00", "NaN", "' --", "99" * 600, "")
LISTS = ("list", "quick", "figures", "commitments", "statistics", "imports")
OF_A_DOCUMENT = (
    "document", "document-figures", "document-commitments", "document-similar", "document-source",
    "document-history", "document-rights", "masked",
)  # fmt: skip
NAMES = (
    "page", "per_page", "year", "plan_year", "unit", "document", "low", "high", "sort", "order", "section", "in",
    "role", "kind", "verdict", "confirmed", "access", "tag", "field", "indicator", "from", "to", "state", "at",
    "mark", "q", "ids", "figure", "next", "text", "qualifier", "exact", "format",
)  # fmt: skip
API_LISTS = (
    "documents",
    "search",
    "figures",
    "commitments",
    "imports",
    "statistics/figures",
    "statistics/overview",
)


@pytest.fixture
def api(now):
    """A client that sends a token of the user."""

    def make(user) -> Client:
        _, token = issue_token(user=user, name="test", by=user, at=now)
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make


@pytest.fixture
def browser(client_of, bob) -> Client:
    return client_of(bob)


def word_file(part: str, content: str, *, keep_rest: bool = True) -> bytes:
    """A Word file in which one part was replaced."""
    whole, out = BytesIO(), BytesIO()
    document = docx.Document()
    document.add_paragraph("县农业农村局2023年工作总结")
    document.save(whole)
    with ZipFile(whole) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == part:
                new.writestr(name, content)
            elif keep_rest:
                new.writestr(name, old.read(name))
    return out.getvalue()


def body_xml(head: str, reference: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'{head}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>工作总结{reference}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def pdf_behind_a_password() -> bytes:
    """A PDF whose trailer names an encryption nobody can open."""
    rows = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    ]
    out, places = BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, row in enumerate(rows, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, row))
    start = out.tell()
    out.write(b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


HOSTILE_FILES = {
    "entity bomb.docx": word_file("word/document.xml", body_xml(ENTITY_BOMB, "&i;")),
    "outside entity.docx": word_file("word/document.xml", body_xml(OUTSIDE_ENTITY, "&i;")),
    "empty part.docx": word_file("word/document.xml", ""),
    "workbook.docx": workbook(),
    "program.txt": b"MZ\x90\x00\x03" + bytes(range(256)) * 40,
    "zlib.txt": zlib.compress(b"x" * 10_000) * 3,
    "nothing.txt": b"",
    "zeros.txt": bytes(1 << 20),
    "locked.pdf": pdf_behind_a_password(),
    "cut.pdf": b"%PDF-1.7\n1 0 obj",
    "cut.docx": word_file("x", "")[:500],
    "nul.html": b"<html><body>\x00\x00</body></html>",
}


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_hostile_file_is_refused_by_name_and_leaves_nothing(deliver, bob, name):
    job = deliver((name, HOSTILE_FILES[name]), by=bob)

    item = job.items.get()
    assert item.state in {ImportItem.State.FAILED, ImportItem.State.SKIPPED}
    assert item.fault
    assert not Document.objects.exists()


def test_deep_html_is_read_or_refused_and_does_not_stop_the_others(deliver, bob):
    deep = "<div>" * 50_000 + "县农业农村局2023年工作总结" + "</div>" * 50_000

    job = deliver(("deep.html", deep), ("good.txt", "县水利局2023年工作总结\n新建水库3座。"), by=bob)

    assert job.state == ImportJob.State.DONE
    assert Document.objects.filter(title__contains="县水利局").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "总" * 300 + ".txt",
        f"{SCRIPT}.txt",
        "a\u202eexe.txt",
        "C:\\x\\y.txt",
        "CON.txt",
        "a\nb.txt",
    ],
)
def test_name_of_a_file_is_only_shown(browser, deliver, bob, name, settings):
    before = set(settings.DATA_FOLDER.parent.iterdir())

    job = deliver((name, "县水利局2023年工作总结\n新建水库3座。"), by=bob)

    assert job.items.get().state == ImportItem.State.DONE
    assert set(settings.DATA_FOLDER.parent.iterdir()) == before
    document = Document.objects.get()
    for address in (
        reverse("library:import", args=[job.pk]),
        reverse("library:document-source", args=[document.pk]),
        reverse("library:source-file", args=[document.pk]),
    ):
        response = browser.get(address)
        content = response.getvalue() if response.streaming else response.content
        assert response.status_code == 200
        assert SCRIPT.encode() not in content
        assert "\n" not in response.headers.get("Content-Disposition", "")


def test_text_and_title_with_a_script_are_shown_as_characters(browser, deliver, bob):
    text = f"县水利局{SCRIPT}2023年工作总结\n新建水库{SCRIPT}3座。\u202e\u2066反\u2069\n2024年，力争{SCRIPT}新建水库5座。\n"
    deliver(("a.txt", text), by=bob)
    document = Document.objects.get()

    addresses = [reverse(f"library:{name}", args=[document.pk]) for name in OF_A_DOCUMENT]
    addresses += [reverse(f"library:{name}") + "?q=script" for name in LISTS]
    addresses += [reverse("library:list") + "?q=" + SCRIPT, reverse("home"), reverse("audit")]
    for address in addresses:
        assert SCRIPT.encode() not in browser.get(address).content, address


@pytest.mark.parametrize("query", QUERIES)
def test_any_query_is_answered(browser, api, bob, report, query):
    words = QUERIES[query].encode("utf-8", "replace").decode()

    for name in ("list", "quick", "figures", "commitments", "statistics"):
        response = browser.get(reverse(f"library:{name}"), {"q": words, "text": words, "indicator": words})
        assert response.status_code in {200, 302, 414}, name
    for extension in ("csv", "zip-txt"):
        assert browser.get(reverse("library:export", args=[extension]), {"q": words}).status_code in {
            200,
            302,
            400,
        }
    response = api(bob).get("/api/search", {"q": words})
    assert response.status_code in {200, 422}
    if response.status_code == 422:
        assert response.json()["slug"]


@pytest.mark.parametrize("name", NAMES)
def test_any_parameter_is_answered(browser, report, name):
    addresses = [reverse(f"library:{each}") for each in LISTS]
    addresses += [reverse(f"library:{each}", args=[report.pk]) for each in OF_A_DOCUMENT]
    for address in addresses:
        for value in WILD:
            response = browser.get(address, {name: value})
            assert response.status_code in {200, 302, 400, 404}, (address, value)


@pytest.mark.parametrize("name", NAMES)
def test_any_parameter_of_the_api_is_answered(api, bob, report, name):
    client = api(bob)
    for path in (*API_LISTS, "corrections", "corrections/orphaned", f"documents/{report.pk}"):
        for value in WILD:
            response = client.get(f"/api/{path}", {name: value})
            assert response.status_code in {200, 404, 422, 429}, (path, value, response.content)


@pytest.mark.parametrize("number", ["0", "9" * 12, "9" * 40])
def test_number_beyond_any_is_not_found(browser, api, bob, report, number):
    for name in (*OF_A_DOCUMENT, "source-file"):
        assert browser.get(reverse(f"library:{name}", args=[number])).status_code == 404
    client = api(bob)
    for path in (
        "documents/{}",
        "documents/{}/text",
        "documents/{}/similar",
        "imports/{}",
        "documents/{}/source",
    ):
        assert client.get("/api/" + path.format(number)).status_code == 404, path


def sent(client: Client, method: str, path: str, body: object) -> int:
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    response = getattr(client, method)(f"/api/{path}", content, content_type="application/json")
    return response.status_code


BODIES = (
    b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 50_000,
    {"names": ["a\x00b"]}, {"names": ["\ud800"]}, {"names": ["x" * 5_000]}, {"names": [str(number) for number in range(5_000)]},
    {"names": [None]}, {"names": "x"}, {"access": "evil"}, {"access": "unit", "unit": 10**30},
    {"access": "unit", "unit": -1}, {"verdict": "kept", "figure": 10**30}, {"verdict": "evil"},
)  # fmt: skip
FIELDS = (
    {"indicator": "a\x00b"}, {"indicator": "\ud800"}, {"indicator": "x" * 100_000}, {"indicator": 5}, {"indicator": ["x"]},
    {"indicator": {"x": 1}}, {"value": "NaN"}, {"value": "1e999999"}, {"value": "Infinity"}, {"value": 10**400},
    {"value": "1/0"}, {"value": "9" * 400}, {"value": [1]}, {"value": True}, {"role": "evil"}, {"period": "2023-13"},
    {"period": "0000"}, {"period": 2023}, {"as_of": "2023-02-30"}, {"unit": "x" * 1_000}, {"evil": 1}, {"pk": 1}, {"id": 1},
    {"document_id": 1}, {"start": -1}, {"base_value": "x"}, {"year": 10**30}, {"year": "x"}, {"title": ""}, {"title": "x" * 9_999},
    {"title": "a\x00b"}, {"title": None}, {"due": "nonsense"}, {"comparator": "<script>"}, {"kind": 7}, {},
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_any_body_is_answered_and_changes_nothing(api, bob, report, body):
    client = api(bob)
    commitment = report.commitments.first()
    paths = [
        ("put", f"documents/{report.pk}/tags"),
        ("put", f"documents/{report.pk}/access"),
        ("put", f"commitments/{commitment.pk}/outcome"),
        ("post", "corrections"),
    ]

    statuses = {sent(client, method, path, body) for method, path in paths}

    assert statuses <= {400, 404, 422}
    report.refresh_from_db()
    assert report.access == "unit"
    assert not Tag.objects.exists()


@pytest.mark.parametrize("fields", FIELDS, ids=range(len(FIELDS)))
def test_any_field_is_mended_or_refused(api, bob, report, fields):
    client = api(bob)
    figure, commitment = report.figures.first(), report.commitments.first()
    targets = (
        {"target": "figure", "id": figure.pk},
        {"target": "commitment", "id": commitment.pk},
        {"target": "meta", "document": report.pk},
        {"target": "figure", "act": "add", "document": report.pk, "start": 0, "end": 5},
    )
    for target in targets:
        before = Correction.objects.count()

        status = sent(client, "post", "corrections", target | {"fields": fields, "reason": "r"})

        assert status in {201, 400, 422}, (target, fields)
        assert Correction.objects.count() == before + (status == 201)
    assert client.get(f"/api/documents/{report.pk}").status_code == 200
    assert client.get("/api/figures").status_code == 200


@pytest.mark.parametrize("reason", ["a\x00b", "x" * 100_000, SCRIPT, "\u202e"])
def test_reason_is_kept_or_refused_and_never_run(api, browser, bob, report, reason):
    figure = report.figures.first()

    status = sent(
        api(bob), "post", "corrections",
        {"target": "figure", "id": figure.pk, "fields": {"indicator": SCRIPT}, "reason": reason},
    )  # fmt: skip

    assert status in {201, 400, 422}
    for name in OF_A_DOCUMENT:
        assert SCRIPT.encode() not in browser.get(reverse(f"library:{name}", args=[report.pk])).content


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 10**9), (10**20, 10**21)])
def test_finding_is_not_added_outside_of_the_text(api, bob, report, start, end):
    body = {
        "act": "add",
        "target": "figure",
        "document": report.pk,
        "start": start,
        "end": end,
        "reason": "r",
    }

    assert sent(api(bob), "post", "corrections", body | {"fields": {"indicator": "x"}}) == 422
    assert not Correction.objects.exists()


@pytest.mark.parametrize("word", ["a\x00b", SCRIPT, "x" * 5_000, "\u202eabc", "  "])
def test_forms_take_any_word(browser, report, word):
    figure, commitment = report.figures.first(), report.commitments.first()
    forms = {
        reverse("library:save-search"): {"name": word, "q": word},
        reverse("library:set-tags", args=[report.pk]): {"tags": word},
        reverse("library:set-access", args=[report.pk]): {"access": word, "unit": word},
        reverse("library:mend-figure", args=[figure.pk]): {"indicator": word, "value": word, "reason": word},
        reverse("library:remove-figure", args=[figure.pk + 10**6]): {"reason": word},
        reverse("library:mend-commitment", args=[commitment.pk]): {
            "indicator": word,
            "due": word,
            "reason": word,
        },
        reverse("library:outcome", args=[commitment.pk]): {"verdict": word, "figure": word},
        reverse("library:mend-meta", args=[report.pk]): {"title": word, "year": word, "reason": word},
        reverse("library:add-finding", args=[report.pk]): {"target": word, "start": word, "end": word},
        reverse("library:selection"): {"ids": word, "tag": word, "access": word},
        reverse("library:masked", args=[report.pk]): {"words": word, "names": word, "extension": word},
        reverse("library:imports"): {"unit": word, "access": word, "tags": word},
        reverse("library:export", args=["csv"]): {"ids": word},
    }
    for address, form in forms.items():
        status = browser.post(address, form).status_code
        assert status in {200, 302, 400, 403, 404, 405, 422}, address
    for name in OF_A_DOCUMENT:
        assert SCRIPT.encode() not in browser.get(reverse(f"library:{name}", args=[report.pk])).content, name
    for name in LISTS:
        assert SCRIPT.encode() not in browser.get(reverse(f"library:{name}")).content, name
    assert not any("\x00" in name for name in SavedSearch.objects.values_list("name", flat=True))


CHANGES = (
    "mend-meta", "set-access", "set-tags", "remove", "reread", "propose-outcomes",
)  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_not_made_by_a_link_nor_from_another_site(bob, report, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    address = reverse(f"library:{name}", args=[report.pk])

    assert client.post(address, {"reason": "r", "tags": "x", "access": "public"}).status_code == 403
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(address).status_code in {403, 405}
    client.get(address)
    report.refresh_from_db()
    assert report.access == "unit"
    assert not report.tags.exists()


@pytest.mark.parametrize(
    "next_address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_no_form_leads_elsewhere(browser, report, next_address):
    addresses = {
        reverse("library:selection"): {"ids": str(report.pk), "tag": "x"},
        reverse("library:save-search"): {"name": "x", "q": "农"},
        reverse("library:set-tags", args=[report.pk]): {"tags": "x"},
        reverse("language"): {"language": "en"},
    }
    for address, form in addresses.items():
        response = browser.post(
            f"{address}?next={next_address}", form | {"next": next_address}, headers={"Referer": next_address}
        )
        assert not response.headers.get("Location", "/").startswith(("http", "//", "/\\", "javascript")), (
            address
        )


def test_wild_files_of_a_form_are_refused(browser, bob):
    none = browser.post(reverse("library:imports"), {"files": "text", "unit": bob.unit_id, "access": "unit"})
    evil = SimpleUploadedFile("a.txt", b"x")
    other = browser.post(reverse("library:imports"), {"files": evil, "unit": 10**12, "access": "evil"})

    assert {none.status_code, other.status_code} <= {200, 400, 422}
    assert not ImportJob.objects.exists()


def test_form_that_cannot_be_taken_apart_is_answered_in_the_shape_of_the_api(api, bob):
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{"a" * 3000}.txt"\r\n\r\n'
    body = f"{head}REPORT\r\n--x--\r\n".encode()

    answer = api(bob).post("/api/imports", body, content_type="multipart/form-data; boundary=x")

    assert (answer.status_code, answer.json()["slug"]) == (400, "library.request.invalid")


def test_empty_file_among_others_is_named_and_refuses_none_of_them(browser, bob):
    files = [
        SimpleUploadedFile("空.txt", b""),
        SimpleUploadedFile("总结.txt", "县农业农村局2023年工作总结\n一、成绩\n税收3亿元。".encode()),
    ]
    sent = {"files": files, "unit": bob.unit_id, "access": "unit"}

    answer = browser.post(reverse("library:imports"), sent)

    assert answer.status_code == 302
    assert list(ImportItem.objects.order_by("position").values_list("name", flat=True)) == [
        "空.txt",
        "总结.txt",
    ]

"""The API: tokens, rights, shapes, errors, rate."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.test import Client

from nianlun.apps.library.models import Correction, Document, ImportJob
from nianlun.apps.people.actions import issue_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(now):
    """A client that sends a token of the user."""

    def make(user) -> Client:
        if user is None:
            return Client()
        _, token = issue_token(user=user, name="test", by=user, at=now)
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make


def body(client: Client, path: str, **query: str):
    response = client.get(f"/api/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def status_of(client: Client, path: str) -> int:
    response = client.get(f"/api/{path}")
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


def test_request_without_token_is_refused(client):
    response = client.get("/api/documents")

    assert response.status_code == 401
    assert response.json()["slug"] == "library.token.missing"
    assert response["WWW-Authenticate"] == "Bearer"


def test_wrong_token_is_refused(client):
    response = client.get("/api/documents", headers={"Authorization": "Bearer nianlun_wrong"})

    assert response.status_code == 401


@pytest.mark.parametrize(("name", "seen"), [("alice", 1), ("bob", 1), ("charlie", 0), ("nobody", 0)])
def test_every_list_shows_only_what_may_be_read(request, api, report, name, seen):
    client = api(request.getfixturevalue(name))

    assert body(client, "documents")["total"] == seen
    assert body(client, "search", q="粮食")["total"] == seen
    assert body(client, "search", q="粮食")["facets"].get("year", []) == (
        [{"value": "2023", "label": "2023", "number": 1, "chosen": False}] if seen else []
    )
    assert (body(client, "figures")["total"] > 0) is bool(seen)
    assert (body(client, "commitments")["total"] > 0) is bool(seen)
    assert body(client, "statistics/totals")["documents"] == seen
    assert (body(client, "statistics/indicators") != []) is bool(seen)
    assert body(client, "statistics/counts", by="kind") == (
        [{"value": "summary", "number": 1}] if seen else []
    )
    assert (body(client, "statistics/fulfilment") != []) is bool(seen)


PARTS = ("", "/text", "/outline", "/figures", "/commitments", "/similar", "/source")


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 200), ("bob", 200), ("charlie", 404), ("nobody", 404)]
)
def test_parts_of_a_document_follow_its_rights(request, api, report, name, status):
    client = api(request.getfixturevalue(name))

    for part in PARTS:
        assert status_of(client, f"documents/{report.pk}{part}") == status, part
    assert client.get(f"/api/documents/{report.pk}/differences/{report.pk}").status_code == status
    assert client.get(f"/api/corrections?document={report.pk}").status_code == status


@pytest.mark.parametrize(("name", "status"), [("charlie", 404), ("nobody", 404)])
def test_strangers_change_nothing(request, api, report, name, status):
    client = api(request.getfixturevalue(name))
    figure = report.figures.first()
    commitment = report.commitments.first()
    mend = {"target": "figure", "id": figure.pk, "fields": {"indicator": "别的"}}
    calls = [
        ("put", f"documents/{report.pk}/tags", {"names": ["x"]}),
        ("put", f"documents/{report.pk}/access", {"access": "public"}),
        ("post", f"documents/{report.pk}/reread", {}),
        ("delete", f"documents/{report.pk}?reason=x", None),
        ("post", "corrections", mend),
        ("post", f"commitments/propose/{report.pk}", {}),
        ("put", f"commitments/{commitment.pk}/outcome", {"verdict": "kept"}),
        ("get", f"imports/{ImportJob.objects.get().pk}", None),
        ("post", f"imports/{ImportJob.objects.get().pk}/cancel", {}),
    ]
    for method, path, content in calls:
        response = getattr(client, method)(f"/api/{path}", content, content_type="application/json")
        assert response.status_code == status, (path, response.content)
    report.refresh_from_db()
    assert (report.access, Correction.objects.count(), report.tags.count()) == ("unit", 0, 0)


def test_document_has_all_its_parts(api, bob, report):
    document = body(api(bob), f"documents/{report.pk}")

    assert document["title"].startswith("县农业农村局2023年工作总结")
    assert [heading["marker"] for heading in document["outline"]][:3] == ["一、", "（一）", "（二）"]
    figure = next(each for each in document["figures"] if each["text"] == "25.6万亩")
    assert document["text"][figure["start"] : figure["end"]] == "25.6万亩"
    assert document["commitments"]


def test_hits_mark_the_exact_characters(api, bob, report):
    hit = body(api(bob), "search", q="安全生产", section="problem")["hits"][0]

    start, end = hit["passages"][0]["highlights"][0]
    assert report.text[start:end] == "安全生产"
    assert "存在问题" in hit["passages"][0]["heading"][0]


def test_faulty_query_names_the_place(api, bob, report):
    response = api(bob).get("/api/search", {"q": "农业 「粮食"})

    assert response.status_code == 422
    assert response.json()["slug"] == "library.query.unclosed_quote"
    assert response.json()["where"]["start"] == 3
    assert response.json()["message"]


def test_wrong_parameter_is_named(api, bob):
    response = api(bob).get("/api/documents", {"page": "x"})

    assert response.status_code == 422
    assert response.json()["slug"] == "library.request.invalid"
    assert "page" in response.json()["where"]["where"]


def test_upload_becomes_documents(api, bob, report):
    upload = {"files": BytesIO("县农业农村局2024年工作总结\n\n全年粮食播种面积26.5万亩。\n".encode())}
    upload["files"].name = "2024.txt"

    response = api(bob).post("/api/imports", upload)

    assert response.status_code == 202
    assert response.json()["state"] == "waiting"
    assert response.json()["total"] == 1


def test_upload_without_right_is_refused(api, charlie):
    upload = {"files": BytesIO(b"x")}
    upload["files"].name = "x.txt"

    response = api(charlie).post("/api/imports", upload)

    assert response.status_code == 403
    assert ImportJob.objects.count() == 0


def test_correction_is_made_and_withdrawn(api, bob, report):
    client = api(bob)
    figure = report.figures.get(text="25.6万亩")
    asked = {"target": "figure", "id": figure.pk, "fields": {"indicator": "粮食面积"}, "reason": "简称"}

    made = client.post("/api/corrections", asked, content_type="application/json")

    assert made.status_code == 201, made.content
    assert made.json()["fields"] == {"indicator": "粮食面积"}
    figure.refresh_from_db()
    assert figure.indicator == "粮食面积"
    assert client.delete(f"/api/corrections/{made.json()['id']}").status_code == 200
    figure.refresh_from_db()
    assert figure.indicator == made.json()["before"]["indicator"]


def test_pages_do_not_overlap(api, bob, deliver):
    deliver(*((f"{number}.txt", f"通知{number}\n\n内容{number}。\n") for number in range(5)), by=bob)
    client = api(bob)

    pages = [body(client, "documents", page=str(page), per_page="2") for page in (1, 2, 3)]

    ids = [each["id"] for page in pages for each in page["items"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"] == 5


def test_too_many_requests_are_told_when_to_come_again(api, bob, settings):
    settings.API_RATE = "2/h"
    client = api(bob)

    statuses = [client.get("/api/documents").status_code for _ in range(3)]
    last = client.get("/api/documents")

    assert statuses == [200, 200, 429]
    assert 0 < int(last["Retry-After"]) <= 3600
    assert last.json()["slug"] == "library.token.rate"


def test_openapi_describes_every_path(api, bob):
    described = json.loads(api(bob).get("/api/openapi.json").content)

    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert len(operations) > 25
    assert all(operation["summary"] and operation["description"] for operation in operations)


def test_source_file_is_refused_where_a_neighbour_may_not_be_read(api, alice, bob, charlie, deliver):
    two = "目录\n1.甲局工作总结\n2.乙局工作总结\n"
    deliver(("two.txt", two + "甲局2023年工作总结\n\n内容甲。\n"), by=alice, access="public")
    document = Document.objects.first()
    other = Document.objects.create(
        **{
            name: getattr(document, name)
            for name in (
                "source",
                "start",
                "text",
                "characters",
                "digest",
                "unit",
                "owner",
                "added_at",
                "read_at",
                "reader_version",
            )
        },
        title="乙",
        position=99,
        access="private",
    )

    assert status_of(api(charlie), f"documents/{document.pk}/source") == 403
    other.delete()
    assert status_of(api(charlie), f"documents/{document.pk}/source") == 200

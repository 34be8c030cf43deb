"""The ledgers for programs: same rights, same refusals, same shapes."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.test import Client

from nianlun.apps.people.actions import issue_token
from nianlun.apps.registers import actions
from tests.integration.registers.kit import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    """A client that sends a token of the user."""

    def make(user) -> Client:
        _, token = issue_token(user=user, name="test", by=user, at=AT)
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make


def post(client, path, status=200, method="post", **body):
    response = getattr(client, method)(f"/api/{path}", json.dumps(body), content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def get(client, path, status=200, **query):
    response = client.get(f"/api/{path}", query)
    assert response.status_code == status, response.content
    return response.json()


def test_entry_is_made_changed_submitted_and_read_by_a_program(api, register, dora, bureau):
    client = api(dora)
    values = {"name": "甲工程", "amount": "1500000", "needs": ["land"]}
    made = post(client, "registers/works/entries", 201, unit=bureau.pk, values=values)
    number = made["id"]

    assert made["values"]["amount"] == "1500000"
    assert post(client, f"entries/{number}", method="patch", values={"staff": 3})["version"] == 2
    assert post(client, f"entries/{number}/submit", expected_version=2)["state"] == "final"
    moved = post(client, f"entries/{number}/move", to="signed", values={"signed_on": "2024-01-02"})
    assert (moved["stage"], moved["moves"]) == ("signed", ["started", "planned"])
    corrected = post(client, f"entries/{number}/correct", values={"staff": 4}, reason="录错", corrects=2)
    assert corrected["corrects"] == 2
    acts = [each["act"] for each in get(client, f"entries/{number}/versions")]
    assert acts == ["corrected", "moved_stage", "submitted", "edited", "created"]
    assert get(client, f"entries/{number}", as_of=made["recorded_at"])["values"] == made["values"]


def test_older_version_is_answered_with_409(api, make, dora):
    entry = make()
    actions.edit_entry(entry_id=entry.pk, values={"staff": 1}, by=dora, at=AT)

    body = post(api(dora), f"entries/{entry.pk}", 409, "patch", values={"staff": 2}, expected_version=1)
    assert body["slug"] == "registers.entry.changed_meanwhile"


def test_bad_values_are_listed(api, register, dora, bureau):
    body = post(
        api(dora),
        "registers/works/entries",
        422,
        unit=bureau.pk,
        values={"name": "甲", "amount": "x", "none": 1},
    )

    assert {each["field"] for each in body["where"]["faults"]} == {"amount", "none"}
    assert all(each["message"] for each in body["where"]["faults"])


def test_table_is_filtered_sorted_summed_and_asked_as_of_a_day(api, make, dora, later):
    make("甲", amount="100", at=later(0))
    make("乙", amount="300", at=later(1))
    make("丙", amount="200", at=later(48))
    client = api(dora)

    query = {"filter": "amount:at_least:150万元", "sort": "-amount", "sums": "amount"}
    found = get(client, "registers/works/entries", **query)
    assert [row["values"]["name"] for row in found["items"]] == ["乙", "丙"]
    assert (found["total"], found["sums"]) == (2, {"amount": "5000000"})
    assert get(client, "registers/works/entries", as_of="2024-01-02", **query)["total"] == 1
    difference = get(client, "registers/works/differences", since="2024-01-02", until="2024-01-05")
    assert (difference["counts"]["added"], difference["items"][0]["kind"]) == (1, "added")


def test_definition_tells_what_may_be_sent(api, register, dora, erin):
    schema = get(api(dora), "registers/works")["value_schema"]["properties"]

    assert schema["industry"]["enum"] == ["pets", "display", "digital"]
    assert "secret" in schema
    assert "secret" not in get(api(erin), "registers/works")["value_schema"]["properties"]


def test_digest_of_a_day_can_be_asked_for(api, make, dora):
    make()

    root = get(api(dora), "registers/works/roots/2024-01-02")
    assert (root["versions"], len(root["root"])) == (1, 64)
    get(api(dora), "registers/works/roots/2020-01-02", 404)


def test_file_is_attached_and_handed_out(api, make, dora, charlie):
    entry = make()
    client = api(dora)
    file = BytesIO(b"%PDF-1.7 agreement")
    file.name = "协议.pdf"
    kept = client.post(f"/api/entries/{entry.pk}/attachments", {"file": file}).json()

    response = client.get(f"/api/entries/{entry.pk}/files/{kept['sha256']}")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 agreement"
    assert response["Content-Disposition"].startswith("attachment")
    assert api(charlie).get(f"/api/entries/{entry.pk}/files/{kept['sha256']}").status_code == 404
    virus = BytesIO(b"MZ\x90\x00")
    virus.name = "协议.pdf"
    assert client.post(f"/api/entries/{entry.pk}/attachments", {"file": virus}).status_code == 422


READS = (
    "registers/works",
    "registers/works/entries",
    "registers/works/differences?since=2024-01-01&until=2024-01-05",
    "registers/works/roots/2024-01-02",
    "entries/{entry}",
    "entries/{entry}/versions",
)
WRITES = (
    ("patch", "entries/{entry}", {"values": {"staff": 1}}),
    ("post", "entries/{entry}/submit", {}),
    ("post", "entries/{entry}/confirm", {}),
    ("post", "entries/{entry}/drop", {"reason": "x"}),
    ("post", "entries/{entry}/return", {"reason": "x"}),
    ("post", "entries/{entry}/correct", {"values": {"staff": 2}, "reason": "x"}),
    ("post", "entries/{entry}/move", {"to": "signed", "values": {"signed_on": "2024-01-01"}}),
    ("post", "entries/{entry}/undo", {"to": 1, "reason": "x"}),
    ("post", "entries/{entry}/comments", {"words": "x"}),
)


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize(("name", "status"), [("alice", 200), ("dora", 200), ("bob", 200), ("nobody", 404)])
def test_what_may_be_read_by_person(request, api, make, path, name, status):
    entry = make()

    response = api(request.getfixturevalue(name)).get(f"/api/{path.format(entry=entry.pk)}")
    assert response.status_code == status


@pytest.mark.parametrize(
    ("method", "path", "body"), WRITES, ids=[path.split("/")[-1] for _, path, _ in WRITES]
)
def test_what_may_be_written_by_person(api, make, bob, charlie, nobody, method, path, body):
    entry = make(final=True)

    for user, status in ((charlie, 404), (nobody, 404), (bob, 403)):
        if path.endswith("comments") and user is bob:
            continue
        post(api(user), path.format(entry=entry.pk), status, method, **body)
    assert Client().post(f"/api/{path.format(entry=entry.pk)}").status_code in (401, 405)

"""Reports for programs, and who may do what with them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from nianlun.apps.people.actions.tokens import issue_token
from nianlun.apps.people.models import User
from nianlun.apps.registers.actions import correct_entry
from nianlun.apps.reports.models import Report, State
from nianlun.apps.reports.paper import word_of

pytestmark = pytest.mark.django_db


def program(user: User) -> Client:
    """A program that acts for somebody."""
    _row, secret = issue_token(user=user, name="tests", by=user, at=timezone.now())
    return Client(headers={"authorization": f"Bearer {secret}"})


def post(client: Client, path: str, **body):
    return client.post(f"/api/reports{path}", body, content_type="application/json")


def test_report_is_composed_shown_and_taken_to_its_number(sites, bureau, bob, alice):
    asked = {"template": "sites/weekly", "unit": bureau.pk, "as_of": "2023-10-20"}
    made = post(program(bob), "", **asked)
    number = made.json()["id"]

    shown = program(bob).get(f"/api/reports/{number}").json()
    rate = next(each for each in shown["facts"] if each["id"] == "rate")

    assert made.status_code == 201
    assert (rate["display"], rate["numerator"], rate["denominator"]) == ("33.3%", "1", "3")
    assert [each[0] for each in rate["under"]] == [each.pk for each in sites]
    assert shown["allowed"] == ["edit", "recompose", "submit"]
    assert post(program(bob), f"/{number}/submit").status_code == 200
    assert post(program(bob), f"/{number}/freeze").status_code == 403
    for step in ("freeze", "issue"):
        assert post(program(alice), f"/{number}/{step}").status_code == 200
    assert Report.objects.get().state == State.ISSUED
    assert [each["reference"] for each in program(bob).get("/api/reports").json()] == ["2023年第1期"]


def test_file_is_verified_with_the_rights_of_who_asks(weekly, sites, alice, nobody):
    data = word_of(weekly)
    correct_entry(
        entry_id=sites[1].pk, values={"started_on": "2023-10-10"}, reason="漏填", by=alice, at=timezone.now()
    )

    def verified(user: User):
        file = SimpleUploadedFile("a.docx", data)
        return program(user).post("/api/reports/verify", {"file": file}).json()

    started = next(each for each in verified(alice)["numbers"] if each["fact"] == "started")
    assert (started["printed"], started["now"], started["verdict"]) == ("1人", "2人", "changed")
    assert started["causes"][0]["steps"][0]["reason"] == "漏填"
    assert started["causes"][0]["steps"][0]["fields"][0]["after"] == "2023年10月10日"
    assert {each["verdict"] for each in verified(nobody)["numbers"]} == {"closed"}
    assert "numerals" not in verified(alice)["about"]


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 200), ("charlie", 404), ("nobody", 404)])
def test_draft_is_there_for_who_works_on_it(request, weekly, who, status):
    client = program(request.getfixturevalue(who))

    for path in ("", "/verified", "/file.md"):
        assert client.get(f"/api/reports/{weekly.pk}{path}").status_code == status
    listed = [each["id"] for each in client.get("/api/reports").json()]
    assert (weekly.pk in listed) is (status == 200)


@pytest.mark.parametrize(("who", "status"), [("bob", 201), ("charlie", 403), ("nobody", 403)])
def test_who_may_compose(request, sites, bureau, who, status):
    answer = post(
        program(request.getfixturevalue(who)), "", template="sites/weekly", unit=bureau.pk, as_of="2023-10-20"
    )

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("", {"template": "sites/none", "unit": 0}, 422),
        ("", {"template": "sites/weekly", "unit": 0}, 422),
        ("/verify", {}, 422),
    ],
)
def test_wrong_requests_are_refused(alice, sites, path, body, status):
    assert post(program(alice), path, **body).status_code == status


def test_wrong_steps_periods_and_endings_are_refused(alice, weekly, bureau):
    client = program(alice)

    assert post(client, f"/{weekly.pk}/burn").status_code == 422
    assert post(client, f"/{weekly.pk}/return", reason="x").status_code == 422
    assert client.get(f"/api/reports/{weekly.pk}/file.exe").status_code == 422
    asked = {"template": "sites/weekly", "unit": bureau.pk, "period": "soon"}
    assert post(client, "", **asked).status_code == 422
    assert post(client, "", **(asked | {"template": "sites/none", "period": ""})).status_code == 404
    assert Client().get("/api/reports").status_code == 401


def test_templates_are_listed(charlie):
    keys = [each["key"] for each in program(charlie).get("/api/reports/templates").json()]

    assert {"sites/weekly", "investment/annual"} <= set(keys)

"""The API and the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.people.actions import issue_token
from nianlun.cli.library import command
from tests.integration.originality.conftest import DRAFT, SENTENCE, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(now):
    """A client that sends a token of the user."""

    def make(user) -> Client:
        _, token = issue_token(user=user, name="test", by=user, at=now)
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make


def test_text_is_checked_and_read_again(api, source, bob):
    client = api(bob)

    made = client.post("/api/originality", {"text": DRAFT, "title": "讲话"}, content_type="application/json")

    found = made.json()
    (passage,) = found["passages"]
    assert made.status_code == 201
    assert (passage["text"], passage["source_text"], passage["document"]) == (SENTENCE, SENTENCE, source.pk)
    assert DRAFT[passage["start"] : passage["end"]] == SENTENCE
    assert source.text[passage["source_start"] : passage["source_end"]] == SENTENCE
    assert found["copied"] == len(SENTENCE)
    assert client.get(f"/api/originality/{found['id']}").json() == found
    assert [row["id"] for row in client.get("/api/originality").json()] == [found["id"]]


def test_file_is_checked(api, source, bob):
    file = SimpleUploadedFile("讲话稿.docx", word_file(DRAFT))

    made = api(bob).post("/api/originality/file", {"file": file})

    assert (made.status_code, made.json()["copied"]) == (201, len(SENTENCE))


def test_file_of_an_entry_is_checked(api, source, task, draft, keeper, now):
    body = {"entry": task.pk, "file": draft.sha256}

    made = api(keeper).post("/api/originality", body, content_type="application/json")

    assert (made.json()["entry"], made.json()["file"]) == (task.pk, draft.sha256)


@pytest.mark.parametrize("body", [{}, {"text": DRAFT, "report": 1}, {"text": "好"}])
def test_bad_request_is_refused(api, source, bob, body):
    made = api(bob).post("/api/originality", body, content_type="application/json")

    assert made.status_code == 422
    assert not OriginalityReport.objects.exists()


def test_strangers_get_nothing(api, source, task, draft, bob, charlie):
    found = api(bob).post("/api/originality", {"text": DRAFT}, content_type="application/json").json()
    body = {"entry": task.pk, "file": draft.sha256}

    client = api(charlie)

    assert client.get(f"/api/originality/{found['id']}").status_code == 404
    assert client.get("/api/originality").json() == []
    assert client.post("/api/originality", body, content_type="application/json").status_code == 404
    assert Client().get("/api/originality").status_code == 401


def test_command_checks_a_file_and_keeps_nothing(source, tmp_path):
    file = tmp_path / "讲话稿.docx"
    file.write_bytes(word_file(DRAFT))

    said = CliRunner().invoke(command, ["originality", str(file), "--format", "json"], catch_exceptions=False)
    lines = CliRunner().invoke(command, ["originality", str(file)], catch_exceptions=False)

    found = json.loads(said.stdout)
    assert [each["text"] for each in found["passages"]] == [SENTENCE]
    assert found["library"]["documents"] == 1
    assert f"{found['own_percent']} % original" in lines.stdout
    assert SENTENCE in lines.stdout
    assert not OriginalityReport.objects.exists()


def test_command_acts_as_a_user_and_leaves_documents_out(source, tmp_path, charlie):
    file = tmp_path / "a.txt"
    file.write_text(DRAFT, "utf-8")

    for words in (["--as", "charlie"], ["--leave-out", str(source.pk)]):
        said = CliRunner().invoke(
            command, ["originality", str(file), "--format", "json", *words], catch_exceptions=False
        )
        assert json.loads(said.stdout)["passages"] == []

"""`nianlun library`: what it prints, and how it ends."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from nianlun.apps.library.models import Document
from nianlun.cli.library import BUSY, SOME_FAILED, command
from tests.integration.library.conftest import REPORT

pytestmark = pytest.mark.django_db


def run(*words: str, code: int = 0):
    result = CliRunner().invoke(command, list(words), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def said(*words: str, code: int = 0):
    return json.loads(run(*words, "--format", "json", code=code).stdout)


@pytest.fixture
def folder(tmp_path, county):
    path = tmp_path / "in"
    (path / "sub").mkdir(parents=True)
    (path / "a.txt").write_text(REPORT, "utf-8")
    (path / "sub" / "b.txt").write_text(REPORT.replace("2023", "2022"), "gb18030")
    return path


def test_folder_is_imported_and_everything_can_be_asked(folder, tmp_path):
    imported = said("import", str(folder), "--tag", "年度")
    assert (imported["documents"], imported["done"], imported["state"]) == (2, 2, "done")
    assert said("import", str(folder))["duplicate"] == 2

    found = said("search", "粮食 -棉花", "--year", "2022")
    assert (found["total"], found["hits"][0]["year"]) == (1, 2022)
    assert found["hits"][0]["passages"]
    assert [row["title"] for row in said("list")] == list(
        Document.objects.order_by("-added_at", "-pk").values_list("title", flat=True)
    )
    assert said("stats")["totals"]["documents"] == 2
    assert said("reindex")["documents"] == 2
    assert said("reread", "--all", "--force")["documents"] == 2
    assert said("reread", "--all")["documents"] == 0
    assert len(said("jobs")) == 2
    run("export", "--query", "年份:2022", "--to", str(tmp_path / "out.jsonl"))
    [line] = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["text"] == Document.objects.get(year=2022).text


def test_unreadable_file_is_named_and_changes_the_exit_code(folder):
    (folder / "bad.docx").write_bytes(b"PK\x03\x04")

    result = said("import", str(folder), code=SOME_FAILED)

    assert [(each["name"], each["state"]) for each in result["troubled"]] == [("bad.docx", "failed")]
    assert result["troubled"][0]["reason"]


def test_reindex_beside_another_writer_says_so(folder, monkeypatch):
    said("import", str(folder))
    monkeypatch.setattr("nianlun.adapters.search_index.store.SearchIndex.rebuild", lambda *_a, **_k: False)

    run("reindex", "--wait", "0", code=BUSY)


def test_user_finds_what_he_may_read(folder, bob):
    said("import", str(folder))

    assert said("search", "粮食", "--as", "bob")["total"] == 0
    run("search", "粮食", "--as", "nobody-known", code=2)


def test_without_a_unit_it_says_what_to_do(tmp_path, db):
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")

    assert "nianlun unit create" in run("import", str(tmp_path / "a.txt"), code=2).output


@pytest.mark.parametrize("name", sorted(command.commands))
def test_every_command_shows_examples(name):
    output = run(name, "--help").output

    assert "Examples:" in output
    assert f"nianlun library {name}" in output


def test_watching_without_a_folder_says_which_setting_is_missing(settings, tmp_path):
    settings.WATCHED_FOLDER = None
    assert "NIANLUN_WATCHED_FOLDER" in run("watch", "--once", code=2).output
    settings.WATCHED_FOLDER = tmp_path / "nowhere"
    assert "nowhere" in run("watch", "--once", code=2).output


def test_skipped_file_changes_the_exit_code_too(folder):
    (folder / "table.xlsx").write_bytes(b"PK\x03\x04")

    result = said("import", str(folder), code=SOME_FAILED)

    assert [(each["name"], each["state"]) for each in result["troubled"]] == [("table.xlsx", "skipped")]

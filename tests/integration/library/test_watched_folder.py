"""The watched folder: files that have stopped growing are taken; none is ever lost."""

from __future__ import annotations

import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from nianlun.apps.library import clock, watching
from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import Document, ImportJob
from tests.integration.library.conftest import REPORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings, county):
    path = tmp_path / "delivery"
    path.mkdir()
    settings.WATCHED_FOLDER, settings.WATCHED_UNIT = path, None
    return path


def put(path, content: str | bytes, *, age_seconds: float = 60) -> None:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    written = timezone.now().timestamp() - age_seconds
    os.utime(path, (written, written))


def below(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_are_taken_and_sorted_by_what_became_of_them(folder, county):
    put(folder / "总结.txt", REPORT)
    put(folder / "坏.docx", b"PK\x03\x04 broken")
    assert clock.scan_watched_folder() == 2
    job = ImportJob.objects.get()
    assert below(folder) == [f"taken/{job.pk}/坏.docx", f"taken/{job.pk}/总结.txt"]

    work(job.pk)
    assert clock.scan_watched_folder() == 0

    assert below(folder) == ["done/总结.txt", "failed/坏.docx", "failed/坏.docx.txt"]
    assert "text.docx" in (folder / "failed" / "坏.docx.txt").read_text("utf-8")
    assert (job.unit, job.origin) == (county, "folder")
    assert Document.objects.get().title.startswith("县农业农村局")


def test_growing_hidden_and_unfinished_files_wait(folder):
    put(folder / "new.txt", REPORT, age_seconds=0)
    put(folder / ".hidden.txt", REPORT)
    put(folder / "a.part", REPORT)
    (folder / "sub").mkdir()

    assert clock.scan_watched_folder() == 0
    assert clock.scan_watched_folder(timezone.now() + timedelta(seconds=5)) == 1


def test_crash_between_job_and_move_loses_nothing(folder, monkeypatch):
    put(folder / "总结.txt", REPORT)

    make = Path.mkdir

    def die_before_moving(path: Path, *arguments, **options) -> None:
        if "taken" in path.parts:
            raise KeyboardInterrupt
        make(path, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", die_before_moving)
        with pytest.raises(KeyboardInterrupt):
            clock.scan_watched_folder()
    clock.scan_watched_folder()
    for job in ImportJob.objects.order_by("pk"):
        work(job.pk)
    clock.scan_watched_folder()

    assert below(folder) == ["done/总结.txt"]
    assert Document.objects.count() == 1


def test_names_met_before_do_not_overwrite(folder):
    for turn in range(2):
        put(folder / "日报.txt", REPORT.replace("25.6", f"{turn}5.6"))
        clock.scan_watched_folder()
        work(ImportJob.objects.latest("pk").pk)
        watching.settle(folder)

    assert below(folder) == ["done/日报-2.txt", "done/日报.txt"]


def test_without_a_unit_nothing_is_touched(tmp_path, settings, db):
    settings.WATCHED_FOLDER, settings.WATCHED_UNIT = tmp_path, None
    put(tmp_path / "a.txt", REPORT)

    assert clock.scan_watched_folder() == 0
    assert (tmp_path / "a.txt").exists()


def test_name_in_gbk_is_read_and_its_file_ends_where_it_belongs(folder):
    """Older Windows programs write names in GBK, which Linux hands on as bytes that are no UTF-8."""
    put(Path(os.fsdecode(os.fsencode(folder) + b"/" + "总结.txt".encode("gb18030"))), REPORT)
    clock.scan_watched_folder()
    job = ImportJob.objects.get()
    work(job.pk)
    clock.scan_watched_folder()

    assert job.items.get().name == "总结.txt"
    assert [path.parent.name for path in folder.rglob("*") if path.is_file()] == ["done"]


def test_longest_name_still_gets_its_reason(folder):
    long = "坏" * 82 + ".docx"
    for _turn in range(2):
        put(folder / long, b"PK\x03\x04 broken")
        clock.scan_watched_folder()
        work(ImportJob.objects.latest("pk").pk)
        clock.scan_watched_folder()

    assert len(below(folder)) == 4
    assert {path.split("/")[0] for path in below(folder)} == {"failed"}
    assert sum(path.endswith(".txt") for path in below(folder)) == 2


def test_zip_of_which_a_file_was_not_read_says_so_beside_it(folder):
    with zipfile.ZipFile(folder / "日报.zip", "w") as archive:
        archive.writestr("总结.txt", REPORT)
        archive.writestr("坏.docx", b"PK\x03\x04 broken")
    os.utime(folder / "日报.zip", (1, 1))
    clock.scan_watched_folder()
    work(ImportJob.objects.get().pk)
    clock.scan_watched_folder()

    assert below(folder) == ["done/日报.zip", "done/日报.zip.txt"]
    words = (folder / "done" / "日报.zip.txt").read_text("utf-8")
    assert "日报.zip/坏.docx" in words
    assert "总结.txt" not in words

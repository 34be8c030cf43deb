"""The mirror of the source files: for whom, what is copied, what is taken away, what a check finds."""

from __future__ import annotations

import hashlib
import json
import os

import pytest
from click.testing import CliRunner

from nianlun.adapters import mirror
from nianlun.apps.audit.models import Event
from nianlun.apps.library.actions.access import remove_document
from nianlun.apps.library.mirroring import check_mirror, keep_mirror, wanted_by
from nianlun.apps.library.models import Document, Source
from nianlun.apps.library.stores import file_store
from nianlun.cli.library import command
from nianlun.cli.library_sharing import DIFFERS, SOME_LOST
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(deliver, bob, charlie):
    """A public file and one of each bureau; one that a person keeps for himself."""
    factories.GrantFactory(user=charlie, unit=charlie.unit, role="keep", area="library")
    deliver(("公开.txt", "公开的通知\n各单位做好值班。\n"), by=bob, access="public")
    deliver(("农业.txt", "农业工作总结\n全年播种25万亩。\n"), by=bob)
    deliver(("私有.txt", "我的草稿\n还没有写完。\n"), by=bob, access="private")
    deliver(("水利.txt", "水利工作总结\n新建水库2座。\n"), by=charlie)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mirror"


def names(user):
    return {each.path.split("-", 1)[1] for each in wanted_by(user)}


def in_folder(folder):
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.name != mirror.MANIFEST
    }


def run(*words: str, code: int = 0):
    result = CliRunner().invoke(command, ["mirror", *words, "--format", "json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_each_mirrors_what_he_may_read_whole(files, alice, bob, charlie, nobody):
    assert names(None) == names(nobody) == {"公开.txt"}
    assert names(bob) == {"公开.txt", "农业.txt", "私有.txt"}
    assert names(charlie) == {"公开.txt", "水利.txt"}
    assert names(alice) == {"公开.txt", "农业.txt", "水利.txt"}


def test_file_with_a_document_that_is_hidden_is_left_out(files, bob, alice):
    source = Source.objects.get(name="农业.txt")
    factories.DocumentFactory(source=source, position=2, unit=bob.unit, owner=bob, access="private")

    assert "农业.txt" in names(bob)
    assert "农业.txt" not in names(alice)


def test_files_stand_in_folders_of_days_with_their_digests(files, folder, now, bob):
    done = keep_mirror(folder, bob, at=now)

    assert len(done.written) == 3
    assert in_folder(folder) == set(done.written)
    assert all(path.startswith("2024/03/01/") for path in done.written)
    manifest = json.loads((folder / mirror.MANIFEST).read_text("utf-8"))
    assert manifest["for"] == "user:bob"
    for each in manifest["files"]:
        assert hashlib.sha256((folder / each["path"]).read_bytes()).hexdigest() == each["sha256"]
    left = Event.objects.filter(kind="document.downloaded", detail__form="mirror", by=bob)
    assert left.count() == 3


def test_second_run_copies_only_what_is_new_and_removes_what_is_gone(files, folder, now, bob, deliver):
    first = keep_mirror(folder, bob, at=now)
    times = {path: (folder / path).stat().st_mtime_ns for path in first.written}
    deliver(("新.txt", "新的通知\n请查收。\n"), by=bob)
    gone = Document.objects.get(source__name="农业.txt")
    old = next(path for path in first.written if path.endswith("农业.txt"))
    remove_document(document_id=gone.pk, reason="重复", by=bob, at=now)

    second = keep_mirror(folder, bob, at=now)

    assert [path.split("-", 1)[1] for path in second.written] == ["新.txt"]
    assert (second.removed, second.kept) == ((old,), 2)
    assert not (folder / old).exists()
    assert all((folder / path).stat().st_mtime_ns == times[path] for path in times if path != old)
    assert not check_mirror(folder, bob)
    assert keep_mirror(folder, bob, at=now).written == ()


def test_right_withdrawn_takes_the_file_away(files, folder, now):
    keep_mirror(folder, None, at=now)
    Document.objects.filter(source__name="公开.txt").update(access="unit")

    done = keep_mirror(folder, None, at=now)

    assert len(done.removed) == 1
    assert in_folder(folder) == set()
    assert not list(folder.glob("2024"))


def test_check_names_what_is_missing_superfluous_and_changed(files, folder, now, bob):
    done = keep_mirror(folder, bob, at=now)
    missing, changed, _kept = done.written
    (folder / missing).unlink()
    stood = (folder / changed).stat()
    content = (folder / changed).read_bytes()
    (folder / changed).chmod(0o640)
    (folder / changed).write_bytes(content[:-1] + b"!")
    os.utime(folder / changed, (stood.st_atime, stood.st_mtime))
    (folder / "2024" / "note.txt").write_text("mine")

    found = check_mirror(folder, bob)

    assert (found.missing, found.superfluous, found.changed) == ((missing,), ("2024/note.txt",), (changed,))
    assert keep_mirror(folder, bob, at=now).written == (missing,), "size and time are believed"
    assert keep_mirror(folder, bob, at=now, thorough=True).written == (changed,)
    assert (folder / "2024" / "note.txt").exists(), "what is not the mirror's own stays"
    assert check_mirror(folder, bob).superfluous == ("2024/note.txt",)


def test_killed_run_leaves_nothing_a_later_one_does_not_know(files, folder, now, bob, monkeypatch):
    """A file that was copied before the kill and is no longer wanted after it is still known as the mirror's own."""
    with monkeypatch.context() as dying:
        copied = []

        def die(*given):
            if copied:
                raise KeyboardInterrupt
            copied.append(real(*given))
            return True

        real = mirror._copy
        dying.setattr(mirror, "_copy", die)
        with pytest.raises(KeyboardInterrupt):
            keep_mirror(folder, bob, at=now)
    (folder / f"{mirror.PASSING}left").write_text("half")
    (first,) = in_folder(folder)
    Document.objects.filter(source__name=first.split("-", 1)[1]).delete()

    done = keep_mirror(folder, bob, at=now)

    assert done.removed == (first,)
    assert not check_mirror(folder, bob)


def test_folder_of_others_or_of_another_person_is_refused(files, folder, now, alice, bob, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    with pytest.raises(RefusedError, match=r"library\.mirror\.not_empty"):
        keep_mirror(full, None, at=now)
    keep_mirror(folder, None, at=now)

    for act in (lambda: keep_mirror(folder, bob, at=now), lambda: check_mirror(folder, bob)):
        with pytest.raises(RefusedError, match=r"library\.mirror\.other_rights"):
            act()


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "[]",
        '{"format": 2, "for": "public", "files": []}',
        '{"format": 1, "for": "public", "files": [{"path": "../../etc/passwd", "sha256": ""}]}',
        '{"format": 1, "for": "public", "files": [{"path": "2024/03/01/1-a/../../b", "sha256": ""}]}',
    ],
)
def test_manifest_that_is_none_is_refused(files, folder, now, words):
    folder.mkdir()
    (folder / mirror.MANIFEST).write_text(words)

    with pytest.raises(RefusedError, match=r"library\.mirror\.manifest_broken"):
        keep_mirror(folder, None, at=now)


def test_two_runs_at_once_are_refused(files, folder, now):
    with mirror.alone_in(folder), pytest.raises(RefusedError, match=r"library\.mirror\.busy"):
        keep_mirror(folder, None, at=now)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("年度/总结.docx", "总结.docx"),
        ("..\\..\\x.txt", "x.txt"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("..", "file"),
        ("没有后缀的文件", "没有后缀的文件"),
    ],
)
def test_names_of_people_are_made_harmless(name, kept, county):
    factories.DocumentFactory(source__name=name, access="public")

    assert names(None) == {kept}


def test_long_name_fits_every_file_system(county):
    factories.DocumentFactory(source__name="长" * 200 + ".docx", access="public")

    (name,) = names(None)

    assert len(name.encode()) < 200
    assert name.endswith(".docx")


def test_command_ends_as_it_went(files, folder, bob):
    assert len(run(str(folder))["written"]) == 1
    assert run(str(folder), "--check") == {"for": "public", "missing": [], "superfluous": [], "changed": []}
    (path,) = in_folder(folder)
    (folder / path).unlink()
    assert run(str(folder), "--check", code=DIFFERS)["missing"] == [path]
    file_store().remove(Source.objects.get(name="公开.txt").sha256)
    assert run(str(folder), code=SOME_LOST)["lost"] == [path]
    assert len(run(str(folder.parent / "of-bob"), "--as", "bob", code=SOME_LOST)["written"]) == 2

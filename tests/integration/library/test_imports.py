"""Deliveries: what becomes of each file, and what remains when something goes wrong."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import OperationalError

from nianlun.apps.audit.models import Event
from nianlun.apps.library import clock, tasks
from nianlun.apps.library.actions.imports import Delivered, cancel_import, retry_import, start_import
from nianlun.apps.library.importing import items as item_steps
from nianlun.apps.library.importing import jobs
from nianlun.apps.library.importing.jobs import claim, work
from nianlun.apps.library.models import Access, Document, Figure, ImportItem, ImportJob, Link, Source
from nianlun.apps.library.queries.imports import progress
from nianlun.apps.library.queries.search import SearchRequest, search
from nianlun.apps.library.stores import file_store
from nianlun.kernel.errors import RefusedError, UnreadableError
from tests.integration.library.conftest import REPORT, delivered

pytestmark = pytest.mark.django_db


def zipped(*members: tuple[str, bytes], **options) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def states(job: ImportJob) -> list[tuple[str, str, str]]:
    return [(item.name, item.state, item.fault) for item in job.items.order_by("position")]


def test_file_becomes_documents_with_all_that_was_found(deliver, bob):
    job = deliver(("总结.txt", REPORT), by=bob, tags=["年度", "农业"])

    document = Document.objects.get()
    assert job.state == ImportJob.State.DONE
    assert (document.unit, document.owner, document.access) == (bob.unit, bob, Access.UNIT)
    assert (document.year, document.plan_year, document.kind) == (2023, 2024, "summary")
    assert document.text == document.source.documents.get().text == REPORT.strip()
    assert {tag.name for tag in document.tags.all()} == {"年度", "农业"}
    for figure in document.figures.all():
        assert document.text[figure.start : figure.end] == figure.text
    assert {"25.6万亩", "33.33%"} <= set(document.figures.values_list("text", flat=True))
    assert document.commitments.filter(year=2024).exists()
    item = job.items.get()
    assert (item.documents, item.figures) == (1, document.figures.count())
    assert Event.objects.filter(kind="source.imported", by=bob, unit=bob.unit).count() == 1


def test_imported_document_is_found_at_once(deliver, bob):
    deliver(("总结.txt", REPORT), by=bob)

    page = search(bob, SearchRequest(text="高标准农田"))

    assert page.total == 1
    assert not Document.objects.filter(index_due=True).exists()


def test_same_file_twice_is_recognised(deliver, bob):
    deliver(("a.txt", REPORT), by=bob)

    second = deliver(("b.txt", REPORT), ("c.txt", REPORT), by=bob)

    assert [state for _, state, _ in states(second)] == ["duplicate", "duplicate"]
    assert {item.source for item in second.items.all()} == {Source.objects.get()}
    assert Document.objects.count() == 1


def test_same_file_of_another_unit_is_taken_and_linked(deliver, bob, charlie, alice, other_bureau):
    deliver(("a.txt", REPORT), by=bob)
    deliver(("b.txt", REPORT), by=alice, unit=other_bureau)

    link = Link.objects.get()

    assert Source.objects.count() == 2
    assert (link.similarity, link.containment) == (1.0, 1.0)


def test_private_file_does_not_stand_in_the_way_of_the_unit(deliver, bob):
    deliver(("a.txt", REPORT), by=bob, access="private")

    job = deliver(("a.txt", REPORT), by=bob)

    assert [state for _, state, _ in states(job)] == ["done"]


def test_near_duplicate_in_the_library_is_linked_with_its_leak(deliver, bob):
    masked = REPORT.replace("25.6万亩", "XX万亩").replace("120家", "130家")
    deliver(("a.txt", REPORT), by=bob)

    deliver(("b.txt", masked), by=bob)

    link = Link.objects.get()
    assert link.first_id < link.second_id
    assert link.similarity > 0.95
    assert link.leaks == 1


def test_unlike_documents_are_not_linked(deliver, bob):
    deliver(("a.txt", REPORT), by=bob)
    deliver(("b.txt", "关于召开会议的通知\n\n各乡镇：定于下周一召开会议，请准时参加。\n"), by=bob)

    assert not Link.objects.exists()


def test_broken_file_leaves_nothing_behind_and_is_named(deliver, bob):
    job = deliver(("坏.docx", b"PK\x03\x04 broken"), ("空.txt", b""), ("好.txt", REPORT), by=bob)

    assert [(name, state) for name, state, _ in states(job)] == [
        ("坏.docx", "failed"),
        ("空.txt", "failed"),
        ("好.txt", "done"),
    ]
    assert all(fault for _, state, fault in states(job) if state == "failed")
    assert Source.objects.get().name == "好.txt"


def test_reader_that_breaks_does_not_stop_the_others(deliver, bob, monkeypatch):
    def read(name, content):
        if name == "a.txt":
            raise ZeroDivisionError
        raise UnreadableError("text.file.empty", name=name)

    monkeypatch.setattr("nianlun.apps.library.importing.readers.read_file", read)

    job = deliver(("a.txt", b"1"), ("b.txt", b"2"), by=bob)

    assert [fault for _, _, fault in states(job)] == ["library.import.reader_failed", "text.file.empty"]


def test_other_kinds_are_skipped_and_said(deliver, bob):
    job = deliver(("表.xlsx", b"x"), ("无后缀", b"x"), by=bob)

    assert states(job) == [
        ("表.xlsx", "skipped", "library.import.kind_unknown"),
        ("无后缀", "skipped", "library.import.kind_missing"),
    ]
    assert [item.fault_values for item in job.items.order_by("position")] == [{"kind": "xlsx"}, {}]
    assert job.state == ImportJob.State.DONE


def test_file_of_too_many_documents_is_refused_whole(deliver, bob, monkeypatch):
    monkeypatch.setattr("nianlun.apps.library.importing.items.MOST_DOCUMENTS", 1)
    two = REPORT + "\n\n" + REPORT.replace("县农业农村局", "县水利局")

    job = deliver(("汇编.txt", two), ("好.txt", REPORT), by=bob)

    assert states(job) == [
        ("汇编.txt", "failed", "library.import.too_many_documents"),
        ("好.txt", "done", ""),
    ]
    assert job.items.first().fault_values == {"number": 2, "most": 1}
    assert Document.objects.count() == 1


def test_zip_without_a_file_is_said(deliver, bob):
    job = deliver(("空.zip", zipped(("__MACOSX/._a.txt", b"x"))), by=bob)

    assert states(job) == [("空.zip", "failed", "library.zip.empty")]


def test_zip_is_opened_with_zips_inside(deliver, bob):
    inner = zipped(("里/b.txt", REPORT.replace("2023", "2022").encode()))
    outer = zipped(
        ("甲/a.txt", REPORT.encode()),
        ("inner.zip", inner),
        ("__MACOSX/._a.txt", b"x"),
        ("~$a.docx", b"x"),
        ("c.exe", b"x"),
    )

    job = deliver(("all.zip", outer), by=bob)

    assert states(job) == [
        ("all.zip", "done", ""),
        ("all.zip/甲/a.txt", "done", ""),
        ("all.zip/inner.zip", "done", ""),
        ("all.zip/c.exe", "skipped", "library.import.kind_unknown"),
        ("all.zip/inner.zip/里/b.txt", "done", ""),
    ]
    assert progress(job).share == 1.0


def test_names_in_gbk_without_a_flag_are_read(deliver, bob):
    content = zipped(("xxxx.txt", REPORT.encode()))
    content = content.replace(b"xxxx.txt", "总结".encode("gbk") + b".txt")

    job = deliver(("a.zip", content), by=bob)

    assert job.items.get(position=2).name == "a.zip/总结.txt"


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"]
)
def test_name_that_climbs_out_of_the_zip_is_skipped(deliver, bob, name):
    job = deliver(("a.zip", zipped((name, REPORT.encode()))), by=bob)

    assert [(state, fault) for _, state, fault in states(job)][1:] == [("skipped", "library.zip.unsafe_name")]


def test_bomb_is_refused(deliver, bob, monkeypatch):
    monkeypatch.setattr("nianlun.apps.library.importing.zips.HARMLESS_BYTES", 1 << 20)
    bomb = zipped(("a.txt", b"0" * (8 << 20)), compression=zipfile.ZIP_DEFLATED)

    job = deliver(("bomb.zip", bomb), by=bob)

    assert states(job) == [("bomb.zip", "failed", "library.zip.bomb")]


def test_zips_nested_too_deeply_are_refused(deliver, bob):
    content = REPORT.encode()
    name = "a.txt"
    for depth in range(5):
        content, name = zipped((name, content)), f"{depth}.zip"

    job = deliver((name, content), by=bob)

    assert states(job)[-1][1:] == ("failed", "library.zip.too_deep")


@pytest.mark.parametrize(
    "content",
    [b"no zip at all", zipped(("a.txt", b"abc" * 99))[:-30], b"PK\x05\x06" + b"\xff" * 18],
    ids=["text", "cut", "wild numbers"],
)
def test_broken_zip_is_named(deliver, bob, content):
    job = deliver(("a.zip", content), by=bob)

    assert states(job) == [("a.zip", "failed", "library.zip.broken")]


def test_damaged_member_does_not_harm_the_others(deliver, bob):
    content = bytearray(zipped(("a.txt", b"0123456789" * 20), ("b.txt", REPORT.encode())))
    content[content.find(b"0123456789")] ^= 0xFF

    job = deliver(("a.zip", bytes(content)), by=bob)

    assert [(state, fault) for _, state, fault in states(job)][1:] == [
        ("skipped", "library.zip.broken_member"),
        ("done", ""),
    ]


def test_member_behind_a_password_is_said(deliver, bob):
    content = bytearray(zipped(("a.txt", b"secret")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1

    job = deliver(("a.zip", bytes(content)), by=bob)

    assert states(job)[1][1:] == ("skipped", "library.zip.encrypted")


def test_stranger_may_not_deliver_to_a_unit(bob, charlie, now):
    with pytest.raises(RefusedError, match=r"library\.import\.not_allowed"):
        start_import(files=[delivered("a.txt", "x")], unit=bob.unit, access=Access.UNIT, by=charlie, at=now)
    with pytest.raises(RefusedError, match=r"library\.import\.not_allowed"):
        start_import(
            files=[delivered("a.txt", "x")], unit=charlie.unit, access=Access.UNIT, by=charlie, at=now
        )

    assert not ImportJob.objects.exists()


def test_empty_delivery_is_refused(bob, now):
    with pytest.raises(RefusedError, match=r"library\.import\.empty"):
        start_import(files=[], unit=bob.unit, access=Access.UNIT, by=bob, at=now)


@pytest.fixture
def waiting(bob, now) -> ImportJob:
    """A delivery of three files nobody has begun."""
    return start_import(
        files=[delivered(f"{n}.txt", REPORT.replace("25.6", f"2{n}.6")) for n in range(3)],
        unit=bob.unit,
        access=Access.UNIT,
        by=bob,
        at=now,
    )


def test_job_is_taken_by_one_worker_alone(waiting, now):
    assert claim(waiting.pk, "one", now) is not None
    assert claim(waiting.pk, "two", now + timedelta(seconds=29)) is None
    assert claim(waiting.pk, "two", now + timedelta(seconds=31)) is not None


def test_worker_that_lost_its_job_stores_nothing(waiting, now, monkeypatch):
    read_path = "nianlun.apps.library.importing.readers.read_file"
    from_file = item_steps.finish_read

    def taken_over(item, read, **more):
        ImportJob.objects.filter(pk=waiting.pk).update(worker="another")
        return from_file(item, read, **more)

    monkeypatch.setattr(item_steps, "finish_read", taken_over)

    assert read_path
    assert work(waiting.pk, clock=lambda: now) is False
    assert not Document.objects.exists()
    assert {state for _, state, _ in states(waiting)} == {"waiting"}


def test_fault_while_storing_leaves_nothing_of_the_file(waiting, now, monkeypatch):
    def fail(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("nianlun.apps.library.importing.storing.link_new", fail)

    assert work(waiting.pk, clock=lambda: now)

    assert (Source.objects.count(), Document.objects.count(), Figure.objects.count()) == (0, 0, 0)
    assert not Event.objects.filter(kind="source.imported").exists()
    assert {fault for _, _, fault in states(waiting)} == {"library.import.reader_failed"}


def test_database_that_is_away_is_not_the_fault_of_the_file(waiting, now, monkeypatch):
    def fail(*_args, **_more):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr("nianlun.apps.library.importing.storing.link_new", fail)
        with pytest.raises(OperationalError):
            work(waiting.pk, clock=lambda: now)
    assert {state for _, state, _ in states(waiting)} == {"waiting"}

    clock.recover_stale_imports(now + timedelta(seconds=31))
    assert work(waiting.pk, clock=lambda: now + timedelta(seconds=32))

    assert Document.objects.count() == 3


def test_dead_worker_is_noticed_and_the_job_goes_on(waiting, now):
    claim(waiting.pk, "dead", now)

    assert clock.recover_stale_imports(now + timedelta(seconds=20)) == 0
    assert clock.recover_stale_imports(now + timedelta(seconds=31)) == 1
    assert clock.recover_stale_imports(now + timedelta(seconds=31)) == 0

    assert work(waiting.pk, clock=lambda: now + timedelta(seconds=32))
    assert Document.objects.count() == 3


def test_task_works_a_job_through(waiting):
    assert tasks.work_import.func(waiting.pk) is True
    assert tasks.work_import.func(waiting.pk) is False

    assert {state for _, state, _ in states(waiting)} == {"done"}


def test_cancelled_job_keeps_what_it_has_and_can_go_on(waiting, bob, now):
    def cancel_after_first(item):
        if item.position == 1:
            cancel_import(job_id=waiting.pk, by=bob, at=now)

    assert work(waiting.pk, clock=lambda: now, on_item=cancel_after_first) is False
    assert [state for _, state, _ in states(waiting)] == ["done", "waiting", "waiting"]
    with pytest.raises(RefusedError, match=r"library\.import\.over"):
        cancel_import(job_id=waiting.pk, by=bob, at=now)

    retry_import(job_id=waiting.pk, by=bob, at=now)
    assert work(waiting.pk, clock=lambda: now)

    assert Document.objects.count() == 3


def test_failed_files_are_tried_again(deliver, bob, now, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("nianlun.apps.library.importing.readers.read_file", lambda *_: 1 / 0)
        job = deliver(("a.txt", REPORT), by=bob)
    assert states(job)[0][1] == "failed"

    retry_import(job_id=job.pk, by=bob, at=now)
    work(job.pk, clock=lambda: now)

    assert states(job) == [("a.txt", "done", "")]
    with pytest.raises(RefusedError, match=r"library\.import\.nothing_failed"):
        retry_import(job_id=job.pk, by=bob, at=now)


def test_characters_no_database_keeps_are_replaced_in_place(deliver, bob):
    deliver(("a.txt", REPORT.replace("安全", "安\x00全")), by=bob)

    document = Document.objects.get()

    assert "\x00" not in document.text
    assert len(document.text) == len(REPORT.strip()) + 1


def test_items_are_read_in_other_processes(waiting):
    assert work(waiting.pk, processes=1)

    assert {state for _, state, _ in states(waiting)} == {"done"}
    assert ImportItem.objects.filter(job=waiting, documents=1).count() == 3


def test_long_reading_shows_that_the_worker_lives(waiting, now, monkeypatch):
    monkeypatch.setattr("nianlun.apps.library.importing.jobs.BEAT_SECONDS", 0.01)
    beats = []
    monkeypatch.setattr(
        "nianlun.apps.library.importing.jobs.connection.close", lambda: beats.append("closed"), raising=False
    )

    class Rows:
        def filter(self, **_):
            return self

        def update(self, **fields):
            beats.append(fields)
            if len(beats) == 1:
                raise OperationalError

    from_module = "nianlun.apps.library.importing.jobs.ImportJob"
    monkeypatch.setattr(from_module, type("Job", (), {"objects": Rows()}))

    with jobs._beating(waiting, "me", lambda: now):
        time.sleep(0.2)

    assert beats.count({"heartbeat_at": now}) >= 3


def test_tag_that_is_too_long_is_refused_before_anything_is_kept(deliver, bob):
    """PostgreSQL would refuse the row of every file of the delivery, SQLite would keep it."""
    with pytest.raises(RefusedError, match=r"library\.tag\.too_long"):
        deliver(("总结.txt", REPORT), by=bob, tags=["长" * 51])

    assert not ImportJob.objects.exists()


def test_file_that_may_not_be_opened_is_named_and_the_others_go_on(bob, now):
    def refuse() -> io.BytesIO:
        raise PermissionError

    files = [Delivered("机密.txt", refuse), delivered("总结.txt", REPORT)]
    job = start_import(files=files, unit=bob.unit, access=Access.UNIT, by=bob, at=now, in_background=False)
    work(job.pk, clock=lambda: now)

    assert states(job) == [
        ("机密.txt", "skipped", "library.import.not_opened"),
        ("总结.txt", "done", ""),
    ]


def test_refused_zip_leaves_none_of_its_members(deliver, bob, monkeypatch):
    monkeypatch.setattr("nianlun.apps.library.importing.zips.HARMLESS_BYTES", 1 << 20)
    content = zipped(
        ("总结.txt", REPORT.encode()), ("炸弹.txt", b"0" * (8 << 20)), compression=zipfile.ZIP_DEFLATED
    )

    job = deliver(("炸弹.zip", content), by=bob)

    assert states(job) == [("炸弹.zip", "failed", "library.zip.bomb")]
    assert not file_store().has(sha256(REPORT.encode()).hexdigest())


def test_member_of_a_kind_that_is_not_read_is_not_kept(deliver, bob, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = deliver(("日报.zip", zipped(("会场.mp4", b"x" * 1000), ("总结.txt", REPORT.encode()))), by=bob)

    assert [state for _, state, _ in states(job)] == ["done", "skipped", "done"]
    assert not file_store().has(job.items.get(state="skipped").sha256)
    assert file_store().has(Source.objects.get().sha256)

"""The index follows the database: after changes, after damage, whatever is interrupted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nianlun.adapters.search_index import generations
from nianlun.apps.library import clock, indexing
from nianlun.apps.library.actions.access import change_access, remove_document
from nianlun.apps.library.actions.tags import set_tags
from nianlun.apps.library.models import Access, Document, IndexRemoval
from nianlun.apps.library.queries.search import SearchRequest, search
from nianlun.apps.library.stores import search_index
from tests.integration.library.conftest import REPORT

pytestmark = pytest.mark.django_db


def total(user, text="粮食", **more) -> int:
    page = search(user, SearchRequest(text=text, **more))
    assert page.problem is None
    return page.total


def test_change_reaches_the_index(report, bob, charlie, now):
    assert (total(bob), total(charlie)) == (1, 0)

    change_access(document_id=report.pk, access=Access.PUBLIC, by=bob, at=now)
    set_tags(document_id=report.pk, names=["春耕"], by=bob, at=now)
    assert Document.objects.get().index_due
    clock.keep_index()

    assert not Document.objects.get().index_due
    assert (total(charlie), total(charlie, tags=("春耕",)), total(charlie, "标签:春耕")) == (1, 1, 1)


def test_document_made_private_is_found_by_its_owner_alone(report, alice, bob, now):
    change_access(document_id=report.pk, access=Access.PRIVATE, by=bob, at=now)
    clock.keep_index()

    assert (total(bob), total(alice)) == (1, 0)


def test_right_withdrawn_counts_before_the_index_knows(report, alice, bob, now):
    change_access(document_id=report.pk, access=Access.PRIVATE, by=bob, at=now)

    page = search(alice, SearchRequest(text="粮食"))

    assert page.hits == ()


def test_removed_document_leaves_the_index(report, bob, now):
    remove_document(document_id=report.pk, by=bob, at=now, reason="错发")
    assert search(bob, SearchRequest(text="粮食")).hits == ()
    clock.keep_index()

    assert total(bob) == 0
    assert not IndexRemoval.objects.exists()


def test_change_during_indexing_stays_due(report, bob, monkeypatch):
    indexing.touch(report.pk)
    update = type(search_index()).update

    def changed_meanwhile(index, entries, removed=(), **more):
        written = update(index, entries, removed, **more)
        indexing.touch(report.pk)
        return written

    with monkeypatch.context() as patch:
        patch.setattr(type(search_index()), "update", changed_meanwhile)
        indexing.index_due(most=1)

    assert Document.objects.get().index_due


def test_crash_before_the_flag_is_cleared_repeats_and_does_not_double(report, bob, monkeypatch):
    indexing.touch(report.pk)

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("nianlun.apps.library.indexing.due._clear", die)
        with pytest.raises(KeyboardInterrupt):
            indexing.index_due()
    assert Document.objects.get().index_due

    indexing.index_due()

    assert (total(bob), search_index().documents()) == (1, 1)


def lose_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def lose_pointer(folder: Path) -> None:
    (folder / generations.POINTER).unlink()


def spoil(folder: Path) -> None:
    for path in generations.current(folder).glob("*.idx"):
        path.write_bytes(b"spoiled")


@pytest.mark.parametrize("harm", [lose_folder, lose_pointer, spoil])
def test_broken_index_says_so_and_rebuilds_itself(report, bob, settings, harm):
    search_index().close()
    harm(Path(settings.INDEX_FOLDER))

    page = search(bob, SearchRequest(text="粮食"))
    assert (page.total, page.problem.slug) == (0, "library.index.rebuilding")
    clock.keep_index()

    assert total(bob) == 1


def test_reindex_builds_what_is_in_the_database(deliver, bob):
    deliver(*((f"{n}.txt", REPORT.replace("25.6", f"{n}.1")) for n in range(5)), by=bob)
    old = generations.current(search_index().folder)

    assert indexing.reindex() == 5

    assert generations.current(search_index().folder) != old
    assert total(bob) == 5


def test_document_that_comes_during_a_rebuild_is_indexed_after_it(report, bob, deliver):
    indexing.reindex(on_progress=lambda _: indexing.touch(report.pk))

    assert Document.objects.get().index_due
    clock.keep_index()
    assert not Document.objects.get().index_due


def test_batches_are_gone_through(deliver, bob, monkeypatch):
    monkeypatch.setattr("nianlun.apps.library.indexing.due.BATCH", 2)
    deliver(*((f"{n}.txt", REPORT.replace("25.6", f"{n}.1")) for n in range(5)), by=bob)
    Document.objects.update(index_due=True)

    assert indexing.index_due() == 5
    assert indexing.reindex() == 5
    assert total(bob) == 5

"""Bringing changes into the index, and building it anew.

A change sets `index_due` in its own transaction. The index is written and on disk before the flag is cleared,
and the flag is cleared only if the document has not changed again: a crash repeats work and loses none.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db.models import F

from nianlun.adapters.search_index.entries import Entry
from nianlun.adapters.search_index.store import IndexMissingError
from nianlun.apps.library.indexing.entries import entries_of
from nianlun.apps.library.models import Document, IndexRemoval
from nianlun.apps.library.stores import search_index

BATCH = 200
"""Documents indexed with one commit, and read at once when all are."""
BATCH_CHARACTERS = 8_000_000

logger = logging.getLogger(__name__)


def touch(document_id: int) -> None:
    """The index must look at a document again; call it in the transaction of the change."""
    Document.objects.filter(pk=document_id).update(version=F("version") + 1, index_due=True)


def index_due(*, most: int | None = None, wait_seconds: float = 0.0) -> int:
    """Bring what is due into the index; gives the number of documents.

    Where another process is writing it does nothing. Where the index is missing or broken it is rebuilt.
    """
    done = 0
    while most is None or done < most:
        removed = list(IndexRemoval.objects.order_by("pk").values_list("pk", "document")[:BATCH])
        documents = _due_documents()
        if not documents and not removed:
            break
        try:
            written = search_index().update(
                entries_of(documents), [document for _, document in removed], wait_seconds=wait_seconds
            )
        except IndexMissingError:
            return done + reindex(wait_seconds=wait_seconds)
        if not written:
            break
        _clear([(document.pk, document.version) for document in documents], [pk for pk, _ in removed])
        done += len(documents) + len(removed)
    return done


def ensure_index() -> int:
    """Bring what is due into the index, or rebuild one that is missing."""
    return index_due() if search_index().exists() else reindex()


def reindex(*, wait_seconds: float = 0.0, on_progress: Callable[[int], None] = lambda _number: None) -> int:
    """Build the index anew from the database beside the one in use; gives the number of documents.

    What changes meanwhile stays due, and comes into the new index by `index_due`. Gives 0 where another
    process is writing.
    """
    count = 0
    were_due: list[tuple[int, int]] = []

    def counted() -> Iterator[Entry]:
        nonlocal count
        for batch in _all_documents():
            yield from entries_of(batch)
            were_due.extend((document.pk, document.version) for document in batch if document.index_due)
            count += len(batch)
            on_progress(len(batch))

    started = list(IndexRemoval.objects.values_list("pk", flat=True))
    if not search_index().rebuild(counted(), wait_seconds=wait_seconds):
        return 0
    # a document removed before the start was not read; one removed later stays listed and is taken out again
    for start in range(0, max(len(started), len(were_due)), BATCH):
        _clear(were_due[start : start + BATCH], started[start : start + BATCH])
    logger.info("index rebuilt: %d documents", count)
    return count


def _due_documents() -> list[Document]:
    """The next documents that are due, as many as fit into one batch."""
    sizes = Document.objects.filter(index_due=True).order_by("pk").values_list("pk", "characters")[:BATCH]
    chosen: list[int] = []
    total = 0
    for pk, characters in sizes:
        total += characters
        if chosen and total > BATCH_CHARACTERS:
            break
        chosen.append(pk)
    return list(
        Document.objects.select_related("unit").defer("signature").filter(pk__in=chosen).order_by("pk")
    )


def _clear(written: list[tuple[int, int]], removals: list[int]) -> None:
    """What was written, by key and version, is no longer due, unless it changed meanwhile."""
    by_version: dict[int, list[int]] = defaultdict(list)
    for pk, version in written:
        by_version[version].append(pk)
    for version, keys in by_version.items():
        Document.objects.filter(pk__in=keys, version=version).update(index_due=False)
    IndexRemoval.objects.filter(pk__in=removals).delete()


def _all_documents() -> Iterator[list[Document]]:
    last = 0
    while True:
        batch = list(
            Document.objects.select_related("unit")
            .defer("signature")
            .filter(pk__gt=last)
            .order_by("pk")[:BATCH]
        )
        if not batch:
            return
        yield batch
        last = batch[-1].pk

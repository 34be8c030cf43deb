"""The index on disk: many processes read it, one at a time writes it, any of them may die at any moment."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tantivy

from nianlun.adapters.search_index import generations
from nianlun.adapters.search_index.entries import ORDER_FIELDS, SCHEMA, Entry, to_document
from nianlun.adapters.search_index.locks import held

WRITER_LOCK = "writer.lock"
META = "meta.json"
ATTEMPTS = 3
UPDATE_HEAP_BYTES = 60_000_000
REBUILD_HEAP_BYTES = 400_000_000


class IndexMissingError(Exception):
    """There is no usable index; it has to be rebuilt from the database."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents found, in the order asked for."""

    ids: list[int]
    total: int


@dataclass(slots=True)
class _Open:
    """A generation as this process has it open."""

    path: Path
    index: tantivy.Index
    lock: generations.InUse
    stamp: tuple[int, int]


class SearchIndex:
    """The index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: _Open | None = None
        self._mutex = threading.Lock()

    # Reading

    def exists(self) -> bool:
        """Whether there is an index to ask."""
        return generations.current(self.folder) is not None

    def find(
        self,
        query: tantivy.Query,
        *,
        limit: int,
        offset: int = 0,
        sort: str = "relevance",
        descending: bool = True,
    ) -> Found:
        """Primary keys of the documents found, and how many there are in all.

        Raises:
            IndexMissingError: there is no usable index.
        """
        searcher = self._searcher()
        order = tantivy.Order.Desc if descending else tantivy.Order.Asc
        known = searcher.num_docs
        # the index sets memory aside for offset and limit together, and dies for want of it
        if offset >= known:
            limit, offset = 0, 0
        with _Damage(self):
            result = searcher.search(
                query,
                limit=max(1, min(limit, known)),
                offset=offset,
                order_by_field=ORDER_FIELDS.get(sort),
                order=order,
                weight_by_field=None if sort in ORDER_FIELDS else "weight",
            )
            ids = searcher.fast_field_values("id", [address for _, address in result.hits])
        return Found([int(each) for each in ids if each is not None][: limit or 0], result.count)  # type: ignore[attr-defined]  # missing in the wheel's stub

    def count(self, query: tantivy.Query) -> int:
        """Number of documents found."""
        return self.find(query, limit=1, sort="added").total

    def facets(
        self, query: tantivy.Query, fields: Sequence[str], *, most: int = 100
    ) -> dict[str, list[tuple[str | int, int]]]:
        """For each field its values among the documents found, the most frequent first."""
        if not fields:
            return {}
        searcher = self._searcher()
        asked = {name: {"terms": {"field": name, "size": most}} for name in fields}
        with _Damage(self):
            answer = searcher.aggregate(query, asked)
        return {
            name: [(bucket["key"], bucket["doc_count"]) for bucket in answer[name]["buckets"]]
            for name in fields
        }

    def documents(self) -> int:
        """Number of documents the index knows."""
        return self._searcher().num_docs

    # Writing

    def update(
        self, entries: Iterable[Entry], removed: Sequence[int] = (), *, wait_seconds: float = 0.0
    ) -> bool:
        """Put documents into the index, in the place of what it knew of them; take the removed ones out.

        All at once, and on disk when it returns. False where another process is writing.

        Raises:
            IndexMissingError: there is no usable index.
        """
        with held(self.folder / WRITER_LOCK, wait_seconds=wait_seconds) as mine:
            if not mine:
                return False
            generation = generations.current(self.folder)
            if generation is None:
                raise IndexMissingError
            documents = [(entry.id, to_document(entry)) for entry in entries]
            gone = [*removed, *(key for key, _ in documents)]
            with _Damage(self):
                writer = tantivy.Index(SCHEMA, str(generation)).writer(UPDATE_HEAP_BYTES, 1)
                if gone:
                    writer.delete_documents_by_query(tantivy.Query.term_set_query(SCHEMA, "id", gone))
                for _, document in documents:
                    writer.add_document(document)
                writer.commit()
                writer.wait_merging_threads()
            generations.remove_unused(self.folder)
        return True

    def rebuild(self, entries: Iterable[Entry], *, wait_seconds: float = 0.0) -> bool:
        """Build a new generation from all documents and switch to it; searches go on meanwhile.

        False where another process is writing.
        """
        with held(self.folder / WRITER_LOCK, wait_seconds=wait_seconds) as mine:
            if not mine:
                return False
            generations.remove_unused(self.folder)
            generation = generations.new(self.folder)
            writer = tantivy.Index(SCHEMA, str(generation)).writer(REBUILD_HEAP_BYTES, 1)
            for entry in entries:
                writer.add_document(to_document(entry))
            writer.commit()
            writer.wait_merging_threads()
            generations.switch_to(self.folder, generation)
            generations.remove_unused(self.folder)
        return True

    # How it stays usable

    def is_sound(self) -> bool:
        """Whether the generation in use can be opened and asked at all; else the question was at fault."""
        generation = generations.current(self.folder)
        if generation is None:
            return False
        try:
            index = tantivy.Index.open(str(generation))
            searcher = index.searcher()
            result = searcher.search(tantivy.Query.all_query(), limit=1, order_by_field="by_added")
            searcher.fast_field_values("id", [address for _, address in result.hits])
        except BaseException as error:
            if not is_of_the_engine(error):
                raise
            return False
        return True

    def give_up(self) -> None:
        """Nothing can be read from the generation in use: drop it, so that it is rebuilt."""
        with self._mutex:
            generation = self._open.path if self._open else generations.current(self.folder)
            self._close()
        if generation is not None:
            generations.give_up(self.folder, generation)

    def close(self) -> None:
        """Let go of the generation this process reads."""
        with self._mutex:
            self._close()

    def _close(self) -> None:
        if self._open is not None:
            self._open.lock.close()
            self._open = None

    def _searcher(self) -> tantivy.Searcher:
        with self._mutex:
            for _ in range(ATTEMPTS):
                generation = generations.current(self.folder)
                try:
                    return self._fresh().index.searcher()
                except FileNotFoundError:  # switched to another generation between two steps: look again
                    self._close()
            if generation is not None:
                generations.give_up(self.folder, generation)
        raise IndexMissingError

    def _fresh(self) -> _Open:
        """The generation in use, as its last commit left it."""
        generation = generations.current(self.folder)
        if generation is None:
            self._close()
            raise IndexMissingError
        if self._open is None or self._open.path != generation:
            self._close()
            lock = generations.open_for_reading(generation)
            stamp = _stamp(generation)
            self._open = _Open(generation, self._opened(generation), lock, stamp)
        stamp = _stamp(generation)
        if stamp != self._open.stamp:
            self._open.index.reload()
            self._open.stamp = stamp
        return self._open

    def _opened(self, generation: Path) -> tantivy.Index:
        try:
            index = tantivy.Index.open(str(generation))
            index.config_reader("manual")
            index.reload()
        except BaseException as error:
            if not is_of_the_engine(error):
                raise
            generations.give_up(self.folder, generation)
            raise IndexMissingError from error
        return index


def is_of_the_engine(error: BaseException) -> bool:
    """Whether the engine may have said this of its files; its panics are of a class that cannot be imported."""
    return isinstance(error, (ValueError, OSError)) or type(error).__name__ == "PanicException"


class _Damage:
    """Turns what the engine says of damaged files into `IndexMissingError`, and drops the generation."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None and is_of_the_engine(error) and not self.index.is_sound():
            self.index.give_up()
            raise IndexMissingError from error


def _stamp(generation: Path) -> tuple[int, int]:
    status = (generation / META).stat()
    return status.st_mtime_ns, status.st_ino


@cache
def index_in(folder: Path) -> SearchIndex:
    """The index in a folder, opened once in a process."""
    return SearchIndex(folder)

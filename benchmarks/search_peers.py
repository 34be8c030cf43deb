"""The same queries on a smaller cut: Nianlun's index, SQLite FTS5 trigram, Whoosh; part of `library_scale`."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.analysis import RegexTokenizer
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.query import Phrase, Term

from benchmarks.library_texts import QUERIES, SEED, milliseconds, queries_from, timed
from nianlun.adapters.search_index.characters import compact
from nianlun.adapters.search_index.compiling import Conditions, compile_query
from nianlun.adapters.search_index.entries import Entry
from nianlun.adapters.search_index.query_language import Word
from nianlun.adapters.search_index.store import SearchIndex

Search = Callable[[str], set[int]]


def measure(texts: list[str]) -> None:
    """Build each, ask each, compare each with a plain scan."""
    scanned = [compact(text) for text in texts]
    queries = queries_from(scanned, QUERIES, random.Random(SEED))
    expected = [{number for number, text in enumerate(scanned) if query in text} for query in queries]
    characters = sum(map(len, scanned))
    print(f"peers on {characters / 1e6:.1f} million characters, {len(texts)} documents, {QUERIES} queries:")
    base: float | None = None
    for name, build in (
        ("Nianlun", _nianlun),
        ("SQLite FTS5 trigram", _fts5),
        ("Whoosh, characters", _whoosh),
    ):
        with tempfile.TemporaryDirectory() as folder:
            search, built = timed(lambda build=build, folder=folder: build(Path(folder), scanned))
            answers = [timed(lambda search=search, query=query: search(query)) for query in queries]
        times = [seconds for _, seconds in answers]
        right = sum(found == wanted for (found, _), wanted in zip(answers, expected, strict=True))
        mean = sum(times) / len(times)
        base = base or mean
        print(
            f"  {name:20} built in {built:7.2f} s, {milliseconds(times)}, mean {mean / base:6.1f} x, "
            f"exact {right} of {QUERIES}"
        )


def _nianlun(folder: Path, texts: list[str]) -> Search:
    index = SearchIndex(folder)
    at = datetime.now(UTC)
    index.rebuild(
        Entry(id=number, body=text, title="", added_at=at, characters=len(text))
        for number, text in enumerate(texts)
    )

    def search(query: str) -> set[int]:
        asked = compile_query(Word(query, 0, len(query)), ("text",), Conditions(chosen={}))
        return set(index.find(asked, limit=len(texts)).ids)

    return search


def _fts5(folder: Path, texts: list[str]) -> Search:
    """Shorter strings than its trigrams it cannot find."""
    database = sqlite3.connect(folder / "fts.sqlite3")
    database.execute("create virtual table documents using fts5(body, tokenize='trigram case_sensitive 1')")
    database.executemany("insert into documents(rowid, body) values (?, ?)", enumerate(texts))
    database.commit()

    def search(query: str) -> set[int]:
        quoted = '"' + query.replace('"', '""') + '"'
        rows = database.execute("select rowid from documents where documents match ?", (quoted,))
        return {row[0] for row in rows}

    return search


def _whoosh(folder: Path, texts: list[str]) -> Search:
    schema = Schema(number=NUMERIC(stored=True), body=TEXT(analyzer=RegexTokenizer(r"."), phrase=True))
    index = whoosh_index.create_in(str(folder), schema)
    writer = index.writer(limitmb=256)
    for number, text in enumerate(texts):
        writer.add_document(number=number, body=text)
    writer.commit()
    searcher = index.searcher()

    def search(query: str) -> set[int]:
        asked = Phrase("body", list(query)) if len(query) > 1 else Term("body", query)
        return {hit["number"] for hit in searcher.search(asked, limit=None, scored=False)}

    return search

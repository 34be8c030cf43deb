"""Import, memory, reindexing and search on a site of its own; part of `benchmarks.library_scale`."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

django.setup()

from benchmarks.library_texts import (  # noqa: E402 - Django must be set up before models are loaded
    QUERIES,
    SEED,
    milliseconds,
    peak_megabytes,
    queries_from,
    timed,
)
from benchmarks.limits import beside  # noqa: E402
from benchmarks.originality import check_texts  # noqa: E402
from nianlun.adapters.search_index.characters import squeezed  # noqa: E402
from nianlun.apps.library import indexing  # noqa: E402
from nianlun.apps.library.actions.imports import files_in, start_import  # noqa: E402
from nianlun.apps.library.importing.jobs import work  # noqa: E402
from nianlun.apps.library.models import Access, Document, Figure, ImportItem, ImportJob, Link  # noqa: E402
from nianlun.apps.library.queries.search import SearchRequest, found_by, search  # noqa: E402
from nianlun.apps.library.stores import search_index  # noqa: E402
from nianlun.apps.library.texts import body_of  # noqa: E402
from nianlun.apps.people.actions import create_unit, system_user  # noqa: E402
from nianlun.apps.people.models import Grant, Role, Unit, User  # noqa: E402

CHARACTERS = 90_000_000
LIMIT_IMPORT, LIMIT_REINDEX = 900, 60
"""Seconds for so many characters; of fewer the same part."""
LIMIT_MEGABYTES = 2_000
LIMIT_MEDIAN, LIMIT_95TH = 5, 30
"""Milliseconds of a search."""


def measure(texts: Path, workers: int) -> None:
    """Import all files, rebuild the index, ask random queries, check texts for originality."""
    reader = prepare()
    import_all(texts, workers)
    rebuild()
    search_all(reader)
    check_texts(reader)


def prepare() -> User:
    """Tables, a county, and somebody who may read it."""
    call_command("migrate", verbosity=0)
    at, system = timezone.now(), system_user()
    unit = create_unit(name="青禾县", kind="county", parent=None, by=system, at=at)
    reader = User.objects.create(username="reader", display_name="Reader", unit=unit)
    Grant.objects.create(
        user=reader, unit=unit, role=Role.READ, area="library", granted_at=at, granted_by=system
    )
    return reader


def import_all(texts: Path, workers: int) -> None:
    """The whole way: files to documents, findings, links, index."""
    started = time.perf_counter()
    job = start_import(
        files=files_in(texts),
        unit=Unit.objects.get(),
        access=Access.UNIT,
        by=system_user(),
        at=timezone.now(),
        origin=ImportJob.Origin.COMMAND,
        in_background=False,
    )
    staged = time.perf_counter() - started
    work(job.pk, processes=workers)
    seconds = time.perf_counter() - started
    characters = sum(Document.objects.values_list("characters", flat=True))
    states = sorted(set(ImportItem.objects.values_list("state", flat=True)))
    own, child = peak_megabytes()
    print(
        f"library: {Document.objects.count()} documents, {characters / 1e6:.1f} million characters, items {states}"
    )
    print(f"found: {Figure.objects.count()} figures, {Link.objects.count()} links of near-duplicates")
    print(
        f"import and index: {seconds:.0f} s with {workers} reading processes (staging {staged:.0f} s of it), "
        f"{beside(seconds, LIMIT_IMPORT * characters / CHARACTERS)}"
    )
    print(
        f"peak memory: {own:.0f} MB, each reading process at most {child:.0f} MB, {beside(own, LIMIT_MEGABYTES)}"
    )
    if Document.objects.filter(index_due=True).exists():
        print("NOT ALL INDEXED")


def rebuild() -> None:
    """The index anew from the database."""
    number, seconds = timed(indexing.reindex)
    characters = sum(Document.objects.values_list("characters", flat=True))
    size = sum(path.stat().st_size for path in search_index().folder.rglob("*") if path.is_file())
    database = sum(path.stat().st_size for path in Path(settings.DATA_FOLDER).glob("*.sqlite3*"))
    print(
        f"reindex: {number} documents in {seconds:.1f} s, index {size / 1e6:.0f} MB, database {database / 1e6:.0f} MB, "
        f"{beside(seconds, LIMIT_REINDEX * characters / CHARACTERS)}"
    )
    print(f"peak memory after it: {peak_megabytes()[0]:.0f} MB")


def search_all(reader: User) -> None:
    """Random queries, in process, with rights; each answer held against a plain scan."""
    scanned = [
        (document.pk, squeezed(body_of(document.text, document.gaps).text) + "\n" + squeezed(document.title))
        for document in Document.objects.only("pk", "text", "gaps", "title").iterator(chunk_size=500)
    ]
    queries = queries_from([text.split("\n")[0] for _, text in scanned], QUERIES, random.Random(SEED))
    requests = [SearchRequest(text=f"「{query}」") for query in queries]
    found_by(reader, requests[0])
    answers = [timed(lambda asked=asked: found_by(reader, asked)) for asked in requests]
    pages = [timed(lambda asked=asked: search(reader, asked))[1] for asked in requests]
    wrong = 0
    for query, (found, _) in zip(queries, answers, strict=True):
        wrong += found.total != sum(query in text for _, text in scanned)
    times = sorted(seconds * 1000 for _, seconds in answers)
    print(f"search, keys and total: {milliseconds([seconds for _, seconds in answers])} ({QUERIES} queries)")
    print(f"  median {beside(statistics.median(times), LIMIT_MEDIAN)}")
    print(f"  95th percentile {beside(times[int(len(times) * 0.95)], LIMIT_95TH)}")
    print(f"search, whole page with facets and passages: {milliseconds(pages)}")
    print(f"exact against a plain scan: {QUERIES - wrong} of {QUERIES}")

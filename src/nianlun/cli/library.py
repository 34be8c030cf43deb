"""`nianlun library`: import, search, reindex, and what else the library does from the command line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from nianlun.apps.library import indexing
from nianlun.apps.library.actions.imports import Delivered, files_in, start_import
from nianlun.apps.library.actions.rereading import reread_document
from nianlun.apps.library.clock import scan_watched_folder
from nianlun.apps.library.exporting import document_in_full, document_in_short
from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import Access, ImportItem, ImportJob
from nianlun.apps.library.queries import imports, statistics
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.search import SECTIONS, SORTS, SearchRequest, matching_ids, search
from nianlun.apps.library.reading import READER_VERSION
from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import Unit
from nianlun.cli import library_sharing, originality
from nianlun.cli.acting import acting, user_option
from nianlun.cli.output import emit, examples, format_option
from nianlun.cli.unit import unit_named
from nianlun.kernel.errors import RefusedError, UnreadableError
from nianlun.kernel.messages import message_of

SOME_FAILED = 3
"""Exit code where the work was done but some files were skipped or could not be read."""
BUSY = 4
"""Exit code where another process is writing the index."""


@click.group(
    epilog=examples(
        "nianlun library import reports/ --unit 青禾县 --workers 2",
        "nianlun library search '农业 -林业' --section problem",
        "nianlun library reindex",
    )
)
def command() -> None:
    """Import, search, reindex the library."""


command.add_command(library_sharing.digest)
command.add_command(library_sharing.mirror)


@command.command(
    "import",
    epilog=examples(
        "nianlun library import summaries-2023.txt",
        "nianlun library import reports/ --unit 县农业农村局 --access public --tag 2023 --workers 2",
        codes=f"Exit codes: 0 all taken or there already; {SOME_FAILED} some were not read.",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--unit", default="", help="Number or name of the unit that owns them; none: the root.")
@click.option(
    "--access",
    type=click.Choice(Access.values),
    default=Access.UNIT.value,
    show_default=True,
    help="Who may read.",
)
@click.option("--tag", "tags", multiple=True, help="File them under a word; may be given again.")
@click.option("--workers", type=click.IntRange(0, 64), default=0, help="Processes that read; 0: this one.")
@click.option("--background", is_flag=True, help="Leave the work to the worker of `nianlun serve`.")
@user_option
@format_option
def import_files(
    *,
    paths: Sequence[Path],
    unit: str,
    access: str,
    tags: Sequence[str],
    workers: int,
    background: bool,
    username: str,
    form: str,
) -> None:
    """Import files, folders and zips."""
    by = acting(username)
    files = [each for path in paths for each in files_in(path)]
    with _bar("Staging", len(files)) as advance:
        job = start_import(
            files=_counted(files, advance),
            unit=unit_named(unit) if unit else _root(),
            access=Access(access),
            by=by,
            at=timezone.now(),
            origin=ImportJob.Origin.COMMAND,
            tags=tags,
            in_background=background,
        )
    if not background:
        with _bar("Importing", len(files)) as advance:
            work(job.pk, processes=workers, on_item=lambda _item: advance(1))
    result = _job(ImportJob.objects.get(pk=job.pk))
    emit(result, form, lines=lambda: _job_lines(result))
    if result["troubled"]:
        sys.exit(SOME_FAILED)


@command.command(
    epilog=examples("nianlun library reindex", codes=f"Exit codes: 0 done; {BUSY} another process writes.")
)
@click.option(
    "--wait", default=60, show_default=True, help="Seconds to wait for another process that writes."
)
@format_option
def reindex(*, wait: int, form: str) -> None:
    """Build the search index anew from the database, while searches go on."""
    started = time.monotonic()
    total = readable(system_user()).count()
    with _bar("Indexing", total) as advance:
        number = indexing.reindex(wait_seconds=wait, on_progress=advance)
    if total and not number:
        click.echo("Another process is writing the index; try again when it is done.", err=True)
        sys.exit(BUSY)
    indexing.index_due(wait_seconds=wait)
    result = {"documents": number, "seconds": round(time.monotonic() - started, 1)}
    emit(result, form, lines=lambda: [f"{number} documents in {result['seconds']} s"])


@command.command(epilog=examples("nianlun library reread --all", "nianlun library reread 12 13"))
@click.argument("ids", nargs=-1, type=int)
@click.option("--all", "every", is_flag=True, help="Every document an older reader has read.")
@click.option("--force", is_flag=True, help="With --all: also those this reader has read.")
@format_option
def reread(*, ids: Sequence[int], every: bool, force: bool, form: str) -> None:
    """Read documents again with this reader; what people mended stays mended."""
    if bool(ids) == every:
        raise click.UsageError("Give numbers of documents, or --all.")
    if every:
        documents = readable(system_user()).order_by("pk")
        documents = documents if force else documents.exclude(reader_version=READER_VERSION)
        ids = list(documents.values_list("pk", flat=True))
    with _bar("Reading", len(ids)) as advance:
        for document_id in ids:
            reread_document(document_id=document_id, by=system_user(), at=timezone.now())
            advance(1)
    indexing.index_due()
    emit({"documents": len(ids)}, form, lines=lambda: [f"{len(ids)} documents read again"])


@command.command(
    "search",
    epilog=examples(
        "nianlun library search 亩产",
        "nianlun library search '标题:农业 (招商 OR 引资)' --year 2023 --format json",
        "nianlun library search 安全生产 --section problem",
    ),
)
@click.argument("words")
@click.option("--section", type=click.Choice(SECTIONS), default=None, help="Look only in such sections.")
@click.option("--year", "years", multiple=True, type=int, help="Year reported; may be given again.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="Order.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help="Page of 20.")
@user_option
@format_option
def search_words(
    *, words: str, section: str | None, years: Sequence[int], sort: str, page: int, username: str, form: str
) -> None:
    """Search for exact words."""
    request = SearchRequest(text=words, section=section or "", years=tuple(years), sort=sort, page=page)
    found = search(acting(username), request, with_facets=False)
    if found.problem:
        raise RefusedError(found.problem.slug, **found.problem.values)
    hits = [
        document_in_short(hit.document)
        | {"found": hit.found, "passages": [asdict(passage) for passage in hit.passages]}
        for hit in found.hits
    ]
    result = {"total": found.total, "page": page, "took_ms": round(found.took_ms, 1), "hits": hits}
    emit(result, form, lines=lambda: _hit_lines(result))


@command.command("list", epilog=examples("nianlun library list --format json"))
@click.option(
    "--number", default=50, show_default=True, type=click.IntRange(1, 100_000), help="Most documents."
)
@user_option
@format_option
def list_documents(*, number: int, username: str, form: str) -> None:
    """List the documents that came in last."""
    found = (
        readable(acting(username)).select_related("unit", "source").defer("text").order_by("-added_at", "-pk")
    )
    rows = [document_in_short(document) for document in found[:number]]
    lines = [
        f"{row['id']:>7}  {row['year'] or '    '}  {row['characters']:>7}  {row['title']}" for row in rows
    ]
    emit(rows, form, lines=lambda: lines)


@command.command(epilog=examples("nianlun library stats"))
@user_option
@format_option
def stats(*, username: str, form: str) -> None:
    """Count what the library holds."""
    by = acting(username)
    result = {
        "totals": asdict(statistics.totals(by)),
        "by_year": dict(_named(statistics.counts(by, "year"))),
        "by_kind": dict(_named(statistics.counts(by, "kind"))),
        "import_faults": [asdict(fault) for fault in statistics.import_faults(by)],
    }
    emit(result, form, lines=lambda: _stat_lines(result))


@command.command(epilog=examples("nianlun library export --query 农业 --to agriculture.jsonl"))
@click.option("--query", default="", help="Only what this search finds; none: everything.")
@click.option(
    "--to", "target", type=click.File("w", encoding="utf-8"), default="-", help="File; none: the terminal."
)
@user_option
def export(*, query: str, target: Any, username: str) -> None:
    """Write documents with all their findings, one JSON object a line."""
    by = acting(username)
    for document_id in matching_ids(by, SearchRequest(text=query, sort="added")):
        document = readable(by).select_related("unit", "source").filter(pk=document_id).first()
        if document is not None:
            target.write(json.dumps(document_in_full(by, document), ensure_ascii=False, default=str) + "\n")


@command.command(epilog=examples("NIANLUN_WATCHED_FOLDER=/srv/delivery nianlun library watch"))
@click.option("--once", is_flag=True, help="Look once and stop.")
@click.option("--seconds", default=5.0, show_default=True, help="Between two looks.")
def watch(*, once: bool, seconds: float) -> None:
    """Take what is delivered into the watched folder, as the clock does."""
    folder = settings.WATCHED_FOLDER
    if folder is None:
        raise click.UsageError("No folder is watched: set NIANLUN_WATCHED_FOLDER.")
    if not folder.is_dir():
        raise click.UsageError(f"NIANLUN_WATCHED_FOLDER: there is no folder {folder}.")
    while True:
        taken = scan_watched_folder()
        if taken:
            click.echo(f"{taken} files taken")
        if once:
            return
        time.sleep(seconds)


@command.command(epilog=examples("nianlun library jobs", "nianlun library jobs 12 --format json"))
@click.argument("job_id", required=False, type=int)
@click.option("--number", default=20, show_default=True, help="Most deliveries.")
@format_option
def jobs(*, job_id: int | None, number: int, form: str) -> None:
    """Show deliveries, or one with its files."""
    by = system_user()
    if job_id is not None:
        result = _job(imports.readable_job(by, job_id))
        emit(result, form, lines=lambda: _job_lines(result))
        return
    rows = [_job(job, with_items=False) for job in imports.jobs_of(by)[:number]]
    emit(rows, form, lines=lambda: [line for row in rows for line in _job_lines(row)])


command.add_command(originality.command)


def _root() -> Unit:
    unit = Unit.objects.filter(parent=None).order_by("pk").first()
    if unit is None:
        raise click.UsageError("There is no unit yet: `nianlun unit create 青禾县 --kind county`.")
    return unit


def _job(job: ImportJob, *, with_items: bool = True) -> dict[str, Any]:
    progress = imports.progress(job)
    result: dict[str, Any] = {
        "job": job.pk,
        "state": job.state,
        "files": progress.total,
        "documents": progress.documents,
        "figures": progress.figures,
        "commitments": progress.commitments,
        **{state: progress.by_state.get(state, 0) for state in ImportItem.State.values},
    }
    if with_items:
        troubled = (ImportItem.State.FAILED, ImportItem.State.SKIPPED)
        result["troubled"] = [
            {"name": item.name, "state": item.state, "fault": item.fault, "reason": _reason(item)}
            for item in imports.items_of(job, states=troubled)
        ]
    return result


def _reason(item: ImportItem) -> str:
    return message_of(UnreadableError(item.fault, **item.fault_values)) if item.fault else ""


def _job_lines(job: dict[str, Any]) -> list[str]:
    counts = ", ".join(f"{job[state]} {state}" for state in ImportItem.State.values if job[state])
    line = f"import {job['job']} {job['state']}: {job['files']} files ({counts or 'none'})"
    found = f"  {job['documents']} documents, {job['figures']} figures, {job['commitments']} commitments"
    return [line, found, *(f"  {each['name']}: {each['reason']}" for each in job.get("troubled", ()))]


def _hit_lines(result: dict[str, Any]) -> list[str]:
    lines = [f"{result['total']} documents, {result['took_ms']} ms"]
    for hit in result["hits"]:
        lines.append(f"{hit['id']:>7}  {hit['title']}  ({hit['found']})")
        lines += [f"         …{passage['text'].replace(chr(10), ' ')}…" for passage in hit["passages"][:1]]
    return lines


def _stat_lines(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {number}" for name, number in result["totals"].items()]
    for title in ("by_year", "by_kind"):
        numbers = ", ".join(f"{name} {number}" for name, number in result[title].items())
        lines += [f"{title}: {numbers}"]
    return [*lines, *(f"{fault['fault']}: {fault['number']}" for fault in result["import_faults"])]


def _named(counts: Sequence[tuple[str | int | None, int]]) -> Iterator[tuple[str, int]]:
    for name, number in counts:
        yield ("?" if name is None else str(name)), number


def _counted(files: Sequence[Delivered], advance: Any) -> Iterator[Delivered]:
    for each in files:
        yield each
        advance(1)


@contextmanager
def _bar(words: str, total: int) -> Iterator[Any]:
    """A progress bar on a terminal; nothing where there is none."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(words, total=total)
        yield lambda number: progress.advance(task, number)

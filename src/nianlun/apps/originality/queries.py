"""Which reports a person may see, and which files and papers have been checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.phrases import documents_as_read
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.passages import KeptPassage, from_plain
from nianlun.apps.people.models import User
from nianlun.apps.registers.queries.entries import EntryPage, entry_page
from nianlun.apps.registers.queries.files import EntryFile, file_of
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.queries import report_for
from nianlun.kernel.errors import RefusedError

CHECKED_TYPES = (".docx", ".txt")
"""Endings of the names of files that are offered for a check."""


@dataclass(frozen=True)
class Checkable:
    """A file of an entry, with the reports there are of it."""

    file: EntryFile
    reports: tuple[OriginalityReport, ...]


def own_reports(user: User) -> QuerySet[OriginalityReport]:
    """What the person had checked, the latest first."""
    return OriginalityReport.objects.filter(asked_by=user.pk).defer("text", "passages")


def readable_report(user: User, report_id: int) -> OriginalityReport:
    """A report the person asked for; one of an entry or a paper is seen by whoever may see that.

    Raises:
        RefusedError: `originality.report.missing`.
    """
    row = OriginalityReport.objects.select_related("asked_by", "unit", "entry", "paper").filter(pk=report_id)
    found = row.first()
    if found is None or not _may_see(user, found):
        raise RefusedError("originality.report.missing", id=report_id)
    return found


def _may_see(user: User, found: OriginalityReport) -> bool:
    try:
        if found.entry_id is not None:
            file_of(user, found.entry_id, found.sha256)
        elif found.paper_id is not None:
            report_for(user, found.paper_id)
        else:
            return found.asked_by_id == user.pk
    except RefusedError:
        return False
    return True


def passages_of(found: OriginalityReport) -> tuple[KeptPassage, ...]:
    """Its passages, in the order of the text."""
    return tuple(from_plain(each) for each in found.passages)


def sources_of(user: User, found: OriginalityReport) -> dict[int, Document]:
    """The documents its passages stand in that the person may read today, with their texts."""
    numbers = {each["document"] for each in found.passages}
    return documents_as_read(user, numbers)


def also_in(user: User, found: OriginalityReport) -> dict[int, Document]:
    """Other documents that hold a passage, those the person may read today."""
    numbers = {number for each in found.passages for number in each["also"]}
    return readable(user).only("pk", "title").in_bulk(numbers)


def checkable_files(user: User, entry_id: int) -> tuple[EntryPage, tuple[Checkable, ...]]:
    """The Word and text files of an entry the person may see, as it stands now, each with its reports.

    Raises:
        RefusedError: `registers.entry.missing`.
    """
    page = entry_page(user, entry_id)
    files = {each.sha256: each for each in _files(page)}
    reports: dict[str, list[OriginalityReport]] = {}
    rows = (
        OriginalityReport.objects.filter(entry=entry_id).select_related("asked_by").defer("text", "passages")
    )
    for row in rows:
        reports.setdefault(row.sha256, []).append(row)
    return page, tuple(Checkable(file, tuple(reports.get(digest, ()))) for digest, file in files.items())


def _files(page: EntryPage) -> list[EntryFile]:
    inside = [
        EntryFile(file["name"], file["digest"], file["size"], file["type"])
        for field in page.definition.fields
        if field.kind == "file"
        for file in page.values.get(field.key) or ()
    ]
    beside = [
        EntryFile(each.name, each.sha256, each.size_bytes, each.media_type) for each in page.attachments
    ]
    return [each for each in (*inside, *beside) if each.name.lower().endswith(CHECKED_TYPES)]


def reports_of_paper(user: User, report_id: int) -> tuple[Report, QuerySet[OriginalityReport]]:
    """A paper the person may see, with the reports there are of it.

    Raises:
        RefusedError: `reports.report.missing`.
    """
    paper = report_for(user, report_id)
    rows = OriginalityReport.objects.filter(paper=paper).select_related("asked_by").defer("text", "passages")
    return paper, rows

"""Files that leave the library; each is written into the audit trail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nianlun.apps.library.actions.downloads import record_downloads
from nianlun.apps.library.models import Document
from nianlun.apps.library.parting.placeholders import told
from nianlun.apps.library.queries.documents import readable, readable_document
from nianlun.apps.library.queries.open_text import as_read
from nianlun.apps.library.queries.search import SearchRequest, matching_ids
from nianlun.apps.library.views.sheets import document_sheet
from nianlun.apps.people.models import User
from nianlun.apps.people.views.listing import MOST_ROWS, file_response, safe_name, sheet_response
from nianlun.apps.people.views.refusals import go_to, missing_is_404, words
from nianlun.compose.as_docx import as_docx
from nianlun.compose.as_markdown import as_markdown
from nianlun.compose.as_text import as_text
from nianlun.compose.from_text import Part, Place, compilation, from_part
from nianlun.kernel.errors import RefusedError

MOST_DOCUMENTS = 1_000
"""Most documents in one zip or compilation."""
AT_ONCE = 100
"""Documents held in memory together."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS = {
    "txt": ("text/plain; charset=utf-8", as_text),
    "md": ("text/markdown; charset=utf-8", as_markdown),
    "docx": (DOCX, as_docx),
}
TABLES = ("csv", "xlsx", "json")
EXPORTS = (*TABLES, "zip-txt", "zip-docx", "docx", "md")


def part_of(document: Document) -> Part:
    """The document as it is handed to the writers; words stand in the place of what its reader may not read."""
    text, moved = told(document)
    return Part(
        document.title,
        text,
        tuple(
            Place(level, moved(start), moved(end))
            for level, _depth, _marker, _text, start, end, _fault in document.outline
        ),
        tuple((moved(start), moved(end)) for start, end in document.gaps),
    )


@missing_is_404
def document(request: HttpRequest, document_id: int, extension: str) -> HttpResponse:
    """One document as txt, Markdown or Word."""
    if extension not in WRITERS:
        raise Http404
    found = readable_document(request.user, document_id)
    record_downloads(documents=[found], form=extension, by=request.user, at=timezone.now())
    return file_response(written(found, extension), f"{found.title}.{extension}", WRITERS[extension][0])


def written(found: Document, extension: str) -> bytes:
    """The document in a format; the same document gives the same bytes."""
    stamp = found.added_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return WRITERS[extension][1](
        from_part(part_of(found), author=found.issuer or found.unit.name, written_at=stamp)
    )


@missing_is_404
def export(request: HttpRequest, extension: str) -> HttpResponse:
    """What a search found, or what was selected of it, in one file."""
    if extension not in EXPORTS:
        raise Http404
    most = MOST_ROWS if extension in TABLES else MOST_DOCUMENTS
    back = f"{reverse('library:list')}?{request.GET.urlencode()}"
    try:
        ids = chosen_ids(request, most=most + 1)
    except RefusedError:  # the list says what is wrong with the words, and where
        return go_to(request, back)
    if not ids or len(ids) > most:
        messages.error(request, _refusal(len(ids), most))
        return go_to(request, back)
    found = readable(request.user).select_related("unit", "source").filter(pk__in=ids)
    present = set(found.values_list("pk", flat=True))
    ids = [each for each in ids if each in present]
    if extension not in TABLES:
        taken = found.defer("text", "outline")
        try:
            record_downloads(documents=taken, form=extension, by=request.user, at=timezone.now())
        except RefusedError as error:
            messages.error(request, words(error))
            return go_to(request, back)
    return _exported(request.user, found, ids, extension)


def _refusal(number: int, most: int) -> str:
    if not number:
        return _("Nothing was selected and nothing was found, so there is nothing to export.")
    return _("One file holds at most %(most)s documents. Narrow the search or select fewer.") % {"most": most}


def chosen_ids(request: HttpRequest, *, most: int) -> list[int]:
    """Numbers of the documents selected; where none is, of all that the search finds."""
    given = request.POST.get("ids", "") or request.GET.get("ids", "")
    chosen = [int(word) for word in given.split(",") if word.isdecimal() and len(word) < 19]
    if chosen:
        return list(dict.fromkeys(chosen))[:most]
    asked = SearchRequest.from_parameters(dict(request.GET.lists()))
    return matching_ids(request.user, asked, most=most)


def _exported(user: User, found: QuerySet[Document], ids: Sequence[int], extension: str) -> HttpResponse:
    now, author = timezone.localtime(), str(user.unit or "")
    name = f"{_('Library')} {now:%Y-%m-%d}"
    if extension in TABLES:
        rows = found.defer("text", "outline").prefetch_related("tags").in_bulk(ids)
        sheet = document_sheet(rows[each] for each in ids)
        if extension != "json":
            return sheet_response(sheet, extension)
        records = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
        content = json.dumps(records, ensure_ascii=False, indent=1, default=str).encode()
        return file_response(content, f"{name}.json", "application/json")
    if extension.startswith("zip-"):
        content = _zipped(_in_order(user, found, ids), extension.removeprefix("zip-"))
        return file_response(content, f"{name}.zip", "application/zip")
    title = _("Compilation of documents")
    number = ngettext("%(number)s document", "%(number)s documents", len(ids)) % {"number": len(ids)}
    tree = compilation(
        title,
        [part_of(each) for each in _in_order(user, found, ids)],
        cover=tuple(line for line in (number, author, f"{now:%Y-%m-%d}") if line),
        author=author,
        written_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    content_type, write = WRITERS[extension]
    return file_response(write(tree), f"{title} {now:%Y-%m-%d}.{extension}", content_type)


def _in_order(user: User, found: QuerySet[Document], ids: Sequence[int]) -> Iterator[Document]:
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        rows = found.in_bulk(some)
        yield from (as_read(user, rows[each]) for each in some)


def _zipped(documents: Iterable[Document], extension: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(documents, extension):
            archive.writestr(name, content)
    return out.getvalue()


def _files(documents: Iterable[Document], extension: str) -> Iterator[tuple[str, bytes]]:
    for number, each in enumerate(documents, 1):
        yield safe_name(f"{number:03d} {each.title}.{extension}"), written(each, extension)

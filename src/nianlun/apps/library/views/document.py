"""One document: its text with all that was found in it, and the tables of what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.audit.queries import events_of
from nianlun.apps.library.forms.filing import RightsForm, TagsForm
from nianlun.apps.library.labels import choices
from nianlun.apps.library.models import Document, Figure
from nianlun.apps.library.parting.placeholders import part_reader, placeholder
from nianlun.apps.library.parting.spans import runs_of, touches
from nianlun.apps.library.queries.commitments import CommitmentFilter, commitments_of, find_commitments
from nianlun.apps.library.queries.corrections import corrections_of
from nianlun.apps.library.queries.documents import may_edit, neighbours, readable_document, similar_to
from nianlun.apps.library.queries.figures import FigureFilter, figures_of, narrowed
from nianlun.apps.library.queries.panels import Panels, distinct_values, may_read_source, panels_of
from nianlun.apps.library.queries.parts import offered_part
from nianlun.apps.library.views.paper import Marks, Span, lines_of, outline_of
from nianlun.apps.library.views.sheets import commitment_sheet, figure_sheet
from nianlun.apps.people.views.listing import ordered, parameters, sheet_response
from nianlun.apps.people.views.refusals import missing_is_404

MOST_FOUND = 500
"""Most places a link from a search marks in the text."""
MOST_EVENTS = 200
PANELS: tuple[tuple[str, str | Promise, str], ...] = (
    ("document", pgettext_lazy("document", "Text"), ""),
    ("document-figures", _("Figures"), "figures"),
    ("document-commitments", _("Commitments"), "commitments"),
    ("document-similar", _("Similar"), "similar"),
    ("document-source", _("Source"), ""),
    ("document-parts", _("Closed parts"), "parts"),
    ("document-history", _("History"), "corrections"),
    ("document-rights", _("Rights and tags"), ""),
)
COMMITMENT_ORDER = {
    "place": ("start",),
    "text": ("text",),
    "indicator": ("indicator",),
    "kind": ("kind",),
    "year": ("year", "due"),
    "verdict": ("verdict",),
}
FIGURE_ORDER = {
    "place": ("start",),
    "indicator": ("indicator",),
    "value": ("base_unit", "base_value"),
    "unit": ("unit",),
    "role": ("role",),
    "kind": ("kind",),
    "period": ("period",),
    "section": ("section",),
    "setter": ("setter",),
    "qualifier": ("qualifier",),
}


def frame(request: HttpRequest, document: Document, here: str) -> dict[str, Any]:
    """What every panel of a document shows around itself."""
    numbers: Panels = panels_of(request.user, document)
    siblings = list(neighbours(request.user, document).only("pk", "title", "position", "source_id"))
    place = next((n for n, each in enumerate(siblings) if each.pk == document.pk), 0)
    return {
        "document": document,
        "tags": numbers.tags,
        "may_edit": may_edit(request.user, document),
        "here": here,
        "panels": [
            (
                name,
                words,
                getattr(numbers, counted) if counted else None,
                reverse(f"library:{name}", args=[document.pk]),
            )
            for name, words, counted in PANELS
        ],
        "previous": siblings[place - 1] if place > 0 else None,
        "following": siblings[place + 1] if place + 1 < len(siblings) else None,
        "place": place + 1,
        "siblings": len(siblings),
    }


@missing_is_404
def text(request: HttpRequest, document_id: int) -> HttpResponse:
    """The text as a person wants to read it, the outline beside it."""
    document = readable_document(request.user, document_id)
    outline = outline_of(document)
    marks = Marks(
        outline=sorted(outline, key=lambda entry: (entry.start, entry.end)),
        figures=list(figures_of(request.user, document)),
        commitments=list(commitments_of(request.user, document)),
        gaps=[(start, end) for start, end in document.gaps],
        found=found_spans(request.GET.getlist("mark")),
        sections=[(kind, start, end) for kind, start, end in document.sections],
        placeholders=[(run[0], run[1], placeholder(document, run)) for run in document.closed_to_reader],
        closed=[
            (start, end, part_reader(access))
            for start, end, access in runs_of(document.closed_spans, document.closed_bits)
        ],
    )
    lines = lines_of(document.text, document.title, marks)
    return render(
        request,
        "library/document/text.html",
        {
            **frame(request, document, "document"),
            "outline": outline,
            "lines": lines,
            "has_found": bool(marks.found),
            "offered": offered_part(document),
        },
    )


def found_spans(values: Iterable[str]) -> list[Span]:
    """Spans such as `120-124` from the address, those that can be understood."""
    spans = []
    for value in list(values)[:MOST_FOUND]:
        start, _dash, end = value.partition("-")
        if start.isdecimal() and end.isdecimal() and int(start) < int(end) and len(end) < 10:
            spans.append((int(start), int(end)))
    return sorted(spans)


@missing_is_404
def figures(request: HttpRequest, document_id: int) -> HttpResponse:
    """The figures of a document as a table that can be sorted, narrowed and exported."""
    document = readable_document(request.user, document_id)
    asked = FigureFilter.from_parameters(parameters(request))
    whole = figures_of(request.user, document)
    rows, sort = ordered(request, narrowed(whole, asked), FIGURE_ORDER, "place")
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(figure_sheet(document.title, with_document(rows, document)), extension)
    return render(
        request,
        "library/document/figures.html",
        {
            **frame(request, document, "document-figures"),
            "rows": rows,
            "sort": sort,
            "asked": asked,
            "values": distinct_values(whole),
        },
    )


def with_document(rows: QuerySet[Figure], document: Document) -> list[Figure]:
    """The rows knowing their document without asking the database again."""
    found = list(rows)
    for row in found:
        row.document = document
    return found


@missing_is_404
def commitments(request: HttpRequest, document_id: int) -> HttpResponse:
    """The commitments of a document with what became of them."""
    document = readable_document(request.user, document_id)
    asked = replace(CommitmentFilter.from_parameters(parameters(request)), document=document.pk)
    rows, sort = ordered(request, find_commitments(request.user, asked), COMMITMENT_ORDER, "place")
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(commitment_sheet(document.title, rows), extension)
    return render(
        request,
        "library/document/commitments.html",
        {
            **frame(request, document, "document-commitments"),
            "rows": rows,
            "sort": sort,
            "asked": asked,
            "kinds": choices("commitment_kind"),
            "verdicts": choices("verdict"),
        },
    )


@missing_is_404
def similar(request: HttpRequest, document_id: int) -> HttpResponse:
    """Near-duplicates, and pieces that hold most of this one."""
    document = readable_document(request.user, document_id)
    return render(
        request,
        "library/document/similar.html",
        {**frame(request, document, "document-similar"), "rows": similar_to(request.user, document)},
    )


@missing_is_404
def source(request: HttpRequest, document_id: int) -> HttpResponse:
    """The file the document came in with, and what of the file belongs to no piece."""
    document = readable_document(request.user, document_id)
    end = document.start + len(document.text)
    whole = may_read_source(request.user, document)
    around = [
        {"kind": kind, "start": start, "end": stop, "text": words, "inside": document.start <= start < end}
        for kind, start, stop, words in document.source.residue
        if whole or document.start <= start < end
        if not touches(document.closed_to_reader, start - document.start, stop - document.start)
    ]
    return render(
        request,
        "library/document/source.html",
        {**frame(request, document, "document-source"), "end": end, "residue": around, "whole": whole},
    )


@missing_is_404
def history(request: HttpRequest, document_id: int) -> HttpResponse:
    """What people mended, and who did what with the document."""
    document = readable_document(request.user, document_id)
    return render(
        request,
        "library/document/history.html",
        {
            **frame(request, document, "document-history"),
            "corrections": corrections_of(request.user, document),
            "events": events_of(document)[:MOST_EVENTS],
        },
    )


@missing_is_404
def rights(request: HttpRequest, document_id: int) -> HttpResponse:
    """Who may read the document, whose it is, under which words it is filed."""
    document = readable_document(request.user, document_id)
    shown = frame(request, document, "document-rights")
    if shown["may_edit"]:
        shown["rights_form"] = RightsForm(
            request.user, initial={"access": document.access, "unit": document.unit_id}
        )
        shown["tags_form"] = TagsForm(initial={"tags": "，".join(tag.name for tag in shown["tags"])})
    return render(request, "library/document/rights.html", shown)

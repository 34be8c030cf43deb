"""Searching and browsing the library: one page for both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nianlun.apps.library.forms.filing import BulkForm, SearchNameForm
from nianlun.apps.library.labels import choices, label
from nianlun.apps.library.models import Access
from nianlun.apps.library.queries.documents import AREA, readable
from nianlun.apps.library.queries.saved_searches import saved_searches_of
from nianlun.apps.library.queries.search import (
    FACETS,
    FacetValue,
    Hit,
    Passage,
    Problem,
    SearchPage,
    SearchRequest,
    search,
)
from nianlun.apps.people.queries import may
from nianlun.apps.people.views.listing import parameters
from nianlun.apps.people.views.refusals import words
from nianlun.kernel.errors import NianlunError

SHOWN_VALUES = 8
"""Values of a facet shown before the rest is folded away."""
QUICK_HITS = 8
REBUILDING = "library.index.rebuilding"
MOST_MARKS = 60
EXPORT_WORDS = (
    ("docx", _("One Word file with contents")),
    ("zip-docx", _("Word files in a zip")),
    ("zip-txt", _("Text files in a zip")),
    ("md", "Markdown"),
    ("xlsx", _("List as xlsx")),
    ("csv", _("List as csv")),
    ("json", _("List as JSON")),
)
FACET_LABELS = {"level": "level", "access": "access", "section": "section", "kind": "kind", "field": "field"}
"""Facets whose values are slugs, with the group of their words."""


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet as it stands beside the results."""

    name: str
    label: str | Promise
    values: tuple[tuple[FacetValue, str | Promise], ...]
    more: tuple[tuple[FacetValue, str | Promise], ...]
    is_chosen: bool
    is_single: bool
    """One value at most, such as the kind of section."""


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A document found, with the addresses its passages open at."""

    hit: Hit
    address: str
    passages: tuple[tuple[Passage, str], ...]


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """What was found, with facets beside it; without words, everything a person may read."""
    asked = SearchRequest.from_parameters(parameters(request))
    found = search(request.user, asked)
    if found.problem and found.problem.slug == REBUILDING and not readable(request.user).exists():
        found = replace(found, problem=None)  # no index yet, and nothing to be found in it
    numbers = Paginator(range(found.total), asked.per_page)
    shown = {
        "asked": asked,
        "found": found,
        "hits": shown_hits(found),
        "facets": shown_facets(found),
        "page": numbers.get_page(asked.page),
        "problem": problem_words(found.problem),
        "scopes": choices("scope"),
        "sorts": choices("sort"),
        "sections": [(slug, words_) for slug, words_ in choices("section") if slug != "other"],
        "saved": saved_searches_of(request.user),
        "save_form": SearchNameForm(),
        "bulk_form": BulkForm(),
        "access_choices": Access.choices,
        "may_keep": may(request.user, "keep", None, AREA),
        "is_narrowed": bool(set(asked.to_parameters()) - {"q", "sort", "page", "per_page"}),
        "exports": EXPORT_WORDS,
        "query": urlencode(asked.on_page(1).to_parameters(), doseq=True),
    }
    return render(request, "library/list.html", shown)


def shown_hits(found: SearchPage) -> list[ShownHit]:
    """The hits with the addresses that mark what was found."""
    return [
        ShownHit(hit, address_of(hit), tuple((each, address_of(hit, each)) for each in hit.passages))
        for hit in found.hits
    ]


def address_of(hit: Hit, passage: Passage | None = None) -> str:
    """Where a hit opens: its text, at a passage, with all places shown here marked."""
    base = reverse("library:document", args=[hit.document.pk])
    spans = [span for each in hit.passages for span in each.highlights]
    if not spans:
        return base
    if passage and passage.highlights:
        spans = [passage.highlights[0], *(span for span in spans if span != passage.highlights[0])]
    marks = urlencode([("mark", f"{start}-{end}") for start, end in spans[:MOST_MARKS]])
    first = spans[0] if passage else min(spans)
    return f"{base}?{marks}#at-{first[0]}"


def shown_facets(found: SearchPage) -> list[ShownFacet]:
    """The facets that have something to choose."""
    shown = []
    for name in FACETS:
        values = [(value, _value_label(name, value)) for value in found.facets.get(name, ())]
        if not values:
            continue
        first = [pair for number, pair in enumerate(values) if number < SHOWN_VALUES or pair[0].chosen]
        more = tuple(pair for pair in values if pair not in first)
        chosen = any(value.chosen for value, _words in values)
        shown.append(ShownFacet(name, label("facet", name), tuple(first), more, chosen, name == "section"))
    return shown


def _value_label(name: str, value: FacetValue) -> str | Promise:
    group = FACET_LABELS.get(name)
    return label(group, value.value) if group else value.label


def problem_words(problem: Problem | None) -> str:
    """Why the search could not be answered."""
    return words(NianlunError(problem.slug, **problem.values)) if problem else ""


@require_safe
def quick(request: HttpRequest) -> HttpResponse:
    """The first hits, for the keyboard search."""
    text = request.GET.get("q", "").strip()
    hits: list[ShownHit] = []
    if text:
        asked = SearchRequest(text=text[:200], per_page=QUICK_HITS)
        hits = shown_hits(search(request.user, asked, with_facets=False))
    return render(request, "library/_quick.html", {"hits": hits})

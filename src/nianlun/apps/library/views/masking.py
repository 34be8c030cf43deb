"""Desensitised copies: what would be masked, what is still readable, and the copy itself."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nianlun.apps.library.actions.downloads import record_downloads
from nianlun.apps.library.labels import label
from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.documents import readable_document
from nianlun.apps.library.views.downloads import WRITERS, part_of
from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.views.listing import file_response
from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.compose.from_text import Part, Place, from_part
from nianlun.text.masking import KINDS, Masked, mask, still_readable

FORMATS = (("docx", gettext_lazy("Word (docx)")), ("txt", gettext_lazy("Text (txt)")), ("md", "Markdown"))


class MaskForm(Styled, forms.Form):
    """What is to be masked, and the format of the copy."""

    kinds = forms.MultipleChoiceField(label=gettext_lazy("What to mask"), widget=forms.CheckboxSelectMultiple)
    extension = forms.ChoiceField(label=gettext_lazy("Format"), choices=FORMATS)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind, label("masking", kind)) for kind in KINDS]  # type: ignore[attr-defined]


@missing_is_404
def masked(request: HttpRequest, document_id: int) -> HttpResponse:
    """The report first, then the copy; which mask stands for what is told to nobody."""
    document = readable_document(request.user, document_id)
    form = MaskForm(request.POST or None, initial={"kinds": list(KINDS), "extension": "docx"})
    if request.method == "POST" and form.is_valid() and "download" in request.POST:
        return _copy(request, document, form.cleaned_data["kinds"], form.cleaned_data["extension"])
    kinds = form.cleaned_data["kinds"] if form.is_bound and form.is_valid() else list(KINDS)
    text, spans = mask(_kept(part_of(document)), kinds)
    numbers = Counter(span.kind for span in spans)
    shown = {
        "document": document,
        "form": form,
        "numbers": [(label("masking", kind), numbers[kind]) for kind in KINDS if kind in kinds],
        "total": len(spans),
        "samples": [
            (
                text[max(0, found.start - 15) : found.start],
                text[found.start : found.end],
                text[found.end : found.end + 15],
                label("masking", found.kind),
            )
            for found in still_readable(text)[:100]
        ],
    }
    return render(request, "library/masked.html", shown)


def _kept(part: Part) -> str:
    """The text without its residue."""
    kept, at = [], 0
    for start, end in part.gaps:
        kept.append(part.text[at:start])
        at = end
    return "".join([*kept, part.text[at:]])


def _copy(request: HttpRequest, document: Document, kinds: Sequence[str], extension: str) -> HttpResponse:
    part = masked_part(part_of(document), kinds)
    record_downloads(
        documents=[document],
        form=f"masked {extension}",
        by=request.user,
        at=timezone.now(),
        kinds=list(kinds),
    )
    content_type, write = WRITERS[extension]
    note = _("Desensitised copy")
    name = f"{part.title}（{note}）.{extension}"
    return file_response(write(from_part(part)), name, content_type)


def masked_part(part: Part, kinds: Sequence[str]) -> Part:
    """The part with its text masked and its headings and gaps at their new places."""
    text, spans = mask(part.text, kinds)  # type: ignore[arg-type]
    moved = _mover(spans)
    return Part(
        mask(part.title, kinds)[0],  # type: ignore[arg-type]
        text,
        tuple(Place(place.level, moved(place.start), moved(place.end)) for place in part.places),
        tuple((moved(start), moved(end)) for start, end in part.gaps),
    )


def _mover(spans: Sequence[Masked]) -> Callable[[int], int]:
    """Where an offset of the text stands after masking."""
    ends, shifts, shift = [0], [0], 0
    for span in spans:
        shift += len(span.mask) - (span.end - span.start)
        ends.append(span.end)
        shifts.append(shift)
    return lambda offset: offset + shifts[bisect_right(ends, offset) - 1]

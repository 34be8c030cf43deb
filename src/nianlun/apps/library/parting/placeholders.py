"""What a reader is told in the place of a part that is closed to him."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nianlun.apps.library.models import Access, Document
from nianlun.apps.library.parting.spans import Run


def placeholder(document: Document, run: Run) -> str:
    """The words in the place of a part: how long it is and to whom it is open."""
    start, end, access = run
    length = end - start
    if access == Access.PRIVATE:
        return ngettext(
            "[This part, %(number)s character, is open to the owner of the document only]",
            "[This part, %(number)s characters, is open to the owner of the document only]",
            length,
        ) % {"number": length}
    return ngettext(
        "[This part, %(number)s character, is open to %(unit)s and the units above it only]",
        "[This part, %(number)s characters, is open to %(unit)s and the units above it only]",
        length,
    ) % {"number": length, "unit": document.unit.name}


def part_reader(access: str) -> str:
    """Who may read a closed part, in a word or two."""
    return _("the owner only") if access == Access.PRIVATE else _("the unit and those above it only")


def told(document: Document) -> tuple[str, Callable[[int], int]]:
    """The text with placeholders, and where an offset of the text now stands."""
    runs = document.closed_to_reader
    if not runs:
        return document.text, lambda offset: offset
    return (
        stretch_told(document, 0, len(document.text)),
        lambda offset: (
            offset
            + sum(len(placeholder(document, run)) - (run[1] - run[0]) for run in runs if run[1] <= offset)
        ),
    )


def stretch_told(document: Document, start: int, end: int) -> str:
    """The same of `text[start:end]`; a part that begins before is not told again."""
    kept, at = [], start
    for run in document.closed_to_reader:
        if run[1] <= at or run[0] >= end:
            continue
        kept.append(document.text[at : max(at, run[0])])
        kept.append(placeholder(document, run) if run[0] >= start else "")
        at = min(run[1], end)
    return "".join([*kept, document.text[at:end]])

"""The tables of the library as sheets to export: each column with what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nianlun.apps.audit.models import Event
from nianlun.apps.library.labels import label
from nianlun.apps.library.models import Commitment, Document, Figure, Outcome
from nianlun.compose.sheet import Cell, Sheet

Row = TypeVar("Row")
Column = tuple[str | Promise, Callable[[Row], Cell]]

FIGURE_COLUMNS: tuple[Column[Figure], ...] = (
    (gettext_lazy("Indicator"), lambda row: row.indicator),
    (gettext_lazy("As printed"), lambda row: row.text),
    (gettext_lazy("Value"), lambda row: row.value),
    (gettext_lazy("Upper value"), lambda row: row.upper),
    (pgettext_lazy("measure", "Unit"), lambda row: row.unit),
    (gettext_lazy("Base value"), lambda row: row.base_value),
    (gettext_lazy("Upper base value"), lambda row: row.base_upper),
    (gettext_lazy("Base unit"), lambda row: row.base_unit),
    (pgettext_lazy("finding", "Role"), lambda row: _word("role", row.role)),
    (pgettext_lazy("finding", "Kind"), lambda row: _word("figure_kind", row.kind)),
    (gettext_lazy("Period"), lambda row: row.period),
    (gettext_lazy("As of"), lambda row: row.as_of),
    (gettext_lazy("Set by"), lambda row: row.setter),
    (gettext_lazy("Qualifier"), lambda row: row.qualifier),
    (gettext_lazy("Compared with"), lambda row: row.basis),
    (gettext_lazy("Section"), lambda row: _word("section", row.section)),
    (gettext_lazy("Year"), lambda row: row.year),
    (gettext_lazy("Mended by a person"), lambda row: _yes(row.corrected)),
    (gettext_lazy("Document"), lambda row: row.document.title),
    (gettext_lazy("Document number"), lambda row: row.document_id),
    (gettext_lazy("Begins at (character)"), lambda row: row.start),
    (gettext_lazy("Ends at (character)"), lambda row: row.end),
)
COMMITMENT_COLUMNS: tuple[Column[Commitment], ...] = (
    (gettext_lazy("Commitment"), lambda row: row.text),
    (pgettext_lazy("finding", "Kind"), lambda row: _word("commitment_kind", row.kind)),
    (gettext_lazy("Indicator"), lambda row: row.indicator),
    (gettext_lazy("Comparator"), lambda row: _word("comparator", row.comparator)),
    (gettext_lazy("Value"), lambda row: row.value),
    (gettext_lazy("Upper value"), lambda row: row.upper),
    (pgettext_lazy("measure", "Unit"), lambda row: row.unit),
    (gettext_lazy("Due"), lambda row: row.due),
    (gettext_lazy("Responsible unit"), lambda row: row.unit_named),
    (gettext_lazy("Section"), lambda row: row.section),
    (gettext_lazy("Outcome"), lambda row: _word("verdict", getattr(outcome_of(row), "verdict", "open"))),
    (gettext_lazy("Confirmed"), lambda row: _yes(bool(getattr(outcome_of(row), "confirmed_at", None)))),
    (gettext_lazy("Answer"), lambda row: _text(getattr(outcome_of(row), "figure", None))),
    (gettext_lazy("Report"), lambda row: _text(getattr(outcome_of(row), "report", None))),
    (gettext_lazy("Mended by a person"), lambda row: _yes(row.corrected)),
    (gettext_lazy("Document"), lambda row: row.document.title),
    (gettext_lazy("Document number"), lambda row: row.document_id),
)
DOCUMENT_COLUMNS: tuple[Column[Document], ...] = (
    (gettext_lazy("Number"), lambda row: row.pk),
    (pgettext_lazy("document", "Title"), lambda row: row.title),
    (gettext_lazy("Document kind"), lambda row: _word("kind", row.kind)),
    (gettext_lazy("Issuer"), lambda row: row.issuer),
    (gettext_lazy("Year reported"), lambda row: row.year),
    (gettext_lazy("Year planned"), lambda row: row.plan_year),
    (gettext_lazy("Date"), lambda row: row.dated),
    (gettext_lazy("Level"), lambda row: _word("level", row.level)),
    (gettext_lazy("Field of work"), lambda row: _word("field", row.field)),
    (gettext_lazy("Unit"), lambda row: row.unit.name),
    (gettext_lazy("Access"), lambda row: _word("access", row.access)),
    (gettext_lazy("Tags"), lambda row: "，".join(tag.name for tag in row.tags.all())),
    (gettext_lazy("Characters"), lambda row: row.characters),
    (gettext_lazy("File"), lambda row: row.source.name),
    (gettext_lazy("Position in file"), lambda row: row.position),
    (gettext_lazy("Added"), lambda row: timezone.localdate(row.added_at)),
)


def form_words(download: Event) -> str:
    """In which form a document left."""
    return _word("download_form", download.detail.get("form", ""))


DOWNLOAD_COLUMNS: tuple[Column[Event], ...] = (
    (gettext_lazy("When"), lambda row: f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}"),
    (gettext_lazy("Who"), lambda row: str(row.by or "")),
    (gettext_lazy("User name"), lambda row: row.by.username if row.by else ""),
    (gettext_lazy("Works in"), lambda row: str(row.by.unit or "") if row.by else ""),
    (gettext_lazy("Document"), lambda row: row.subject_label),
    (gettext_lazy("Document number"), lambda row: int(row.subject_id)),
    (gettext_lazy("Unit that keeps it"), lambda row: str(row.unit or "")),
    (gettext_lazy("Form"), form_words),
    (gettext_lazy("Documents in one file"), lambda row: row.detail.get("together")),
    (gettext_lazy("From"), lambda row: row.client_address),
)


def download_sheet(downloads: Iterable[Event]) -> Sheet:
    """The log of use."""
    return _sheet(_("Use of the library"), DOWNLOAD_COLUMNS, downloads)


def figure_sheet(title: str, figures: Iterable[Figure]) -> Sheet:
    """Figures with their place; the base value stands in the base unit beside it."""
    return _sheet(f"{title} - {_('Figures')}", FIGURE_COLUMNS, figures)


def commitment_sheet(title: str, commitments: Iterable[Commitment]) -> Sheet:
    """Commitments with what became of them."""
    return _sheet(f"{title} - {_('Commitments')}", COMMITMENT_COLUMNS, commitments)


def document_sheet(documents: Iterable[Document]) -> Sheet:
    """Documents with what they say of themselves."""
    return _sheet(_("Documents"), DOCUMENT_COLUMNS, documents)


def outcome_of(commitment: Commitment) -> Outcome | None:
    """What became of it, as far as anybody knows."""
    return getattr(commitment, "outcome", None)


def _sheet(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Sheet:
    names = tuple(str(name) for name, _cell in columns)
    return Sheet(title, names, tuple(tuple(cell(row) for _name, cell in columns) for row in rows))


def _word(group: str, slug: object) -> str:
    return str(label(group, slug))


def _yes(is_so: bool) -> str:  # noqa: FBT001
    return _("Yes") if is_so else ""


def _text(thing: object) -> str:
    return "" if thing is None else str(thing)

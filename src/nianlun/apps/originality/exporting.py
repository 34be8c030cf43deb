"""A report of originality for programs, as a sheet and as a Word file."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from nianlun.apps.originality.checking import Answer
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.passages import KeptPassage
from nianlun.apps.originality.showing import Pair, Shown, shown
from nianlun.apps.people.models import User
from nianlun.compose.as_docx import as_docx
from nianlun.compose.sheet import Sheet
from nianlun.compose.tree import Block, Heading, Paragraph, Run, Table, Title, Tree
from nianlun.text.similarity.originality import own_percent

STAMP = "%Y-%m-%dT%H:%M:%SZ"


def report_in_full(user: User, found: OriginalityReport) -> dict[str, Any]:
    """Everything, as a person may see it."""
    seen = shown(user, found)
    return {
        **report_in_short(found),
        "library": found.library,
        "left_out": found.left_out,
        "digest": found.digest,
        "passages": [
            {
                **_passage(pair.passage, found.text),
                "document": pair.document.pk if pair.document else None,
                "title": pair.source_name,
                "source_text": pair.there.text if pair.there else None,
                "also": [each.pk for each in pair.also],
            }
            for pair in seen.pairs
        ],
    }


def report_in_short(found: OriginalityReport) -> dict[str, Any]:
    """Its numbers; the share is in percent."""
    return {
        "id": found.pk,
        "title": found.title,
        "origin": found.origin,
        "entry": found.entry_id,
        "file": found.sha256 or None,
        "report": found.paper_id,
        "characters": found.characters,
        "copied": found.copied,
        "stock": found.stock,
        "own_percent": _plain(found.characters, found.copied),
        "asked_at": found.asked_at.astimezone(UTC).strftime(STAMP),
        "asked_by": found.asked_by.username,
    }


def answer_in_full(text: str, answer: Answer) -> dict[str, Any]:
    """What a check found that nobody keeps."""
    return {
        "characters": answer.found.characters,
        "copied": answer.found.copied,
        "stock": answer.found.stock,
        "own_percent": _plain(answer.found.characters, answer.found.copied),
        "library": answer.library.as_plain(),
        "passages": [
            {
                **_passage(each, text),
                "document": each.document,
                "title": each.title,
                "also": list(each.also),
            }
            for each in answer.passages
        ],
    }


def _plain(characters: int, copied: int) -> str | None:
    share = own_percent(characters, copied)
    return None if share is None else str(share)


def _passage(each: KeptPassage, text: str) -> dict[str, Any]:
    (start, end), (other_start, other_end) = each.span, each.other_span
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "source_start": other_start,
        "source_end": other_end,
        "same": each.same,
        "likeness": each.likeness,
        "exact": each.is_exact,
    }


def sheet_of(user: User, found: OriginalityReport) -> Sheet:
    """One passage a row."""
    seen = shown(user, found)
    columns = (
        _("No."),
        _("Passage"),
        _("Characters in common"),
        _("Word for word"),
        _("Stands in"),
        _("There it says"),
        _("Also in"),
        _("Begins at (character)"),
        _("Ends at (character)"),
    )
    rows = tuple(
        (
            pair.number,
            pair.here.text,
            pair.passage.same,
            _("yes") if pair.passage.is_exact else _("no"),
            pair.source_name,
            pair.there.text if pair.there else None,
            "；".join(each.title for each in pair.also),
            *pair.passage.span,
        )
        for pair in seen.pairs
    )
    return Sheet(_("Originality report: %(title)s") % {"title": found.title}, columns, rows)


def word_of(user: User, found: OriginalityReport) -> bytes:
    """Numbers first, then the documents, then every passage beside its source."""
    seen = shown(user, found)
    blocks: list[Block] = [
        Title((_("Originality report"),)),
        *(Paragraph((Run(line),)) for line in lines_of(found, seen)),
    ]
    if seen.sources:
        blocks += [Heading(1, _("Documents it has passages in common with")), _sources(seen)]
        blocks += [Heading(1, _("Passages")), *(_passage_table(pair) for pair in seen.pairs)]
    return as_docx(
        Tree(
            _("Originality report: %(title)s") % {"title": found.title},
            tuple(blocks),
            author=str(found.unit or ""),
            written_at=found.asked_at.astimezone(UTC).strftime(STAMP),
        )
    )


def lines_of(found: OriginalityReport, seen: Shown) -> list[str]:
    """What was checked, what came of it, against which library."""
    day = timezone.localtime(found.asked_at)
    values = {
        "title": found.title,
        "own": seen.own,
        "copied": found.copied,
        "stock": found.stock,
        "characters": found.characters,
        "passages": len(seen.pairs),
        "documents": found.library["documents"],
        "waiting": found.library["waiting"],
        "common": found.library["common_from"],
        "by": found.asked_by,
        "at": f"{day:%Y-%m-%d %H:%M}",
        "digest": found.digest,
    }
    lines = [
        _("Text: %(title)s") % values,
        _(
            "Originality: %(own)s %% (%(copied)s of %(characters)s characters stand elsewhere, in %(passages)s passages)"
        )
        % values,
        _(
            "Stock phrases, which stand in %(common)s documents or more: %(stock)s characters, not counted as copied"
        )
        % values,
        _("Held against %(documents)s documents that %(by)s could read on %(at)s") % values,
    ]
    if found.library["waiting"]:
        lines.append(_("%(waiting)s new documents were not in the index yet and were not looked at") % values)
    if found.left_out:
        lines.append(_("Documents left out: %(number)s") % {"number": len(found.left_out)})
    lines.append(_("Digest of this report: %(digest)s") % values)
    return lines


def _sources(seen: Shown) -> Table:
    return Table(
        (_("Document"), _("Passages"), _("Characters in common"), _("Share of the text (%)")),
        tuple(
            (each.name, str(each.passages), str(each.characters), str(each.percent)) for each in seen.sources
        ),
    )


def _passage_table(pair: Pair) -> Table:
    there = pair.there.text if pair.there else "—"
    return Table(
        (_("Passage %(number)s") % {"number": pair.number}, pair.source_name), ((pair.here.text, there),)
    )

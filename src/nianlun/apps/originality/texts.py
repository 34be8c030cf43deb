"""The text of a file or of a report, as it is checked."""

from __future__ import annotations

from nianlun.apps.library.reading import storable
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.queries import facts_of, pieces_of
from nianlun.compose.report.draft import blocks_of
from nianlun.compose.tree import Heading, Paragraph
from nianlun.text.readers import extract


def text_of_file(name: str, content: bytes) -> str:
    """What a reader finds in a Word, text, PDF or HTML file.

    Raises:
        UnreadableError: `text.*`.
    """
    return storable(extract(name, content)).text


def text_of_paper(report: Report) -> str:
    """Title, headings and paragraphs; tables and charts hold figures and are left out."""
    blocks = blocks_of("", (), pieces_of(report), facts_of(report), lambda _chart: b"")
    words = (each.text for each in blocks if isinstance(each, Heading | Paragraph))
    return "\n".join((str(report), *words))

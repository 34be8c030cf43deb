"""A report on paper: one tree for Word, Markdown and text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from django.core.signing import Signer

from nianlun.adapters.charts import png
from nianlun.adapters.typesetting import pdf
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.queries import facts_of, pieces_of
from nianlun.apps.reports.typed import figures_in
from nianlun.compose.as_docx import as_docx
from nianlun.compose.as_markdown import as_markdown
from nianlun.compose.as_typst import as_typst, pictures_of
from nianlun.compose.lines import signature_insets
from nianlun.compose.report.carrying import carried_xml
from nianlun.compose.report.chips import DIGITS, marked_in
from nianlun.compose.report.draft import Piece, blocks_of
from nianlun.compose.report.facts import Fact
from nianlun.compose.report.numerals import own_numerals
from nianlun.compose.tree import Paragraph, Run, Tree
from nianlun.define.reading.dates import chinese_date

SEAL = Signer(salt="nianlun.reports.numerals")
"""Signs what a file says of itself and what cannot be counted again."""


def tree_of(report: Report, facts: Mapping[str, Fact] | None = None) -> Tree:
    """The paper, with its facts inside."""
    known = facts if facts is not None else facts_of(report)
    lines, pieces = (report.reference,) if report.reference else (), pieces_of(report)
    blocks = list(blocks_of(str(report), lines, pieces, known, png))
    if blocks and isinstance(blocks[-1], Paragraph):
        blocks[-1] = replace(
            blocks[-1], keeps=True
        )  # no page holds a signature alone: GB/T 9704-2012, 7.3.5.4
    blocks += _signature(report.unit.name, chinese_date(report.dated_on))
    about = {
        "template": report.template,
        "template_digest": report.template_digest,
        "title": str(report),
        "unit": report.unit.name,
        "period": report.period,
        "as_of": report.as_of.isoformat(),
        "reference": report.reference,
        "composed_at": report.composed_at.isoformat(),
        "report": str(report.pk),
        "numerals": SEAL.sign(json.dumps(_own((str(report), *lines, report.unit.name), pieces))),
    }
    return Tree(
        str(report),
        tuple(blocks),
        author=report.unit.name,
        written_at=f"{report.composed_at:%Y-%m-%dT%H:%M:%SZ}",
        carried=carried_xml(about, known.values()),
    )


def _signature(name: str, day: str) -> list[Paragraph]:
    """Who wrote the paper and the day, one line apart from the text."""
    name_right, day_right = signature_insets(name, day)
    return [
        Paragraph((Run(name),), "right", right=name_right, is_apart=True, keeps=True),
        Paragraph((Run(day),), "right", right=day_right),
    ]


def _own(lines: tuple[str, ...], pieces: tuple[Piece, ...]) -> list[str]:
    """Digits the paper prints itself, and numbers in words that it quotes."""
    quoted = [words for each in pieces for words in marked_in(each.text)]
    in_words = [words[start:end] for words in quoted for start, end in figures_in(words)]
    return own_numerals(lines, pieces) + [each for each in in_words if not DIGITS.search(each)]


def word_of(report: Report) -> bytes:
    """A Word file that knows where its numbers come from."""
    return as_docx(tree_of(report))


def markdown_of(report: Report) -> bytes:
    """Plain Markdown."""
    return as_markdown(tree_of(report))


def pdf_of(report: Report) -> bytes:
    """Pages as they are printed."""
    tree = tree_of(report)
    return pdf(as_typst(tree), pictures_of(tree))


FILES: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "docx": (word_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_of, "application/pdf"),
    "md": (markdown_of, "text/markdown; charset=utf-8"),
}
"""By the ending of a file: how it is written, and what kind it is."""

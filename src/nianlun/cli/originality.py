"""`nianlun library originality`: a file held against the library, without keeping a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nianlun.apps.originality.checking import check
from nianlun.apps.originality.exporting import answer_in_full
from nianlun.apps.originality.texts import text_of_file
from nianlun.cli.output import emit, examples, format_option
from nianlun.cli.registers import acting, user_option

SHOWN = 60
"""Characters of a passage on a line."""


@click.command(
    "originality",
    epilog=examples(
        "nianlun library originality 讲话稿.docx",
        "nianlun library originality 讲话稿.docx --as office --leave-out 12 --format json",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--leave-out", "left_out", multiple=True, type=int, help="Number of a document not to be looked at."
)
@user_option
@format_option
def command(*, file: Path, left_out: tuple[int, ...], username: str, form: str) -> None:
    """Find the passages of a file that stand in the library; no report is kept."""
    text = text_of_file(file.name, file.read_bytes())
    result = answer_in_full(text, check(acting(username), text, left_out=left_out))
    emit(result, form, lines=lambda: _lines(result))


def _lines(result: dict[str, Any]) -> list[str]:
    head = (
        f"{result['own_percent']} % original: {result['copied']} of {result['characters']} characters stand in "
        f"{len(result['passages'])} passages of other documents, {result['stock']} in stock phrases; "
        f"held against {result['library']['documents']} documents"
    )
    lines = [head]
    for each in result["passages"]:
        mark = "=" if each["exact"] else "~"
        words = each["text"].replace("\n", " ")
        shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
        lines.append(f"{mark} {each['start']:>6}–{each['end']:<6} {each['document']:>7}  {each['title']}")
        lines.append(f"    {shown}")
    return lines

"""A reading as JSON, as CSV, and as lines for people: tables on a terminal, plain lines elsewhere."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nianlun.text.kinds import FIELDS, KINDS
from nianlun.text.shape import Shape

PARTS: dict[str, tuple[str, ...]] = {
    "outline": ("level", "depth", "marker", "text", "start", "end", "fault"),
    "figures": (
        "indicator", "qualifier", "value", "upper", "unit", "kind", "base_value", "base_upper", "base_unit",
        "role", "period", "as_of", "setter", "basis", "text", "start", "end",
    ),
    "commitments": (
        "kind", "indicator", "comparator", "value", "upper", "unit", "due", "section", "unit_named", "text",
        "start", "end",
    ),
    "similar": ("piece", "similarity", "containment"),
    "residue": ("kind", "text", "start", "end"),
}  # fmt: skip
"""Columns of each part in CSV."""
_SHOWN = {
    "figures": ("indicator", "qualifier", "value", "upper", "unit", "role", "period", "setter", "basis"),
    "commitments": ("kind", "indicator", "comparator", "value", "upper", "unit", "due", "text"),
}
"""Columns shown to people; programs take all."""
_FORMULA = tuple("=+-@\t\r")
_PLAIN = re.compile(r"=$|[-+]?\d+(\.\d+)?[%‰\u4e00-\u9fff]*$")
"""What begins like a formula and is none: the comparator, numbers with their unit."""
_CUT = 60


def print_json(shape: Shape | list[Shape] | None) -> None:
    """JSON in UTF-8, whatever the terminal is set to."""
    if shape is not None:
        _write(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")


def print_csv(shapes: Sequence[Shape], part: str) -> None:
    """One part of all readings as a table, with file and document before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("file", "document", "title", *PARTS[part]))
    for shape in shapes:
        for piece, row in _rows(shape, part):
            values = (shape["source"]["path"], piece.get("index", ""), piece.get("title", ""))
            writer.writerow([_harmless(value) for value in (*values, *(row[name] for name in PARTS[part]))])
    _write(stream.getvalue())


def print_text(shapes: Sequence[Shape], parts: Sequence[str]) -> None:
    """What was found, for people; without parts the overview with the outline."""
    console = Console(soft_wrap=True, highlight=False)
    for shape in shapes:
        source = shape["source"]
        size = f"{source['characters']:,} characters, {source['encoding'] or source['format']}"
        notes = f", {', '.join(source['notes'])}" if source["notes"] else ""
        console.print(Text(f"{source['path']}: {size}{notes}", style="bold"))
        for piece in shape["pieces"]:
            _print_piece(console, piece, parts or ("outline",), brief=not parts)
        if "residue" in parts or (not parts and shape["residue"]):
            _print_residue(console, shape)


def _print_piece(console: Console, piece: Shape, parts: Sequence[str], *, brief: bool) -> None:
    console.print()
    console.print(Text(f"{piece['index']}. {piece['title'] or '—'}", style="bold"))
    console.print(f"   {_about(piece)}", markup=False)
    for part in parts:
        if part == "outline":
            _print_outline(console, piece, brief=brief)
        elif part == "similar":
            _print_similar(console, piece)
        elif part != "residue":
            _print_table(console, piece[part], _SHOWN[part])
    if brief and piece["similar"]:
        _print_similar(console, piece)


def _about(piece: Shape) -> str:
    meta = piece["meta"]
    kind = KINDS.get(meta["kind"] or "")
    field = FIELDS.get(meta["field"] or "")
    known = (
        kind and kind.label,
        meta["issuer"],
        meta["year"] and f"reports {meta['year']}",
        meta["plan_year"] and f"plans {meta['plan_year']}",
        meta["dated"],
        meta["level"],
        field and field.label,
        f"{len(piece['figures'])} figures",
        f"{len(piece['commitments'])} commitments",
        f"characters {piece['start']} to {piece['end']}",
    )
    return " · ".join(str(item) for item in known if item)


def _print_outline(console: Console, piece: Shape, *, brief: bool) -> None:
    for heading in piece["outline"]:
        if brief and heading["level"] > 2:
            continue
        fault = "   [sequence]" if heading["fault"] else ""
        indent = "  " * heading["depth"]
        console.print(f"   {indent}{heading['marker']}{_short(heading['text'])}{fault}", markup=False)


def _print_similar(console: Console, piece: Shape) -> None:
    for similar in piece["similar"]:
        leaks = sum(difference["leak"] for difference in similar["differences"])
        share, times = similar["similarity"], len(similar["differences"])
        line = f"   like {similar['piece']}: {share:.1%}, {times} differences"
        console.print(line + (f", {leaks} undo a mask" if leaks else ""), markup=False)
        for difference in similar["differences"]:
            mark = "!" if difference["leak"] else " "
            told = f"{_short(difference['text'])!r} / {_short(difference['other_text'])!r}"
            console.print(f"   {mark} {difference['start']}: {told}", markup=False)


def _print_residue(console: Console, shape: Shape) -> None:
    console.print()
    for residue in shape["residue"]:
        words = _short(" ".join(residue["text"].split()))
        console.print(f"   [{residue['kind']}] {words}", markup=False)


def _print_table(console: Console, rows: Sequence[Shape], columns: Sequence[str]) -> None:
    if not console.is_terminal:
        for row in rows:
            click.echo("\t".join(_cell(row[name]) for name in columns))
        return
    table = Table(box=None, pad_edge=True, header_style="dim")
    for name in columns:
        table.add_column(name, justify="right" if name in {"value", "upper"} else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row[name])) for name in columns))
    console.print(table, soft_wrap=False)


def _rows(shape: Shape, part: str) -> Iterator[tuple[Shape, Shape]]:
    if part == "residue":
        yield from (({}, row) for row in shape["residue"])
        return
    for piece in shape["pieces"]:
        yield from ((piece, row) for row in piece[part])


def _cell(value: Any) -> str:
    return "" if value is None else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, made plain."""
    if isinstance(value, str) and value.startswith(_FORMULA) and not _PLAIN.match(value):
        return f"'{value}"
    return "" if value is None else value


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()

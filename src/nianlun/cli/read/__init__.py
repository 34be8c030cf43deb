"""`nianlun read`: what stands in a document; needs no database and no settings."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from nianlun.cli.output import examples
from nianlun.cli.read.printing import PARTS, print_csv, print_json, print_text
from nianlun.kernel.errors import UnreadableError
from nianlun.kernel.messages import message_of
from nianlun.text.model import Reading
from nianlun.text.readers import extract
from nianlun.text.reading import read
from nianlun.text.shape import Shape, to_shape

UNREADABLE = 1
_STDIN = "-"


@dataclass(frozen=True)
class _Found:
    """A file that was read."""

    path: str
    sha256: str
    reading: Reading

    def shape(self) -> Shape:
        """As printed for programs."""
        return to_shape(self.reading, self.path, self.sha256)


@click.command(
    epilog=examples(
        "nianlun read report.docx",
        "nianlun read report.docx --figures --commitments",
        "nianlun read compilation.txt --piece 3 --outline",
        "nianlun read report.pdf --format json --text-out report.txt",
        "nianlun read *.docx --format csv --figures > figures.csv",
        codes="Exit codes: 0 all files read, 1 a file could not be read, 2 wrong command line.",
    )
)
@click.argument(
    "paths",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Lines for people, JSON for programs (several files: a list), or CSV of one part.",
)
@click.option(
    "--text-out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the text that offsets count in to this file, as UTF-8.",
)
@click.option("--piece", type=click.IntRange(min=1), help="Only the document of this number.")
@click.option("--outline", is_flag=True, help="Show the outline.")
@click.option("--figures", is_flag=True, help="Show the figures.")
@click.option("--commitments", is_flag=True, help="Show the commitments.")
@click.option("--similar", is_flag=True, help="Show near-duplicates.")
@click.option("--residue", is_flag=True, help="Show what is in no document.")
def command(
    *, paths: tuple[str, ...], form: str, text_out: Path | None, piece: int | None, **shown: bool
) -> None:
    """Read documents: the pieces of a compilation, outline, figures, commitments, near-duplicates.

    FILE is txt, docx, pdf or html; `-` reads standard input.
    """
    parts = [part for part in PARTS if shown[part]]
    if text_out and len(paths) > 1:
        raise click.UsageError("--text-out takes the text of one file; give one FILE.")
    if form == "csv" and len(parts) > 1:
        raise click.UsageError(
            "CSV holds one part; give one of " + ", ".join(f"--{part}" for part in PARTS) + "."
        )
    faults: list[UnreadableError] = []
    found = [_only(one, piece) for one in _read_all(paths, faults)]
    if text_out and found:
        text_out.write_bytes(found[0].reading.source.text.encode("utf-8", "replace"))
    shapes = [one.shape() for one in found]
    if form == "json":
        print_json(shapes[0] if len(paths) == 1 and shapes else shapes if len(paths) > 1 else None)
    elif form == "csv":
        print_csv(shapes, parts[0] if parts else "figures")
    else:
        print_text(shapes, parts)
    for fault in faults:
        click.echo(message_of(fault), err=True)
    if faults:
        sys.exit(UNREADABLE)


def _read_all(paths: tuple[str, ...], faults: list[UnreadableError]) -> Iterator[_Found]:
    """Read each file; what cannot be read is kept for the end, the others are read all the same."""
    shown = len(paths) > 1 and sys.stderr.isatty()
    console = Console(stderr=True)
    for path in track(paths, "Reading", console=console, transient=True) if shown else paths:
        name = "stdin" if path == _STDIN else Path(path).name
        data = sys.stdin.buffer.read() if path == _STDIN else Path(path).read_bytes()
        try:
            source = extract(name, data)
        except UnreadableError as error:
            faults.append(error)
            continue
        yield _Found(path, hashlib.sha256(data).hexdigest(), read(source))


def _only(found: _Found, piece: int | None) -> _Found:
    """The reading with one of its documents; the numbers stay."""
    if piece is None:
        return found
    pieces = tuple(one for one in found.reading.pieces if one.index == piece)
    if not pieces:
        last = len(found.reading.pieces)
        raise click.UsageError(f"{found.path} has no document {piece}; its documents are 1 to {last}.")
    return replace(found, reading=replace(found.reading, pieces=pieces))

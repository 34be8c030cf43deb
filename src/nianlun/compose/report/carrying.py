"""Facts inside a Word file: written as a custom XML part, read back with every number that is tagged with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree

from nianlun.compose.docx_parts import CARRIED_FILE, FACT_TAG
from nianlun.compose.report.chips import GAP
from nianlun.compose.report.facts import Fact, plain, read_plain

NAMESPACE = "urn:nianlun:facts:1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 50_000_000
"""A part larger than this is hostile."""
DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph of the file."""

    number: int
    """Counted from 1, empty ones not; notes follow the text."""
    text: str
    """All its words."""
    bare: str
    """The same with a gap for each number that carries a fact."""
    in_table: bool = False
    """Whether it stands in a cell."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A number that carries a fact, as it stands in the file."""

    fact: str
    """Name of the fact."""
    words: str
    """What stands there."""
    line: int
    """Number of its paragraph."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a Word file says of its numbers."""

    about: Mapping[str, str] = field(default_factory=dict)
    """Of the report: template, unit, period, as_of, title, number."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """By their names."""
    printed: tuple[Printed, ...] = ()
    """Every tagged number in the order of the text."""
    lines: tuple[Line, ...] = ()
    """Every paragraph with words."""


def carried_xml(about: Mapping[str, str], facts: Iterable[Fact]) -> str:
    """The part that travels with the file."""
    rows = "".join(f"<fact{_attributes(plain(each))}/>" for each in facts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<facts xmlns="{NAMESPACE}"{_attributes(about)}>{rows}</facts>'


def _attributes(words: Mapping[str, str]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in sorted(words.items()))


def read_carried(data: bytes) -> Carried | None:
    """What a Word file carries; None where it is no Word file of ours.

    Raises:
        ValueError: the part has been damaged.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if CARRIED_FILE not in names or DOCUMENT not in names:
                return None
            part = _bytes(archive, CARRIED_FILE)
            texts = [_bytes(archive, each) for each in (DOCUMENT, *NOTES) if each in names]
    except BadZipFile:
        return None
    try:
        root = ElementTree.fromstring(part)
        if root.tag != f"{{{NAMESPACE}}}facts":
            return None
        facts = [read_plain(each.attrib) for each in root.iter(f"{{{NAMESPACE}}}fact")]
        bodies = [ElementTree.fromstring(each) for each in texts]
    except (ElementTree.ParseError, ArithmeticError, TypeError, ValueError) as error:
        message = "damaged"
        raise ValueError(message) from error
    printed, lines = _walk(bodies)
    return Carried(
        about=dict(root.attrib), facts={each.id: each for each in facts}, printed=printed, lines=lines
    )


def _bytes(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        message = "too large"
        raise ValueError(message)
    return archive.read(name)


def _walk(bodies: Iterable[ElementTree.Element]) -> tuple[tuple[Printed, ...], tuple[Line, ...]]:
    printed: list[Printed] = []
    lines: list[Line] = []
    for body in bodies:
        for paragraph, in_table in _paragraphs(body, in_table=False):
            parts = list(_parts(paragraph))
            text = "".join(words for _, words in parts)
            number = len(lines) + 1
            printed += [Printed(fact=name, words=words, line=number) for name, words in parts if name]
            if text.strip():
                bare = "".join(GAP if name else words for name, words in parts)
                lines.append(Line(number=number, text=text, bare=bare, in_table=in_table))
    return tuple(printed), tuple(lines)


def _paragraphs(node: ElementTree.Element, *, in_table: bool) -> Iterator[tuple[ElementTree.Element, bool]]:
    for child in node:
        if child.tag == f"{_W}p":
            yield child, in_table
        else:
            yield from _paragraphs(child, in_table=in_table or child.tag == f"{_W}tbl")


def _parts(node: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Stretches of a paragraph: the name of the fact they print, or nothing, and the words."""
    for child in node:
        name = _fact_of(child)
        if name is not None:
            yield name, "".join(text.text or "" for text in child.iter(f"{_W}t"))
        elif child.tag == f"{_W}t":
            yield "", child.text or ""
        elif child.tag != f"{_W}instrText":
            yield from _parts(child)


def _fact_of(node: ElementTree.Element) -> str | None:
    if node.tag != f"{_W}sdt":
        return None
    tag = node.find(f"{_W}sdtPr/{_W}tag")
    value = "" if tag is None else tag.get(f"{_W}val", "")
    return value.removeprefix(FACT_TAG) if value.startswith(FACT_TAG) else None

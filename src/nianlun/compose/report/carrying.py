"""Facts inside a Word file: written as a custom XML part, read back with every number that is tagged with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree

from nianlun.compose.docx_parts import CARRIED_FILE, FACT_TAG
from nianlun.compose.report.facts import Fact, plain, read_plain

NAMESPACE = "urn:nianlun:facts:1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 50_000_000
"""A part larger than this is hostile."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a Word file says of its numbers."""

    about: Mapping[str, str] = field(default_factory=dict)
    """Of the report: template, unit, period, as_of, title, number."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """By their names."""
    printed: tuple[tuple[str, str], ...] = ()
    """Every tagged number in the order of the text: name of the fact and the words that stand there."""
    bare: str = ""
    """The text outside of tagged numbers, a line for each paragraph."""


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
            if CARRIED_FILE not in names or "word/document.xml" not in names:
                return None
            part, document = _bytes(archive, CARRIED_FILE), _bytes(archive, "word/document.xml")
    except BadZipFile:
        return None
    try:
        root = ElementTree.fromstring(part)
        if root.tag != f"{{{NAMESPACE}}}facts":
            return None
        facts = [read_plain(each.attrib) for each in root.iter(f"{{{NAMESPACE}}}fact")]
        body = ElementTree.fromstring(document)
    except (ElementTree.ParseError, ArithmeticError, TypeError, ValueError) as error:
        message = "damaged"
        raise ValueError(message) from error
    printed, bare = _walk(body)
    return Carried(
        about=dict(root.attrib), facts={each.id: each for each in facts}, printed=printed, bare=bare
    )


def _bytes(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        message = "too large"
        raise ValueError(message)
    return archive.read(name)


def _walk(root: ElementTree.Element) -> tuple[tuple[tuple[str, str], ...], str]:
    printed: list[tuple[str, str]] = []
    lines: list[str] = []
    for paragraph in root.iter(f"{_W}p"):
        kept: list[str] = []
        _gather(paragraph, kept, printed)
        lines.append("".join(kept))
    return tuple(printed), "\n".join(lines)


def _gather(node: ElementTree.Element, kept: list[str], printed: list[tuple[str, str]]) -> None:
    for child in node:
        name = _fact_of(child)
        if name is not None:
            printed.append((name, "".join(text.text or "" for text in child.iter(f"{_W}t"))))
            kept.append("　")
        elif child.tag == f"{_W}t":
            kept.append(child.text or "")
        elif child.tag != f"{_W}instrText":
            _gather(child, kept, printed)


def _fact_of(node: ElementTree.Element) -> str | None:
    if node.tag != f"{_W}sdt":
        return None
    tag = node.find(f"{_W}sdtPr/{_W}tag")
    value = "" if tag is None else tag.get(f"{_W}val", "")
    return value.removeprefix(FACT_TAG) if value.startswith(FACT_TAG) else None

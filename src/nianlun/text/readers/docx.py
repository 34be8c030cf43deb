"""Word files: paragraphs and cells in order, list numbers as printed, tracked changes accepted.

Headers and footers are left out, text boxes follow their paragraph, footnotes stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Extracted
from nianlun.text.readers.list_numbers import ListNumbers, W
from nianlun.text.readers.package import read_parts

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText"})
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
    f"{W}ptab": "\t",
}  # fmt: skip
_DEEPEST = 60
"""Nesting of tables and content controls beyond which a file is hostile."""
_WHOLE_PAGE_CELL = 200
"""Characters in the only cell of a row that make the table mere layout."""


def read(name: str, data: bytes) -> Extracted:
    """The text of the main story."""
    parts = read_parts(name, data)
    document = parts.get("document")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise UnreadableError("text.docx.broken", name=name)
    story = _Story(name, ListNumbers.of(parts.get("numbering"), parts.get("styles")))
    lines = list(story.blocks(body, 0))
    for part in ("footnotes", "endnotes"):
        lines += story.notes_of(parts.get(part))
    return Extracted("\n".join(lines), "docx", None, ("tracked_changes",) if story.changed else ())


@dataclass(slots=True)
class _Story:
    """Walks the elements of a document in order."""

    name: str
    numbers: ListNumbers
    changed: bool = False
    """Whether tracked changes were met."""
    boxes: list[str] = field(default_factory=list)
    """Lines of text boxes met in the paragraph being read."""

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """Lines of the paragraphs and tables in an element."""
        if depth > _DEEPEST:
            raise UnreadableError("text.docx.broken", name=self.name)
        for node in parent:
            if node.tag == f"{W}p":
                yield self.paragraph(node, depth)
                boxes, self.boxes = self.boxes, []
                yield from boxes
            elif node.tag == f"{W}tbl":
                yield from self.table(node, depth + 1)
            elif node.tag in _DELETED:
                self.changed = True
            elif node.tag == f"{W}sdt":
                content = node.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content, depth + 1)
            elif node.tag in _INSERTED or node.tag in {f"{W}customXml", f"{W}smartTag"}:
                self.changed = self.changed or node.tag in _INSERTED
                yield from self.blocks(node, depth + 1)

    def paragraph(self, node: etree._Element, depth: int) -> str:
        """Text of a paragraph with the number Word prints before it."""
        properties = node.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.changed = True
        text = "".join(self.runs(node, depth + 1)).rstrip("\n")
        return self.numbers.next_of(properties) + text if text.strip() else ""

    def runs(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """Text of the runs in an element, at whatever depth."""
        if depth > _DEEPEST:
            raise UnreadableError("text.docx.broken", name=self.name)
        for node in parent:
            tag = node.tag
            if tag == f"{W}t":
                yield node.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag in _DELETED:
                self.changed = True
            elif tag == f"{W}sym":
                yield _symbol(node)
            elif tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
                self.take_boxes(node, depth + 1)
            elif tag == f"{_MC}AlternateContent":
                choice = node.find(f"{_MC}Choice")
                if choice is not None:
                    yield from self.runs(choice, depth + 1)
            elif tag == f"{W}r" and _is_hidden(node):
                continue
            elif tag not in {f"{W}pPr", f"{W}rPr"}:
                self.changed = self.changed or tag in _INSERTED
                yield from self.runs(node, depth + 1)

    def take_boxes(self, node: etree._Element, depth: int) -> None:
        """Keep the lines of the text boxes in a drawing until its paragraph is read."""
        for content in node.iter(f"{W}txbxContent"):
            if any(parent.tag == f"{W}txbxContent" for parent in content.iterancestors()):
                continue
            kept, self.boxes = self.boxes, []
            lines = [line for line in self.blocks(content, depth + 1) if line.strip()]
            self.boxes = kept + lines

    def table(self, node: etree._Element, depth: int) -> Iterator[str]:
        """Rows as lines, cells apart by tabs; a table that only lays out the page as its paragraphs."""
        for row in node.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not node:
                continue
            if row.find(f"{W}trPr/{W}del") is not None:
                self.changed = True
                continue
            cells = [list(self.blocks(cell, depth + 1)) for cell in _cells(row)]
            if len(cells) == 1 and sum(map(len, cells[0])) >= _WHOLE_PAGE_CELL:
                yield from cells[0]
            else:
                yield "\t".join(" ".join(line for line in lines if line.strip()) for lines in cells)

    def notes_of(self, root: etree._Element | None) -> list[str]:
        """Footnotes or endnotes, each a line; separators left out."""
        found: list[str] = []
        for note in root if root is not None else ():
            if note.get(f"{W}type") is None:
                text = " ".join(line.strip() for line in self.blocks(note, 1) if line.strip())
                found += [text] if text else []
        return found


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Cells of a row, those in content controls as well."""
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def _symbol(node: etree._Element) -> str:
    code = node.get(f"{W}char", "")
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""

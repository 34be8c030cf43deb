"""A tree as plain text: one line for each paragraph."""

from __future__ import annotations

from nianlun.compose.tree import (
    Block,
    Contents,
    Cover,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Title,
    Tree,
)


def as_text(tree: Tree) -> bytes:
    """UTF-8 without a mark at the beginning; lines end with a line feed."""
    parts = []
    for block in tree.blocks:
        parts.extend(_lines(block, tree))
    return ("\n".join(parts).strip("\n") + "\n").encode()


def _lines(block: Block, tree: Tree) -> list[str]:
    match block:
        case Cover():
            return [block.title, "", *block.lines, ""]
        case Contents():
            return [block.label, "", *(f"{n}. {title}" for n, title in enumerate(titles(tree), 1)), ""]
        case Title():
            return [*block.lines, ""]
        case Heading() | Paragraph():
            return [block.text]
        case Table():
            rows = ["\t".join(row) for row in (block.head, *block.rows)]
            return [*([block.caption] if block.caption else []), *rows, ""]
        case Picture():
            return [block.caption] if block.caption else []
        case PageBreak():
            return ["", ""]


def titles(tree: Tree) -> list[str]:
    """The titles of the pieces, in order."""
    return [block.text for block in tree.blocks if isinstance(block, Title)]

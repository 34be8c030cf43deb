"""A tree as Markdown (CommonMark with tables) that shows the same characters."""

from __future__ import annotations

import re

from nianlun.compose.as_text import titles
from nianlun.compose.tree import (
    Block,
    Contents,
    Cover,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Title,
    Tree,
)

SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
LEADING = re.compile(r"^([#+\-=>])|^(\d+)([.)])(?=\s|$)")
CLOSING = "。；：，！？、）” 　"
"""Stands outside of the bold words: after such a sign and before a letter, ** closes nothing."""
DEEPEST = 6


def as_markdown(tree: Tree) -> bytes:
    """UTF-8; a compilation has its own title at level 1 and its pieces at level 2."""
    below = 1 if any(isinstance(block, Cover) for block in tree.blocks) else 0
    parts = [text for block in tree.blocks if (text := _block(block, tree, below))]
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block, tree: Tree, below: int) -> str:
    match block:
        case Cover():
            return "\n\n".join([f"# {escape(block.title)}", *map(escape, block.lines)])
        case Contents():
            entries = "\n".join(f"{n}. {escape(title)}" for n, title in enumerate(titles(tree), 1))
            return f"**{escape(block.label)}**\n\n{entries}"
        case Title():
            return f"{'#' * (1 + below)} {escape(block.text)}"
        case Heading():
            return f"{'#' * min(DEEPEST, max(1, block.level) + 1 + below)} {escape(block.text)}"
        case Paragraph():
            return "".join(_run(run, is_first=number == 0) for number, run in enumerate(block.runs))
        case Table():
            return _table(block)
        case Picture():
            return f"*{escape(block.caption)}*" if block.caption else ""
        case PageBreak():
            return "---" if below else ""


def escape(text: str, *, is_first: bool = True) -> str:
    """The text so that Markdown prints it as it stands."""
    text = SPECIAL.sub(r"\\\1", text)
    return LEADING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text) if is_first else text


def _run(run: Run, *, is_first: bool) -> str:
    text = escape(run.text, is_first=is_first)
    words = text.rstrip(CLOSING)
    return f"**{words}**{text[len(words) :]}" if run.level is not None and words.strip() == words else text


def _table(table: Table) -> str:
    def row(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(escape(cell).replace("\n", " ") for cell in cells) + " |"

    lines = [row(table.head), "|" + " --- |" * len(table.head), *map(row, table.rows)]
    return (f"{escape(table.caption)}\n\n" if table.caption else "") + "\n".join(lines)

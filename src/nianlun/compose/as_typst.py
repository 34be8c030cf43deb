"""A tree as Typst source in the look of an official document; pictures are named for whoever sets it."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.compose.columns import column_shares
from nianlun.compose.lines import title_inset
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

SERIF = '("FangSong_GB2312", "FangSong", "Noto Serif CJK SC", "Noto Serif SC", "Noto Sans CJK SC", "Noto Sans SC")'
SANS = '("SimHei", "Noto Sans CJK SC", "Noto Sans SC")'
HEAD = f"""#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), numbering: "— 1 —")
#set text(font: {SERIF}, size: 16pt, lang: "zh", region: "cn")
#set par(leading: 0.82em, spacing: 0.82em, justify: true, first-line-indent: (amount: 2em, all: true))
#set table(stroke: 0.5pt, inset: 4pt)
#show table: set text(size: 12pt, cjk-latin-spacing: none)
#show table: set par(first-line-indent: 0em, leading: 0.4em, justify: false)
"""
"""Margins of 37, 28, 26 and 35 mm and text in size 3. Source: GB/T 9704-2012, 5.2.1 and 5.2.2."""


def picture_name(number: int) -> str:
    """How the source calls a picture, counted from 1."""
    return f"picture{number}.png"


def pictures_of(tree: Tree) -> dict[str, bytes]:
    """The pictures by name."""
    found = [block.png for block in tree.blocks if isinstance(block, Picture)]
    return {picture_name(number): png for number, png in enumerate(found, 1)}


def as_typst(tree: Tree) -> str:
    """The source."""
    pictures = iter(range(1, len(tree.blocks) + 1))
    return HEAD + "\n\n".join(_block(block, pictures) for block in tree.blocks) + "\n"


def quoted(text: str) -> str:
    """Words as a Typst string: nothing in them is markup."""
    kept = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "")
    return f'#"{kept}"'


def _block(block: Block, pictures: Iterator[int]) -> str:
    match block:
        case Title() | Cover():
            words = block.text if isinstance(block, Title) else block.title
            shown = f"par(first-line-indent: 0em, justify: false)[{quoted(words)}]"
            return f"#align(center, text(font: {SANS}, size: 22pt, pad(x: {title_inset(words):g}em, {shown})))\n#v(1em)"
        case Heading():
            face = f"font: {SANS}" if block.level <= 1 else 'weight: "medium"'
            return f"#block(sticky: true, par(text({face})[{quoted(block.text)}]))"
        case Paragraph():
            return _paragraph(block)
        case Table():
            return _table(block)
        case Picture():
            caption = (
                f", caption: [{quoted(block.caption)}], supplement: none, numbering: none"
                if block.caption
                else ""
            )
            return f'#figure(image("{picture_name(next(pictures))}", width: 100%, alt: {quoted(block.words)[1:]}){caption})'
        case PageBreak():
            return "#pagebreak(weak: true)"
        case Contents():
            return ""


def _paragraph(block: Paragraph) -> str:
    words = "".join(map(_run, block.runs))
    side = {"centre": "center", "right": "right", "flush": "left"}.get(block.align)
    if side is None:
        return f"#block(sticky: true, par[{words}])" if block.keeps else words
    inset = f"right: {block.right:g}em" if side == "right" else "x: 0em"
    apart = "#v(1.82em)\n" if block.is_apart else ""
    set_aside = f"align({side}, pad({inset}, par(first-line-indent: 0em)[{words}]))"
    return f"{apart}#block(sticky: true, width: 100%, {set_aside})" if block.keeps else f"{apart}#{set_aside}"


def _run(run: Run) -> str:
    return quoted(run.text)


def _table(table: Table) -> str:
    cells = [f"[{quoted(cell)}]" for row in table.rows for cell in row]
    head = ", ".join(f"[{quoted(cell)}]" for cell in table.head)
    caption = f"#align(center)[{quoted(table.caption)}]\n" if table.caption else ""
    columns = "(" + "".join(f"{share * 100:.1f}fr, " for share in column_shares(table)) + ")"
    return f"{caption}#table(columns: {columns}, table.header({head}), {', '.join(cells)})"

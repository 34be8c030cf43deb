"""A tree as a Word file in the look of an official document (GB/T 9704-2012); the same tree, the same bytes.

The faces the standard names stand in the file; they are not embedded, and no other face takes their name.
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nianlun.compose import docx_parts as parts
from nianlun.compose.columns import column_shares
from nianlun.compose.lines import RIGHT, title_inset
from nianlun.compose.paging import title_pages
from nianlun.compose.tree import (
    Align,
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

ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML 1.0 cannot hold."""
ALIGN_STYLE: dict[Align, str] = {"body": "Body", "flush": "Flush", "centre": "Centred", "right": "Signature"}
TITLE_STYLE = "Heading1"
"""Titles are headings of the first level, so that Word finds them when it refreshes the contents."""
HEADING_STYLE = {0: "HeadingUnnumbered", 1: "Heading2", 2: "Heading3", 3: "Heading4", 4: "Heading5"}
RUN_FACE = {0: parts.HEI, 1: parts.HEI, 2: parts.KAI}
"""Faces of the levels, GB/T 9704-2012, 7.3.3; levels 3 and 4 are in the face of the text."""
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
TEXT_WIDTH = 8844
"""Twips, 156 mm."""
FIRST_FILE_TIME = (1980, 1, 1, 0, 0, 0)


def as_docx(tree: Tree) -> bytes:
    """The bytes of a .docx file."""
    pictures = [block.png for block in tree.blocks if isinstance(block, Picture)]
    files: tuple[tuple[str, str | bytes], ...] = (
        ("[Content_Types].xml", parts.content_types(has_pictures=bool(pictures))),
        ("_rels/.rels", parts.PACKAGE_RELATIONS),
        ("word/document.xml", _document(tree)),
        ("word/_rels/document.xml.rels", parts.document_relations(len(pictures), carries=bool(tree.carried))),
        ("word/styles.xml", parts.STYLES),
        ("word/settings.xml", parts.SETTINGS),
        ("word/footer1.xml", parts.FOOTER_ODD),
        ("word/footer2.xml", parts.FOOTER_EVEN),
        ("docProps/core.xml", _properties(tree)),
        ("docProps/app.xml", parts.APP),
        *((parts.picture_file(number), png) for number, png in enumerate(pictures, 1)),
        *(((parts.CARRIED_FILE, tree.carried),) if tree.carried else ()),
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = ZipInfo(name, FIRST_FILE_TIME)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content.encode() if isinstance(content, str) else content)
    return out.getvalue()


def _document(tree: Tree) -> str:
    front = [block for block in tree.blocks if isinstance(block, Cover | Contents)]
    body = tuple(block for block in tree.blocks if not isinstance(block, Cover | Contents))
    while body and isinstance(body[0], PageBreak):
        body = body[1:]
    anchors, pictures = iter(range(1, len(body) + 1)), iter(range(1, len(body) + 1))
    xml = [_front(block, body) for block in front]
    if front:
        section = f'<w:sectPr><w:type w:val="nextPage"/>{parts.PAGE}{parts.GRID}</w:sectPr>'
        xml.append(f"<w:p><w:pPr>{section}</w:pPr></w:p>")
    is_new_page = False
    for block in body:
        if isinstance(block, PageBreak):
            is_new_page = True
            continue
        anchor = next(anchors) if isinstance(block, Title) else 0
        if isinstance(block, Picture):
            xml.append(_picture(block, next(pictures)))
            continue
        xml.append(_block(block, anchor=anchor, is_new_page=is_new_page))
        is_new_page = False
    start = '<w:pgNumType w:start="1"/>' if front else ""
    last = f"<w:sectPr>{parts.FOOTERS}{parts.PAGE}{start}{parts.GRID}</w:sectPr>"
    return f"{parts.HEAD}<w:document {parts.NAMESPACES}><w:body>{''.join(xml)}{last}</w:body></w:document>"


def _front(block: Cover | Contents, body: tuple[Block, ...]) -> str:
    if isinstance(block, Cover):
        lead = '<w:p><w:pPr><w:spacing w:before="3474"/></w:pPr></w:p>'
        lines = "".join(_paragraph("Centred", _text(line)) for line in block.lines)
        return lead + _paragraph("CoverTitle", _text(block.title)) + "<w:p/>" + lines + BREAK
    return _paragraph("ContentsTitle", _text(block.label)) + _contents(body)


def _contents(body: tuple[Block, ...]) -> str:
    """The field Word refreshes, filled in beforehand so that it can be read before anybody does."""
    titles = [block.text for block in body if isinstance(block, Title)]
    rows = []
    opening = _field_begin(' TOC \\o "1-1" \\h \\z \\u ')
    for number, (title, page) in enumerate(zip(titles, title_pages(body), strict=True), 1):
        link = (
            f'<w:hyperlink w:anchor="{_anchor(number)}" w:history="1">{_text(title)}<w:r><w:tab/></w:r>'
            + _field_begin(f" PAGEREF {_anchor(number)} \\h ")
            + f"<w:r><w:t>{page}</w:t></w:r>{FIELD_END}</w:hyperlink>"
        )
        rows.append(_paragraph("TOC1", (opening if number == 1 else "") + link))
    return "".join(rows) + (f"<w:p>{FIELD_END}</w:p>" if rows else "")


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field_begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _block(block: Block, *, anchor: int, is_new_page: bool) -> str:
    more = "<w:pageBreakBefore/>" if is_new_page else ""
    match block:
        case Title():
            return _title(block, anchor, more)
        case Heading():
            return _paragraph(HEADING_STYLE[block.level], _text(block.text), more)
        case Paragraph():
            return _paragraph(ALIGN_STYLE[block.align], "".join(map(_run, block.runs)), _placed(block, more))
        case Table():
            return (_paragraph("Caption", _text(block.caption), more) if block.caption else "") + _table(
                block
            )
        case _:
            return ""


def _title(title: Title, anchor: int, more: str) -> str:
    lines = "<w:r><w:br/></w:r>".join(_text(line) for line in title.lines)
    begin = f'<w:bookmarkStart w:id="{anchor}" w:name="{_anchor(anchor)}"/>'
    inset = int(title_inset(title.text) * parts.TITLE_SIGN) if len(title.lines) == 1 else 0
    sides = f'<w:ind w:left="{inset}" w:right="{inset}"/>' if inset else ""
    words = f'{begin}{lines}<w:bookmarkEnd w:id="{anchor}"/>'
    return _paragraph(TITLE_STYLE, words, more + sides) + "<w:p/>"


def _placed(block: Paragraph, more: str) -> str:
    """What it stays with, the blank line before it, and how far from the edge it ends."""
    more = ("<w:keepNext/>" if block.keeps else "") + more
    if block.is_apart:
        more += f'<w:spacing w:before="{parts.LINE}"/>'
    if block.align != "right" or block.right == RIGHT:
        return more
    return f'{more}<w:ind w:rightChars="{block.right * 100:.0f}" w:right="{block.right * parts.SIGN:.0f}"/>'


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"


def _paragraph(style: str, content: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def _run(run: Run) -> str:
    face = RUN_FACE.get(run.level) if run.level is not None else None
    text = _text(run.text, f"<w:rPr>{parts.fonts(face)}</w:rPr>" if face else "")
    return _chip(run.fact, text) if run.fact else text


def _chip(fact: str, content: str) -> str:
    """A content control around a printed number: its tag names the fact, and Word shows where it ends."""
    tag = escape(fact, {'"': "&quot;"})
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{parts.FACT_TAG}{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _picture(picture: Picture, number: int) -> str:
    caption = _paragraph("Caption", _text(picture.caption)) if picture.caption else ""
    return f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r>{parts.drawing(picture.png, number, picture.words)}</w:r></w:p>{caption}'


def _text(text: str, properties: str = "") -> str:
    pieces = ILLEGAL.sub("", text).split("\t")
    tabbed = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in pieces
    )
    return f"<w:r>{properties}{tabbed}</w:r>"


def _table(table: Table) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = tuple(int(TEXT_WIDTH * share) for share in column_shares(table))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cells(table.head, widths)}</w:tr>"
    facts = table.facts or ((),) * len(table.rows)
    pairs = zip(table.rows, facts, strict=True)
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, widths, marks)}</w:tr>" for row, marks in pairs
    )
    fixed = '<w:tblLayout w:type="fixed"/>'
    frame = f'<w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>{fixed}</w:tblPr>'
    return f"<w:tbl>{frame}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl><w:p/>"


def _cells(cells: tuple[str, ...], widths: tuple[int, ...], facts: tuple[str, ...] = ()) -> str:
    marks = facts or ("",) * len(cells)
    texts = [
        _chip(fact, _text(cell)) if fact else _text(cell) for cell, fact in zip(cells, marks, strict=True)
    ]
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph("Cell", text)}</w:tc>'
        for text, width in zip(texts, widths, strict=True)
    )


def _properties(tree: Tree) -> str:
    def tag(name: str, text: str, more: str = "") -> str:
        return f"<{name}{more}>{escape(ILLEGAL.sub('', text))}</{name}>"

    when = ' xsi:type="dcterms:W3CDTF"'
    return (
        parts.HEAD + "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + tag("dc:title", tree.title)
        + tag("dc:creator", tree.author)
        + tag("cp:keywords", ", ".join(tree.keywords))
        + tag("dcterms:created", tree.written_at, when)
        + tag("dcterms:modified", tree.written_at, when)
        + "</cp:coreProperties>"
    )

"""A tree is written in every format, with the same characters and the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from nianlun.compose.as_docx import as_docx
from nianlun.compose.as_markdown import as_markdown
from nianlun.compose.as_text import as_text
from nianlun.compose.from_text import Part, Place, compilation, from_part
from nianlun.compose.paging import title_pages
from nianlun.compose.tree import Heading, PageBreak, Paragraph, Run, Table, Title, Tree

TEXT = "某县工作总结\n今年以来，完成 *5* 亿元&<b>。\x0b\n一、总结\n（一）亮点。抓好工作。\n1. 第一\n"


def part() -> Part:
    places = tuple(
        Place(level, TEXT.index(text), TEXT.index(text) + len(text))
        for level, text in ((1, "一、总结"), (2, "（一）亮点。"))
    )
    return Part("某县工作总结", TEXT, places)


def paragraphs(content: bytes) -> list[str]:
    return [p.text for p in docx.Document(BytesIO(content)).paragraphs if p.text]


def test_docx_holds_the_text() -> None:
    content = as_docx(from_part(part()))

    assert paragraphs(content) == TEXT.replace("\x0b", "").strip().split("\n")


def test_docx_has_the_grid_margins_and_faces_of_the_standard() -> None:
    document = docx.Document(BytesIO(as_docx(from_part(part()))))

    section = document.sections[0]
    margins = [
        round(side.mm)
        for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ]
    assert margins == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert [grid.get(qn(f"w:{name}")) for name in ("type", "linePitch")] == ["lines", "579"]
    signs = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    pitch = int(signs.find(qn("w:sz")).get(qn("w:val"))) * 10 + int(
        signs.find(qn("w:spacing")).get(qn("w:val"))
    )
    width = section.page_width.twips - section.left_margin.twips - section.right_margin.twips
    assert width // pitch == 28
    body = document.styles["Body Text"].element
    assert body.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
    by_text = {p.text: p.style.name for p in document.paragraphs}
    assert by_text["某县工作总结"] == "Heading 1"
    assert by_text["一、总结"] == "Heading 2"


def test_docx_footer_counts_pages() -> None:
    document = docx.Document(BytesIO(as_docx(from_part(part()))))

    footer = document.sections[0].footer._element.xml
    assert " PAGE " in footer


def test_docx_compilation_has_contents_filled_in_and_a_field_to_refresh_them() -> None:
    long = Part("第一篇", "第一篇\n" + "\n".join("一二三四五六七八九十" * 4 for _ in range(30)))
    content = as_docx(compilation("汇编", [long, part()], cover=("某县办公室",)))

    document = docx.Document(BytesIO(content))
    contents = [p.text for p in document.paragraphs if p.style.name.lower() == "toc 1"]
    assert contents == ["第一篇\t1", "某县工作总结\t4"]
    xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert xml.count("TOC \\o") == 1
    assert xml.count('w:fldCharType="begin"') == xml.count('w:fldCharType="end"') == 3
    assert xml.count("<w:pageBreakBefore/>") == 1
    assert [len(document.sections), 'w:pgNumType w:start="1"' in xml] == [2, True]


def test_docx_bytes_repeat() -> None:
    assert as_docx(compilation("汇编", [part()])) == as_docx(compilation("汇编", [part()]))


def test_text_is_one_line_for_each_paragraph() -> None:
    text = as_text(from_part(part())).decode()

    assert [line for line in text.splitlines() if line] == [line for line in TEXT.splitlines() if line]


def test_markdown_prints_signs_as_they_stand() -> None:
    text = as_markdown(from_part(part())).decode()

    assert "# 某县工作总结\n\n" in text
    assert r"完成 \*5\* 亿元&\<b\>。" in text
    assert "## 一、总结" in text
    assert "**（一）亮点**。抓好工作。" in text
    assert r"1\. 第一" in text


def test_markdown_of_a_compilation_puts_pieces_below_it() -> None:
    text = as_markdown(compilation("汇编", [part(), part()])).decode()

    assert text.startswith("# 汇编\n")
    assert text.count("\n## 某县工作总结\n") == 2


@pytest.mark.parametrize("write", [as_docx, as_text, as_markdown])
def test_table_is_written(write: object) -> None:
    tree = Tree("表", (Title(("表",)), Table(("指标", "值"), (("产值", "5|6"),), "表1")))

    content = write(tree)  # type: ignore[operator]

    if write is as_docx:
        cells = [cell.text for row in docx.Document(BytesIO(content)).tables[0].rows for cell in row.cells]
        assert cells == ["指标", "值", "产值", "5|6"]
    else:
        assert "指标" in content.decode()
        assert "产值" in content.decode()


def test_pages_are_reckoned_from_the_grid() -> None:
    full_line = Paragraph((Run("字" * 26),))
    blocks = (
        Title(("一",)),
        *[full_line] * 19,
        PageBreak(),
        Title(("二",)),
        Heading(1, "一、"),
        *[full_line] * 40,
        PageBreak(),
        Title(("三",)),
    )

    assert title_pages(blocks) == [1, 2, 4]

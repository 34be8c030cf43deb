"""Word files are made with python-docx, and by hand where it has no words for what Word writes."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import nsdecls

from nianlun.kernel.errors import UnreadableError
from nianlun.text.readers import extract
from nianlun.text.readers.list_numbers import chinese, figure

_NUMBERING = """
<w:numbering {ns}>
 <w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>
 </w:abstractNum>
 <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
 <w:num w:numId="4"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
_DOCUMENT = "<w:document {ns}><w:body>{body}</w:body></w:document>"


def _ns() -> str:
    return nsdecls("w", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )


def packed(body: str, **parts: str) -> bytes:
    """A Word file of this body and these other parts, without anything Word would add."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", _DOCUMENT.format(ns=_ns(), body=body))
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text.format(ns=_ns()))
    return stream.getvalue()


def paragraph(text: str, number: int | None = None, level: int = 0) -> str:
    listed = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        if number is not None
        else ""
    )
    return f"<w:p>{listed}<w:r><w:t>{text}</w:t></w:r></w:p>"


def read(body: str, **parts: str) -> str:
    return extract("a.docx", packed(body, **parts)).text


def test_paragraphs_and_cells_in_order() -> None:
    document = Document()
    document.add_paragraph("县水利局2023年工作总结")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("指标", "完成"), ("投资", "3.4亿元")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("以上报告。")
    document.sections[0].header.paragraphs[0].text = "页眉"
    stream = io.BytesIO()
    document.save(stream)

    found = extract("总结.docx", stream.getvalue())

    assert found.text == "县水利局2023年工作总结\n指标\t完成\n投资\t3.4亿元\n以上报告。"
    assert (found.format, found.encoding, found.notes) == ("docx", None, ())


def test_list_numbers_as_printed() -> None:
    body = "".join(
        (
            paragraph("总体", 3),
            paragraph("甲", 3, 1),
            paragraph("子", 3, 2),
            paragraph("丑", 3, 2),
            paragraph("乙", 3, 1),
            paragraph("寅", 3, 2),
            paragraph("点", 3, 3),
            paragraph("保障", 3),
            paragraph("丙", 3, 1),
            paragraph("另起", 4),
        )
    )

    text = read(body, numbering=_NUMBERING)

    assert text.split("\n") == [
        "一、总体", "（一）甲", "1.子", "2.丑", "（二）乙", "1.寅", "点", "二、保障", "（一）丙", "五、另起",
    ]  # fmt: skip


def test_list_numbers_of_style_and_removed_ones() -> None:
    styles = (
        '<w:styles {ns}><w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h"><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="h"/>{more}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    body = styled.format(more="") + styled.format(more='<w:numPr><w:numId w:val="0"/></w:numPr>')

    assert read(body, numbering=_NUMBERING, styles=styles) == "一、甲\n甲"


def test_tracked_changes_are_accepted_and_noted() -> None:
    body = (
        "<w:p><w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>21</w:t></w:r></w:ins><w:r><w:t>个</w:t></w:r></w:p>"
    )

    found = extract("a.docx", packed(body))

    assert found.text == "完成21个"
    assert found.notes == ("tracked_changes",)


def test_text_box_follows_its_paragraph_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>段落</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + paragraph("下段")
    )

    assert read(body) == "段落\n框内\n下段"


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        "<w:footnotes {ns}><w:footnote w:type='separator'><w:p/></w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:t>注释一</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )

    assert read(paragraph("正文"), footnotes=notes) == "正文\n注释一"


def test_field_codes_and_hidden_runs_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>见</w:t><w:tab/><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
    )

    assert read(body) == "见\t链接"


def test_table_that_lays_out_the_page_gives_lines() -> None:
    cell = "".join(paragraph("很长的正文" * 30) for _ in range(2))

    text = read(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>")

    assert text == "\n".join(["很长的正文" * 30] * 2)


def test_nested_table_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内')}</w:tc></w:tr></w:tbl>"

    text = read(
        f"<w:tbl><w:tr><w:tc>{paragraph('外')}{inner}</w:tc><w:tc>{paragraph('右')}</w:tc></w:tr></w:tbl>"
    )

    assert text == "外 内\t右"


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"PK\x03\x04 no archive", "text.docx.broken"),
        (packed("<w:p><w:r>"), "text.docx.broken"),
        (packed("<w:p><w:r><w:t>" + "零" * 12_000_000 + "</w:t></w:r></w:p>"), "text.docx.bomb"),
    ],
    ids=["no archive", "no XML", "bomb"],
)
def test_hostile_file_is_refused(data: bytes, slug: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        extract("来文.docx", data)
    assert caught.value.slug == slug
    assert caught.value.values["name"] == "来文.docx"


def test_entities_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
            + _DOCUMENT.format(ns=_ns(), body="<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"),
        )
    with pytest.raises(UnreadableError) as caught:
        extract("a.docx", stream.getvalue())
    assert caught.value.slug == "text.docx.bomb"


def test_deep_nesting_is_refused() -> None:
    body = "<w:sdt><w:sdtContent>" * 100 + paragraph("底") + "</w:sdtContent></w:sdt>" * 100
    with pytest.raises(UnreadableError) as caught:
        extract("a.docx", packed(body))
    assert caught.value.slug == "text.docx.broken"


@pytest.mark.parametrize(
    ("value", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一百零五")]
)
def test_chinese_figures(value: int, words: str) -> None:
    assert chinese(value) == words


def test_figures_of_other_forms() -> None:
    assert figure(3, "decimalEnclosedCircle") == "③"
    assert figure(4, "lowerRoman") == "iv"
    assert figure(2, "upperLetter") == "B"

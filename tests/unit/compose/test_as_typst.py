"""Typst source prints words as they stand, and the pages show them."""

from __future__ import annotations

import pypdfium2

from nianlun.adapters.typesetting import pdf
from nianlun.compose.as_typst import as_typst, pictures_of, quoted
from nianlun.compose.tree import Heading, Paragraph, Picture, Run, Table, Title, Tree
from tests.unit.compose.report.test_carrying import PNG

TREE = Tree(
    "通报",
    (
        Title(("通报",)),
        Heading(1, "一、概况"),
        Paragraph((Run('签约#3个 "甲" \\ $x$ *b*'),)),
        Table(("单位", "数"), (("青溪街道", "21个"),), "表"),
        Picture(PNG, "图"),
        Paragraph((Run("特此通报。"),), keeps=True),
        Paragraph((Run("投资促进中心"),), "right", right=4.5, is_apart=True, keeps=True),
        Paragraph((Run("2023年10月20日"),), "right"),
    ),
)


def test_words_are_no_markup():
    assert quoted('a"b\\') == '#"a\\"b\\\\"'


def test_pages_show_every_word():
    document = pypdfium2.PdfDocument(pdf(as_typst(TREE), pictures_of(TREE)))
    printed = "".join(page.get_textpage().get_text_bounded() for page in document)
    text = "".join(printed.split())
    for words in ("一、概况", '签约#3个"甲"\\$x$*b*', "青溪街道", "21个", "投资促进中心", "特此通报。"):
        assert words in text

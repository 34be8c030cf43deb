"""Titles break in good proportion, and a name and its day stand where the standard puts them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from nianlun.compose.as_docx import as_docx
from nianlun.compose.lines import signature_insets, title_inset
from nianlun.compose.tree import Paragraph, Run, Title, Tree

DAY = "2023年10月20日"


@pytest.mark.parametrize(
    ("name", "insets"),
    [
        ("县投资促进中心", (5.25, 2.0)),
        ("县府办", (9.25, 2.0)),
        ("青禾县人民政府办公室县政务公开工作领导小组", (2.0, 12.75)),
    ],
)
def test_day_begins_two_characters_after_the_name_and_the_longer_ends_two_from_the_edge(name, insets):
    """Source: GB/T 9704-2012, 7.3.5.2."""
    assert signature_insets(name, DAY) == insets


def test_title_of_one_line_takes_the_whole_line():
    assert title_inset("2023年工作总结和2024年工作思路") == 0.0


def test_title_of_two_lines_leaves_no_single_sign_over():
    """关于2023年10月招商引资 / 工作进展情况的通报."""
    inset = title_inset("关于2023年10月招商引资工作进展情况的通报")

    assert 12.0 <= 20 - 2 * inset < 13.0


def test_title_does_not_break_inside_a_number():
    assert title_inset("1" * 60) == 0.0


def test_word_file_carries_the_places():
    name, day = signature_insets("县投资促进中心", DAY)
    tree = Tree(
        "通报",
        (
            Title(("关于2023年10月招商引资工作进展情况的通报",)),
            Paragraph((Run("县投资促进中心"),), "right", right=name, is_apart=True, keeps=True),
            Paragraph((Run(DAY),), "right", right=day),
        ),
    )

    document = ZipFile(BytesIO(as_docx(tree))).read("word/document.xml").decode()

    assert '<w:keepNext/><w:spacing w:before="579"/><w:ind w:rightChars="525" w:right="1659"/>' in document
    assert '<w:pStyle w:val="Heading1"/><w:ind w:left="' in document

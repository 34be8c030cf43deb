"""Whatever the text, headings stand where they say they stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.outline import find_outline
from nianlun.text.outline.candidates import LAST, number_of

FRAGMENTS = [
    *[
        "一、",
        "二、",
        "十二、",
        "（一）",
        "（二）",
        "(三)",
        "1.",
        "2.",
        "3、",
        "（1）",
        "①",
        "第一章",
        "第二节 ",
        "第三条 ",
        "1.1",
        "1.2 ",
        "2.1.1",
        "一、\n",
    ],
    *[
        "一是",
        "二是",
        "三要",
        "首先，",
        "其次，",
        "最后，",
        "第一，",
        "##",
        "**",
        "。",
        "；",
        "：",
        "，",
        "“",
        "”",
        "x",
    ],
    *[
        "工作总结",
        "加强领导",
        "全年完成投资3.5亿元",
        "2024年",
        "1.5万人",
        "各位代表",
        "附件：",
        "\n",
        "\n\n",
        "　　",
        " ",
    ],
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=60).map("".join)


@given(TEXTS)
def test_headings_are_exact_sorted_and_nested(text):
    headings = find_outline(text, text.split("\n", 1)[0])

    assert [heading.start for heading in headings] == sorted({heading.start for heading in headings})
    depth = -1
    for heading in headings:
        assert 0 <= heading.start < heading.end <= len(text)
        assert text.startswith(heading.marker, heading.start)
        assert re.sub(r"\s*\n\s*", "", text[: heading.end]).endswith(heading.text)
        assert heading.text or heading.level in {1, 2}
        assert bool(heading.marker) == (heading.level > 0)
        assert 0 <= heading.depth <= depth + 1
        depth = heading.depth


@given(TEXTS, st.text(max_size=20))
def test_any_title_is_borne(text, title):
    find_outline(text, title)


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("十二、", 12),
        ("（三）", 3),
        ("第二十一章", 21),
        ("③", 3),
        ("（12）", 12),
        ("首先，", 1),
        ("其二，", 2),
        ("最后，", LAST),
        ("四是", 4),
        ("3.12", 12),
        ("2.1.4", 4),
    ],
)
def test_number_of_a_mark(mark, number):
    assert number_of(mark) == number


def test_rules_of_underscores_are_borne():
    assert find_outline("___\n全年完成投资3.5亿元。\n___", "") == ()

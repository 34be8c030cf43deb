"""The language of searches: what is a word, what joins words, what is a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.adapters.search_index.query_language import All, Any, Not, Word, Years, parse, words_of
from nianlun.kernel.errors import RefusedError


def shown(node) -> str:
    """A tree in brackets, to compare."""
    match node:
        case None:
            return ""
        case Word(text, _, _, field):
            return f"{field}:{text}" if field else text
        case Years(field, low, high):
            return f"{field}:{low}-{high}"
        case Not(part):
            return f"!{shown(part)}"
        case All(parts):
            return "(" + " & ".join(map(shown, parts)) + ")"
        case Any(parts):
            return "(" + " | ".join(map(shown, parts)) + ")"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", ""),
        ("  \u3000 ", ""),
        ("农业", "农业"),
        ("农业 林业", "(农业 & 林业)"),
        ("农业 AND 林业", "(农业 & 林业)"),
        ("农业 与 林业", "(农业 & 林业)"),
        ("农业 & 林业", "(农业 & 林业)"),
        ("农业 或 林业 水利", "(农业 | (林业 & 水利))"),
        ("农业 | 林业 OR 水利", "(农业 | 林业 | 水利)"),
        ("农业 -林业", "(农业 & !林业)"),
        ("农业 NOT 林业", "(农业 & !林业)"),
        ("农业 AND NOT 林业", "(农业 & !林业)"),
        ("农业 非 林业", "(农业 & !林业)"),
        ("NOT 林业", "!林业"),
        ("-林业", "!林业"),
        ("(农业 OR 林业) 水利", "((农业 | 林业) & 水利)"),
        ("（农业 OR 林业） 水利", "((农业 | 林业) & 水利)"),
        ("-(农业 林业)", "!(农业 & 林业)"),
        ("((农业 林业) OR 水利) 粮食", "(((农业 & 林业) | 水利) & 粮食)"),
        ('"AND"', "AND"),
        ("「农业 强」", "农业 强"),
        ("“放管服” 改革", "(放管服 & 改革)"),
        ("标题:农业", "title:农业"),
        ("标题：农业 水利", "(title:农业 & 水利)"),
        ("title:农业", "title:农业"),
        ("标题:(农业 OR 林业)", "(title:农业 | title:林业)"),
        ("问题:「安全 生产」", "problem:安全 生产"),
        ("年份:2023", "year:2023-2023"),
        ("年份:2020-2023 农业", "(year:2020-2023 & 农业)"),
        ("year:2020..", "year:2020-None"),
        ("年份:-2020", "year:None-2020"),
        ("单位:农业农村局", "office:农业农村局"),
    ],
)
def test_query_becomes_a_tree(text, tree):
    assert shown(parse(text)) == tree


@pytest.mark.parametrize(
    "text",
    [
        "R&D",
        "2023-10",
        "（一）加强",
        "(一)",
        "1)",
        "33.33%",
        "与",
        "或",
        "非",
        "与会",
        "A|B",
        "，",
        "附件：一",
        "𠀀",
        "-",
        "http://a.cn",
    ],
)
def test_word_with_signs_inside_is_looked_for_as_it_is(text):
    assert shown(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "fault", "start", "end"),
    [
        ("农业 「林业", "unclosed_quote", 3, 6),
        ("(农业 OR 林业", "unclosed_bracket", 0, 9),
        ("农业 AND", "operator", 3, 6),
        ("招商 OR ", "operator", 3, 5),
        ("农业 NOT", "operator", 3, 6),
        ("(招商 OR ) 外资", "operator", 4, 6),
        ("OR 农业", "operator", 0, 2),
        ("农业 OR AND 林业", "operator", 6, 9),
        ("标题:", "empty_word", 3, 3),
        ("标题: 农业", "empty_word", 3, 3),
        ("「」", "empty_word", 1, 1),
        ("年份:今年", "year", 3, 5),
        (" ".join(["农"] * 41), "too_long", 80, 81),
    ],
)
def test_fault_is_named_with_its_place(text, fault, start, end):
    with pytest.raises(RefusedError) as refused:
        parse(text)

    assert refused.value.slug == f"library.query.{fault}"
    assert (refused.value.values["start"], refused.value.values["end"]) == (start, end)


def test_excluded_words_are_not_highlighted():
    assert [word.text for word in words_of(parse("农业 -林业 (水利 OR NOT 粮食)"))] == ["农业", "水利"]


@given(st.text(alphabet='农业 ()（）「」"“”AND OR NOT与或非&|-:：标题年份2023\n\t', max_size=40))
def test_any_text_is_understood_or_refused(text):
    node, fault = understood(text)

    if fault is None:
        assert all(text[word.start : word.end] == word.text for word in words_of(node))
    else:
        assert fault.slug.startswith("library.query.")
        assert 0 <= fault.values["start"] <= fault.values["end"] <= len(text)


def understood(text):
    try:
        return parse(text), None
    except RefusedError as refused:
        return None, refused

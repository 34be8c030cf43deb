"""The index finds what a plain scan of the text finds: no more, no less, at the same places."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianlun.adapters.search_index.characters import compact, spans_of
from nianlun.adapters.search_index.compiling import Conditions, compile_query
from nianlun.adapters.search_index.entries import Entry
from nianlun.adapters.search_index.query_language import All, Any, Not, Word
from nianlun.adapters.search_index.store import SearchIndex
from nianlun.text.normalise import normalise

NOW = datetime(2024, 3, 1, tzinfo=UTC)
ALPHABET = "农业强农村美 \n\t\u3000，。（一）0１2３.%ＡaBＢ𠀀𡃁Σσςİıß國国é\u0301\u200b##-\"'"
TEXTS = st.lists(st.text(alphabet=ALPHABET, max_size=60), min_size=1, max_size=6)


def entry(number: int, text: str, **more) -> Entry:
    return Entry(id=number, body=normalise(text).text, title="", added_at=NOW, characters=len(text), **more)


def built(folder, texts) -> SearchIndex:
    index = SearchIndex(folder)
    index.rebuild(entry(number, text) for number, text in enumerate(texts))
    return index


def found(index: SearchIndex, node) -> set[int]:
    result = index.find(compile_query(node, ("text",), Conditions(chosen={})), limit=10_000)
    assert result.total == len(result.ids) == len(set(result.ids))
    return set(result.ids)


def word(text: str) -> Word:
    return Word(text, 0, len(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, data=st.data())
def test_any_string_is_found_exactly(tmp_path_factory, texts, data):
    index = built(tmp_path_factory.mktemp("index"), texts)
    scanned = [compact(text) for text in texts]
    source = data.draw(st.sampled_from([text for text in scanned if text] or ["农"]))
    start = data.draw(st.integers(0, len(source) - 1))
    query = source[start : start + data.draw(st.integers(1, 12))]

    assert found(index, word(query)) == {number for number, text in enumerate(scanned) if query in text}
    index.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, words=st.lists(st.text("农业强村12aσ", min_size=1, max_size=3), min_size=2, max_size=3))
def test_joined_words_are_found_exactly(tmp_path_factory, texts, words):
    index = built(tmp_path_factory.mktemp("index"), texts)
    scanned = [compact(text) for text in texts]
    first, second, *_ = words = [compact(each) for each in words]
    nodes = [word(each) for each in words]

    def those(test):
        return {number for number, text in enumerate(scanned) if test(text)}

    assert found(index, All(tuple(nodes))) == those(lambda text: all(each in text for each in words))
    assert found(index, Any(tuple(nodes))) == those(lambda text: any(each in text for each in words))
    assert found(index, Not(nodes[0])) == those(lambda text: first not in text)
    assert found(index, All((nodes[0], Not(nodes[1])))) == those(
        lambda text: first in text and second not in text
    )
    assert found(index, Any((nodes[0], Not(nodes[1])))) == those(
        lambda text: first in text or second not in text
    )
    index.close()


def test_random_queries_agree_with_a_scan(tmp_path):
    chance = random.Random(20231)
    letters = "的一是在有和人这中大为上个国我以要他农业村产量项目投资完成同比增长百分点0123456789.%，。"
    texts = ["".join(chance.choices(letters, k=chance.randint(50, 400))) for _ in range(300)]
    index = built(tmp_path, texts)
    scanned = [compact(text) for text in texts]

    for _ in range(250):
        text = chance.choice(scanned)
        length = chance.randint(1, 12)
        start = chance.randrange(len(text) - length)
        query = text[start : start + length]
        expected = {number for number, each in enumerate(scanned) if query in each}
        assert found(index, word(query)) == expected, query


@given(raw=st.text(alphabet=ALPHABET, max_size=80), data=st.data())
def test_highlights_hold_the_characters_looked_for(raw, data):
    body = normalise(raw)
    scanned = compact(raw)
    query = data.draw(st.sampled_from([scanned[at : at + 3] for at in range(len(scanned))] or ["农"]))

    spans = spans_of(query, body)

    assert bool(spans) == (query in scanned)
    for start, end in spans:
        assert compact(raw[start:end]) == query


def test_phrase_does_not_run_from_one_indicator_into_the_next(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1, "", indicators=("开工率", "竣工率"))])

    assert index.count(compile_query(Word("竣工率", 0, 3, "indicator"), (), Conditions(chosen={}))) == 1
    assert index.count(compile_query(Word("率竣", 0, 2, "indicator"), (), Conditions(chosen={}))) == 0


def test_section_words_are_found_in_that_section_only(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1, "安全好。不足", sections=(("achievement", "安全好。"), ("problem", "不足")))])

    def count(scope, text):
        return index.count(compile_query(word(text), (scope,), Conditions(chosen={})))

    assert (count("achievement", "安全"), count("problem", "安全"), count("problem", "不足")) == (1, 0, 1)


@pytest.mark.parametrize("sort", ["relevance", "year", "added", "length"])
def test_pages_of_every_order_hold_each_document_once(tmp_path, sort):
    index = SearchIndex(tmp_path)
    index.rebuild(entry(number, "农业" * (number % 3 + 1), year=2020 + number % 2) for number in range(25))
    query = compile_query(word("农业"), ("text",), Conditions(chosen={}))

    pages = [index.find(query, limit=10, offset=offset, sort=sort).ids for offset in (0, 10, 20)]

    assert sorted(number for page in pages for number in page) == list(range(25))


def test_title_weighs_more_than_text_and_later_more_than_earlier(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild(
        Entry(id=number, body="农业" + "水利" * 20, title=title, year=year, added_at=NOW, characters=42)
        for number, title, year in ((1, "通知", 2000), (2, "通知", 2024), (3, "农业通知", 2000))
    )

    query = compile_query(word("农业"), ("text", "title"), Conditions(chosen={}))

    assert index.find(query, limit=10).ids == [3, 2, 1]


def test_facets_are_counted_within_the_result(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild(
        entry(number, text, year=year, tags=tags, rights=(right,))
        for number, (text, year, tags, right) in enumerate(
            [
                ("农业", 2023, ("a", "b"), "public"),
                ("农业", 2024, ("a",), "unit:1"),
                ("水利", 2024, ("b",), "public"),
            ]
        )
    )

    counted = index.facets(
        compile_query(word("农业"), ("text",), Conditions(rights=("public",), chosen={})), ("year", "tag")
    )

    assert counted == {"year": [(2023, 1)], "tag": [("a", 1), ("b", 1)]}

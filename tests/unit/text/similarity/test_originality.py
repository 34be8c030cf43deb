"""How much of a text is its own; a small library is asked in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nianlun.text.similarity.copying import SHORTEST, copied
from nianlun.text.similarity.originality import (
    STEP,
    WINDOW,
    Heard,
    Originality,
    common_from,
    own_percent,
    probes,
    settle,
    worth_reading,
)

SENTENCE = "全县上下把项目建设作为经济工作的重中之重，挂图作战、倒排工期"
STOCK = "在县委、县政府的坚强领导和社会各界的关心支持下"


def checked(text: str, library: Mapping[int, str], *, common: int = 8) -> Originality:
    """The check as the app makes it, with a plain scan in the place of the index."""
    heard = []
    for probe in probes(text):
        holding = tuple(number for number, other in library.items() if probe.words in other)
        heard.append(Heard(probe, holding[:common], len(holding)))
    found = {number: copied(text, library[number]) for number in worth_reading(heard, common)}
    return settle(len(text), heard, found, common=common)


def made_up(chance: Random, length: int) -> str:
    """Characters in no order that means anything."""
    return "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(length))


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    cuts=st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 300), st.integers(SHORTEST, 90)), min_size=1, max_size=6
    ),
)
def test_text_pasted_together_has_its_passages_found_with_exact_spans(seed, cuts):
    chance = Random(seed)
    library = {number: made_up(chance, 400) for number in range(5)}
    parts, wanted, at = [], [], 0
    for number, start, length in cuts:
        own = made_up(chance, chance.randrange(12, 40))
        passage = library[number][start : start + length]
        parts += [own, passage]
        wanted.append((at + len(own), at + len(own) + len(passage), number, start, start + len(passage)))
        at += len(own) + len(passage)
    text = "".join(parts)

    found = checked(text, library)

    spans = [
        (each.copied.start, each.copied.end, each.text, each.copied.other_start, each.copied.other_end)
        for each in found.passages
    ]
    assert spans == wanted
    assert found.copied == sum(end - start for start, end, *_ in wanted)
    assert found.stock == 0


@given(st.text(alphabet="甲乙丙丁", max_size=200))
def test_every_stretch_that_counts_holds_a_whole_probe(text):
    places = {probe.start for probe in probes(text)}

    for start in range(len(text) - SHORTEST + 1):
        assert any(start <= place and place + WINDOW <= start + SHORTEST for place in places)


def test_words_that_stand_everywhere_are_not_copied():
    library = {number: f"{made_up(Random(number), 60)}{STOCK}{number}" for number in range(9)}

    found = checked(f"{made_up(Random(99), 30)}{STOCK}{made_up(Random(98), 30)}", library)

    assert found.passages == ()
    assert found.copied == 0
    assert 0 < found.stock <= len(STOCK)


def test_stock_phrase_inside_a_copied_passage_is_not_counted():
    library = {number: f"{made_up(Random(number), 60)}{STOCK}{number}" for number in range(9)}
    library[20] = f"{made_up(Random(20), 30)}{STOCK}，{SENTENCE}。"

    found = checked(f"{STOCK}，{SENTENCE}", library)

    (passage,) = found.passages
    assert passage.text == 20
    assert (passage.copied.start, passage.copied.end) == (0, len(STOCK) + 1 + len(SENTENCE))
    assert found.copied == found.characters - found.stock < found.characters


def test_each_stretch_belongs_to_the_longest_passage_and_others_are_named():
    library = {1: f"{SENTENCE}。", 2: f"一二三四{SENTENCE}，压实责任链条", 3: "别的"}

    found = checked(f"{SENTENCE}，压实责任链条", library)

    (passage,) = found.passages
    assert passage.text == 2
    assert passage.also in ((), (1,))
    assert found.copied == found.characters


def test_passage_that_two_documents_hold_whole_names_the_other():
    found = checked(SENTENCE, {1: f"{SENTENCE}。", 2: f"甲{SENTENCE}乙"})

    (passage,) = found.passages
    assert (passage.text, passage.also) == (1, (2,))


def test_common_grows_with_the_library():
    assert common_from(0) == common_from(4000) == 8
    assert common_from(4001) == 9
    assert common_from(10_000) == 20


def test_share_is_rounded_half_up_and_missing_for_nothing():
    assert own_percent(0, 0) is None
    assert own_percent(3, 1) == Decimal("66.67")
    assert own_percent(8000, 1) == Decimal("99.99")
    assert own_percent(20000, 1) == Decimal("100.00")


def test_few_texts_are_read_where_one_holds_everything():
    heard = [
        Heard(probe, (7, 9) if probe.start % 2 else (7,), 2) for probe in probes("甲" * (STEP * 6 + WINDOW))
    ]

    assert worth_reading(heard, common=8) == [7]

"""Text cut and mapped: every character stays tied to its place in the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.model import Mapped


@st.composite
def mapped_texts(draw: st.DrawFn) -> tuple[Mapped, list[int]]:
    """A mapped text, and the place in the source of each of its characters, told one by one."""
    places: list[int] = []
    runs: list[tuple[int, int]] = []
    source = draw(st.integers(0, 5))
    for _ in range(draw(st.integers(1, 5))):
        size = draw(st.integers(1, 6))
        runs.append((len(places), source))
        places.extend(range(source, source + size))
        source += size + draw(st.integers(1, 4))
    text = "".join(chr(0x4E00 + place) for place in places)
    return Mapped(text, tuple(runs)), places


@st.composite
def gaps_within(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    edges = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    return list(zip(edges[::2], edges[1::2], strict=False))


@given(mapped_texts())
def test_at_gives_the_place_of_each_character(given_text: tuple[Mapped, list[int]]) -> None:
    text, places = given_text

    assert [text.at(offset) for offset in range(len(places))] == places


@given(mapped_texts(), st.data())
def test_span_holds_the_first_and_the_last_character(
    given_text: tuple[Mapped, list[int]], data: st.DataObject
) -> None:
    text, places = given_text
    start = data.draw(st.integers(0, len(places) - 1))
    end = data.draw(st.integers(start + 1, len(places)))

    assert text.span(start, end) == (places[start], places[end - 1] + 1)


@given(mapped_texts(), st.data())
def test_cut_keeps_characters_and_places(given_text: tuple[Mapped, list[int]], data: st.DataObject) -> None:
    text, places = given_text
    start = data.draw(st.integers(0, len(places)))
    end = data.draw(st.integers(start, len(places)))
    gaps = data.draw(gaps_within(len(places)))

    part = text.cut(start, end, gaps)

    kept = [at for at in range(start, end) if not any(first <= at < last for first, last in gaps)]
    assert part.text == "".join(text.text[at] for at in kept)
    assert [part.at(offset) for offset in range(len(kept))] == [places[at] for at in kept]
    offsets = [offset for offset, _source in part.runs]
    assert offsets == sorted(set(offsets)), "runs begin at different places, in order"


@given(mapped_texts(), st.data())
def test_cut_of_a_cut_is_the_cut_of_both(given_text: tuple[Mapped, list[int]], data: st.DataObject) -> None:
    text, places = given_text
    start = data.draw(st.integers(0, len(places)))
    end = data.draw(st.integers(start, len(places)))
    inner = data.draw(st.integers(0, end - start))

    twice = text.cut(start, end).cut(inner, end - start)

    once = text.cut(start + inner, end)
    assert twice.text == once.text
    assert [twice.at(offset) for offset in range(len(once.text))] == [
        once.at(offset) for offset in range(len(once.text))
    ]

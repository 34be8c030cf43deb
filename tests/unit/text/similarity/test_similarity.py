"""Near-duplicates: found, measured, and their differences exact."""

import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.model import Mapped, Piece
from nianlun.text.normalise import normalise
from nianlun.text.similarity import (
    anchors,
    band_keys,
    candidate_pairs,
    compare,
    containment,
    differences,
    flipped,
    is_leak,
    link_similar,
    resemblance,
    shingles,
    signature,
    signatures,
)
from nianlun.text.similarity.alignment import align, ratio
from nianlun.text.splitting import split
from tests.need import material

WORDS = st.lists(
    st.sampled_from(
        ["全县", "完成投资", "18万元", "XX万元", "60", "，", "。", "\n", "增长5.3%", "×", "某", "局长"]
    ),
    max_size=40,
).map("".join)


def _text(seed: int, length: int) -> str:
    chance = random.Random(seed)
    return "".join(
        chance.choice("全县完成投资增长项目建设推进工作落实群众服务发展农业水利教育医疗安全，。、；\n")
        for _ in range(length)
    )


def _piece(index: int, text: str) -> Piece:
    return Piece(index=index, title="", start=0, end=len(text), body=Mapped(text))


@given(WORDS, WORDS)
def test_differences_turn_one_text_into_the_other(one, other):
    parts: list[str] = []
    place = 0
    for found in differences(Mapped(one), Mapped(other)):
        assert one[found.start : found.end] == found.text
        assert other[found.other_start : found.other_end] == found.other_text
        parts += (one[place : found.start], found.other_text)
        place = found.end

    assert "".join([*parts, one[place:]]) == other


@given(WORDS, WORDS)
def test_alignment_is_exact_and_in_order(one, other):
    matches = align(one, other)

    a = c = 0
    for match in matches:
        assert match.length > 0
        assert match.start >= a
        assert match.other_start >= c
        assert one[match.start : match.start + match.length] == other[match.other_start :][: match.length]
        a, c = match.start + match.length, match.other_start + match.length
    assert 0 <= ratio(matches, one, other) <= 1


@given(WORDS, WORDS)
def test_flipped_differences_lead_back(one, other):
    parts: list[str] = []
    place = 0
    for found in map(flipped, differences(Mapped(one), Mapped(other))):
        parts += (other[place : found.start], found.other_text)
        place = found.end

    assert "".join([*parts, other[place:]]) == one


@given(WORDS, WORDS)
def test_ratio_is_near_that_of_difflib(one, other):
    usual = SequenceMatcher(None, one, other, autojunk=False).ratio()

    assert ratio(align(one, other), one, other) >= usual - 0.35


def test_same_text_has_no_differences():
    found = compare(Mapped("全县完成投资18万元。"), Mapped("全县完成投资18万元。"))

    assert found.similarity == 1
    assert found.differences == ()


@pytest.mark.parametrize(
    ("one", "other", "leak"),
    [
        ("XX万", "60万", True),
        ("12.5亿", "××亿", True),
        ("某", "平阳", True),
        ("138****1234", "13812341234", True),
        ("18万", "60万", False),
        ("X", "C", False),
        ("XX万", "XX亿", False),
        ("XX局", "", False),
    ],
)
def test_leak_where_a_mask_meets_its_value(one, other, leak):
    assert is_leak(one, other) is leak
    assert is_leak(other, one) is leak


def test_difference_covers_the_whole_number():
    found = differences(Mapped("罚款128万元，增长5.3%。"), Mapped("罚款138万元，增长6.3%。"))

    assert [(one.text, one.other_text) for one in found] == [("128万", "138万"), ("5.3%", "6.3%")]


def test_what_normalising_left_out_is_a_difference():
    source = "宁波等地出##paidbegin##台力度更大的政策。"
    mark = "##paidbegin##"
    body = Mapped(source).cut(0, len(source), [(source.index(mark), source.index(mark) + len(mark))])
    other = "宁波等地出台力度更大的政策。"

    found = differences(body, Mapped(other), source, other)

    assert [(one.text, one.start, one.end, one.other_text, one.other_start) for one in found] == [
        (mark, 5, 18, "", 5)
    ]


def test_blanks_left_out_are_no_difference():
    found = differences(
        normalise("完成\r\n投资\u200b3亿元"),
        normalise("完成\n投资3亿元"),
        "完成\r\n投资\u200b3亿元",
        "完成\n投资3亿元",
    )

    assert found == ()


def test_link_similar_leaves_a_single_piece_alone():
    piece = _piece(1, _text(1, 500))

    assert link_similar([piece]) == (piece,)


def test_link_similar_names_copy_and_part():
    whole = _text(1, 3000)
    pieces = [
        _piece(1, whole),
        _piece(2, _text(2, 3000)),
        _piece(3, whole.replace("群众", "百姓")),
        _piece(4, whole[:600]),
    ]

    first, second, third, fourth = link_similar(pieces)

    assert {link.piece for link in first.similar} == {3, 4}
    assert second.similar == ()
    assert third.similar[0].similarity > 0.9
    assert {link.piece: link.containment for link in fourth.similar}[1] == 1


def test_many_pieces_are_linked_as_few_are():
    texts = [_text(seed, 800) for seed in range(45)]
    texts += [texts[3] + "新增一段。", texts[7][:500]]

    linked = link_similar([_piece(number, text) for number, text in enumerate(texts)])

    assert {(piece.index, link.piece) for piece in linked for link in piece.similar} == {
        (3, 45),
        (45, 3),
        (7, 46),
        (46, 7),
    }


def test_file_of_alike_forms_links_each_with_its_neighbours():
    """A thousand forms with other names: half a million pairs would fill the memory and tell nobody anything."""
    form = _text(9, 400)
    pieces = [_piece(number, f"第{number}村{form}") for number in range(120)]

    linked = link_similar(pieces)

    assert all(1 <= len(piece.similar) <= 64 for piece in linked)
    assert sum(len(piece.similar) for piece in linked) < len(linked) * 40


def test_copy_cut_short_is_a_candidate():
    whole = _text(5, 20_590)
    texts = [whole, whole[:13_852], whole[15_000:15_600], _text(6, 20_000)]

    pairs = candidate_pairs([shingles(text) for text in texts])

    assert (0, 1) in pairs
    assert (0, 2) in pairs
    assert (0, 3) not in pairs
    assert containment(shingles(texts[1]), shingles(whole))[0] == 1


def test_signatures_are_stable_and_tell_resemblance():
    one, other = _text(8, 4000), _text(9, 4000)
    near = one[:3800]

    assert signature(one) == signature(one.replace("\n", "\n  ")) == signatures([other, one])[1]
    assert len(signature(one)) == 512
    assert resemblance(signature(one), signature(near)) > 0.8
    assert resemblance(signature(one), signature(other)) < 0.2
    assert set(band_keys(signature(one))) & set(band_keys(signature(near)))
    assert set(anchors(near)) <= set(anchors(one))
    assert all(-(2**63) <= key < 2**63 for key in band_keys(signature(one)) + anchors(one))


def test_empty_texts_have_empty_signatures():
    assert signature(" \n") == b""
    assert band_keys(b"") == ()
    assert resemblance(b"", signature("全县")) == 0
    assert candidate_pairs([shingles(""), shingles("全县")]) == []


def test_signature_of_another_length_is_refused():
    with pytest.raises(ValueError, match="512 bytes"):
        resemblance(b"1234", b"1234")


def test_shared_compilation_links_its_two_copies():
    folder = material()
    if folder is None:
        pytest.skip("the material folder is absent")
    source = (folder / "summaries-2023.txt").read_text(encoding="utf-8")
    pieces, _ = split(normalise(source))

    linked = link_similar(pieces, source)

    assert [(piece.index, link.piece) for piece in linked for link in piece.similar] == [(3, 4), (4, 3)]
    link = linked[2].similar[0]
    assert link.similarity >= 0.99
    assert [(one.text, one.other_text, one.leak) for one in link.differences] == [
        ("##paidbegin##", "", False),
        ("18万", "XX万", True),
        ("XX万", "60万", True),
    ]
    for one in link.differences:
        assert source[one.start : one.end] == one.text
        assert source[one.other_start : one.other_end] == one.other_text


def test_report_of_2007_cut_short_is_linked():
    folder = material()
    if folder is None:
        pytest.skip("the material folder is absent")
    lines = (folder / "dev/national-reports-1954-2011.jsonl").read_text(encoding="utf-8").splitlines()
    report = next(line for line in lines if '"year": 2007' in line or '"year":2007' in line)

    whole, part = link_similar([_piece(1, report), _piece(2, report[:13_852])])

    assert part.similar[0].containment == 1
    assert whole.similar[0].piece == 2

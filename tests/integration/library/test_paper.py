"""Documents as pages show them: every character at its place, findings marked, differences aligned."""

from __future__ import annotations

import pytest

from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.apps.library.queries.documents import Comparison
from nianlun.apps.library.views.comparing import Row, folded, rows_of
from nianlun.apps.library.views.paper import Marks, OutlineEntry, lines_of
from nianlun.text.model import Difference

TEXT = "某县总结\n\n　　一、工作\n完成##x##投资5亿元。一是抓好项目，力争投资6亿元。\n\n"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def entry(position: int, level: int, words: str) -> OutlineEntry:
    return OutlineEntry(position, level, 0, "", words, *span(words), None)


def marks(**more: object) -> Marks:
    return Marks(
        outline=[entry(0, 1, "一、工作"), entry(1, 4, "一是抓好项目")],
        figures=[Figure(start=span(text)[0], end=span(text)[1], text=text) for text in ("5亿元", "6亿元")],
        commitments=[Commitment(start=span("力争投资6亿元")[0], end=span("力争投资6亿元")[1])],
        gaps=[span("##x##")],
        **more,
    )


def test_every_character_is_shown_once_at_its_place() -> None:
    lines = lines_of(TEXT, "某县总结", marks())

    chunks = [chunk for line in lines for chunk in line.chunks]
    assert all(TEXT[chunk.at : chunk.at + len(chunk.text)] == chunk.text for chunk in chunks)
    assert "".join(chunk.text for chunk in chunks) == "一、工作完成投资5亿元。一是抓好项目，力争投资6亿元。"


def test_heading_of_a_whole_line_is_a_heading_and_a_run_in_one_a_part_of_its_paragraph() -> None:
    heading, paragraph = lines_of(TEXT, "某县总结", marks())

    assert (heading.heading, heading.anchor) == (1, 0)
    assert paragraph.heading is None
    assert [(chunk.text, chunk.anchor) for chunk in paragraph.chunks if chunk.level == 4] == [
        ("一是抓好项目", 1)
    ]


def test_figure_inside_a_commitment_is_both() -> None:
    paragraph = lines_of(TEXT, "某县总结", marks())[1]

    promised = [chunk for chunk in paragraph.chunks if chunk.commitment]
    assert "".join(chunk.text for chunk in promised) == "力争投资6亿元"
    assert [chunk.figure.text for chunk in promised if chunk.figure] == ["6亿元"]


def test_residue_is_kept_apart_from_the_text() -> None:
    paragraph = lines_of(TEXT, "某县总结", marks())[1]

    assert [chunk.gap for chunk in paragraph.chunks if chunk.gap] == ["##x##"]


def test_found_place_is_marked_across_a_figure() -> None:
    place = span("资5亿")
    paragraph = lines_of(TEXT, "某县总结", marks(found=[place]))[1]

    found = [chunk for chunk in paragraph.chunks if chunk.is_found]
    assert "".join(chunk.text for chunk in found) == "资5亿"
    assert [chunk.is_found_first for chunk in found] == [True, False]


def comparison(left: str, right: str, *differences: Difference) -> Comparison:
    return Comparison(Document(title="a", text=left), Document(title="b", text=right), differences)


def test_difference_stands_at_its_characters_on_both_sides() -> None:
    left, right = "标题\n挽回损失XX万元。\n完", "标题\n挽回损失60万元。\n完"
    place = left.index("XX")
    rows = rows_of(
        comparison(left, right, Difference(place, place + 2, "XX", place, place + 2, "60", leak=True))
    )

    assert [row.differs for row in rows] == [False, True, False]
    hidden = next(piece for piece in rows[1].left if piece.number)
    told = next(piece for piece in rows[1].right if piece.number)
    assert (hidden.text, hidden.tells) == ("XX", False)
    assert (told.text, told.tells) == ("60", True)


def test_words_only_one_side_has_keep_their_place_on_the_other() -> None:
    left, right = "甲##mark##乙", "甲乙"
    rows = rows_of(comparison(left, right, Difference(1, 9, "##mark##", 1, 1, "")))

    assert [(piece.text, piece.number) for piece in rows[0].left] == [("甲", 0), ("##mark##", 1), ("乙", 0)]
    assert [(piece.text, piece.number) for piece in rows[0].right] == [("甲", 0), ("", 1), ("乙", 0)]


def test_paragraph_only_one_side_has_faces_nothing() -> None:
    left, right = "甲\n乙\n丙", "甲\n丙"
    rows = rows_of(comparison(left, right, Difference(2, 4, "乙\n", 2, 2, "")))

    assert [(bool(row.left), bool(row.right)) for row in rows] == [(True, True), (True, False), (True, True)]


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("=====", [(5, True)]),
        ("==#==", [(2, False), (1, False), (2, False)]),
        ("=====#=====", [(4, True), (1, False), (1, False), (1, False), (4, True)]),
        ("#", [(1, False)]),
        ("", []),
    ],
)
def test_long_equal_stretches_are_folded_with_a_line_of_context(pattern, shown) -> None:
    rows = [Row((), (), differs=sign == "#") for sign in pattern]

    assert [(len(fold.rows), fold.is_quiet) for fold in folded(rows)] == shown

"""Nothing is lost: pieces, residue, white space and dropped characters make up the whole source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nianlun.text.normalise import normalise
from nianlun.text.splitting import split
from tests.need import material

LINES = st.sampled_from(
    (
        "", "", "", "目录", "县水利局2023年工作总结", "县水利局2023年工作总结\t3", "白石镇2023年工作总结……12", "白石镇2023年工作总结",
        "第一篇：某局工作总结", "第二篇", "【1】", "【2】", "一、主要工作", "二、下步打算", "（一）完成投资。", "— 3 —", "第3页 共20页", "----------",
        "《一座老街的新生》", "县水利局", "2023年12月5日", "##paidbegin##", "出##paidbegin##台办法", "谢谢大家！", "附件1",
        "更多公文素材请关注公众号，加微信号12345入会员群", "今年以来，全县水利工作稳步推进，" * 8 + "取得较好成效。", "　　缩进的段落。",
        "\ufeff带标记的行", "第一部分 县直部门", "2023年工作总结汇编（10篇）", "1.", "x", "：", "##a##", "##ab####cd##",
    )
)  # fmt: skip


def check(source: str) -> None:
    """Assert that the source is covered, in order, without overlap outside of pieces."""
    pieces, residue = split(normalise(source))
    covered = bytearray(len(source))
    for piece in pieces:
        assert piece.start < piece.end
        assert not any(covered[piece.start : piece.end]), "pieces do not overlap"
        covered[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
        assert not source[piece.end - 1].isspace()
        assert not source[piece.start].isspace()
        body_places = {piece.body.at(offset) for offset in range(len(piece.body.text))}
        assert all(piece.start <= place < piece.end for place in body_places)
        inside = [item for item in residue if piece.start <= item.start < piece.end]
        assert all(item.end <= piece.end for item in inside), "no residue stands across the end of a piece"
        assert not any(place in range(item.start, item.end) for item in inside for place in body_places)
        held = body_places.union(*(range(item.start, item.end) for item in inside))
        for place in range(piece.start, piece.end):
            assert place in held or not normalise(source[place]).text.strip()
    before = 0
    for item in residue:
        assert before <= item.start < item.end, "residue is in order and does not overlap"
        before = item.end
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    left = [char for place, char in enumerate(source) if not covered[place]]
    assert not "".join(normalise(char).text for char in left).strip()
    assert [piece.index for piece in pieces] == list(range(1, len(pieces) + 1))


@given(st.lists(LINES, max_size=40), st.sampled_from(("\n", "\r\n")))
@example(["【1】", "【2】", "今年以来，全县水利工作稳步推进，" * 8 + "取得较好成效。"], "\n")
@settings(max_examples=300, deadline=None)
def test_lines_of_every_kind_are_covered(lines: list[str], end: str) -> None:
    check(end.join(lines))


@given(st.text(st.sampled_from("甲一、第篇章【1】《》\n\r \t#。—-目录2023年总结\ufeff"), max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_is_covered(source: str) -> None:
    check(source)


@pytest.mark.parametrize("name", ["summaries-2023.txt"])
def test_real_compilation_is_covered(name: str) -> None:
    folder = material()
    if folder is None:
        pytest.skip("shared material is absent")
    check(Path(folder, name).read_text(encoding="utf-8"))

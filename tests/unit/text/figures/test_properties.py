"""What holds of figures and commitments in any text whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.commitments import find_commitments
from nianlun.text.figures import find_figures
from nianlun.text.figures.scan import scan
from nianlun.text.figures.sentence import LONGEST, sentences
from nianlun.text.model import Figure, Heading, Meta, Section

META = Meta(year=2023, plan_year=2024)
WORDS = [
    "新增", "完成", "达到", "同比增长", "力争", "预计", "分别", "其中", "不少于", "以上", "左右", "项目", "企业", "产值",
    "截至", "2024年", "10月", "20日", "前三季度", "年底前", "第", "全市", "百分之", "分之", "三", "二十", "一", "十", "千",
    "12", "3.5", "1,200", "XX", "××", "*", "余", "多", "几", "万", "亿", "个", "家", "%", "个百分点", "元", "亩", "倍", "年",
    "日", "至", "—", "-", "，", "。", "；", "、", "：", "（", "）", "“", "”", "《", "》", "/", " ", "\n", "一是", "1.",
]  # fmt: skip
TEXT = st.one_of(st.lists(st.sampled_from(WORDS), max_size=40).map("".join), st.text(max_size=60))
KINDS = st.sampled_from(["achievement", "problem", "plan", "other"])


def _read(text: str, kind: str) -> tuple[Figure, ...]:
    return find_figures(text, (), (Section(kind, 0, len(text)),), META)  # type: ignore[arg-type]


@given(TEXT, KINDS)
def test_figures_stand_where_they_say(text: str, kind: str) -> None:
    figures = _read(text, kind)

    assert all(text[figure.start : figure.end] == figure.text != "" for figure in figures)


@given(TEXT, KINDS)
def test_figures_are_in_order_and_never_overlap(text: str, kind: str) -> None:
    figures = _read(text, kind)

    assert all(first.end <= second.start for first, second in pairwise(figures))


@given(TEXT, KINDS)
def test_figures_are_worth_their_base_value(text: str, kind: str) -> None:
    for figure in _read(text, kind):
        assert figure.value is not None or (figure.base_value is None and figure.upper is None)
        assert figure.base_upper is None or figure.upper is not None


def test_list_without_an_end_is_read_in_parts():
    """What is reckoned once for a sentence stays small, however long a text goes on without 。."""
    text = "今年完成投资1.5亿元，" * 2000

    figures = _read(text, "achievement")

    assert [figure.start for figure in figures] == [text.find("1.5") + 12 * place for place in range(2000)]
    assert {(figure.text, figure.period) for figure in figures} == {("1.5亿元", "2023")}
    assert all(len(each.text) <= LONGEST for each in sentences(text, scan(text, ())))


@given(TEXT, KINDS)
def test_commitments_stand_where_they_say(text: str, kind: str) -> None:
    sections = (Section(kind, 0, len(text)),)  # type: ignore[arg-type]
    outline = (Heading(1, "一、", text[2:9], 0, min(9, len(text))),) if len(text) > 9 else ()

    found = find_commitments(text, outline, sections, _read(text, kind), META)

    assert all(text[commitment.start : commitment.end] == commitment.text != "" for commitment in found)


@given(TEXT)
def test_figures_of_a_text_with_list_marks_leave_the_marks_alone(text: str) -> None:
    marked = f"1.{text}"
    heading = Heading(3, "1.", text, 0, len(marked))

    figures = find_figures(marked, (heading,), (), Meta())

    assert all(figure.start >= len("1.") for figure in figures)

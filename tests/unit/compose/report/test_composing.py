"""Templates become drafts in which every number is a chip."""

from __future__ import annotations

import pytest

from nianlun.compose.report.chips import faults_in, ids_in
from nianlun.compose.report.composing import compose
from nianlun.compose.report.draft import Numbers, Piece, blocks_of, plain_pieces, read_pieces
from nianlun.compose.report.numerals import own_numerals
from nianlun.compose.tree import Heading, Paragraph, Table
from nianlun.define.figures import figures_of
from nianlun.define.load import load
from tests.unit.compose.report.plain_answers import PlainAnswers

HEAD = """pack: {key: p, label: 包, version: 1}
indicators:
- {key: a, label: 甲, kind: entered, measure: 人}
- {key: b, label: 乙, kind: entered, measure: 人}
reports:
- key: r
  label: 报告
  kind: notice
  title: 通报
  words: [500强]
  sections:
  - key: s
    heading: 进展
    text: |
"""


def template(text: str):
    lines = "".join(f"      {line}\n" for line in text.split("\n"))
    return load({"p.yaml": HEAD + lines}).or_raise().reports["r"]


def texts(text: str, **figures: tuple[str, str]) -> list[str]:
    answers = PlainAnswers(**(figures or {"a": ("21", "个"), "b": ("7", "个")}))
    return [each.text for each in compose(template(text), {"year": "2023"}, answers)]


def test_figure_becomes_chip():
    assert (
        texts('新招引{{ a }}，完成{{ a.completion("县定") }}。')[1]
        == "新招引⟦a⟧，完成⟦a.completion.county⟧。"
    )


@pytest.mark.parametrize(("number", "said"), [("9", "多"), ("3", "少")])
def test_sentence_depends_on_figure(number: str, said: str):
    found = texts("{% if a > b %}多{% else %}少{% endif %}。", a=(number, "个"), b=("7", "个"))
    assert found[1] == f"{said}。"


def test_words_with_digits_are_marked():
    assert texts("500强{{ a }}")[1] == "⟦=500强⟧⟦a⟧"


def test_list_ranking_and_chart_are_blocks_of_their_own():
    kinds = [
        each.kind
        for each in compose(
            template(
                '{{ ranking("a", "b") }}\n\n{{ chart("a") }}\n- 其中{{ a }}\n\n| 项 | 数 |\n| --- | --- |\n| 甲 | {{ a }} |'
            ),
            {},
            PlainAnswers(a=("21", "个"), b=("7", "个")),
        )
    ]
    assert kinds == ["heading", "table", "chart", "item", "table"]


def test_blocks_number_headings_and_name_the_fact_of_each_cell():
    answers = PlainAnswers(a=("21", "个"), b=("7", "个"))
    pieces = compose(template('新{{ a }}\n\n{{ ranking("a") }}'), {}, answers)
    blocks = blocks_of("通报", (), read_pieces(plain_pieces(pieces)), answers.facts, lambda _: b"")
    heading, words, table = blocks[1:]
    assert isinstance(heading, Heading)
    assert heading.text == "一、进展"
    assert isinstance(words, Paragraph)
    assert [(run.text, run.fact) for run in words.runs] == [("新", ""), ("21个", "a")]
    assert isinstance(table, Table)
    assert table.rows == (("青溪街道", "21个"),)
    assert table.facts == (("", "a"),)


def test_numbers_begin_anew_below_each_heading():
    count = Numbers()
    assert [count.next(level) for level in (1, 2, 2, 3, 1, 2)] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
    ]


@pytest.mark.parametrize(
    ("text", "slug", "line"),
    [
        ("新招引21个。", "define.report.bare_number", 15),
        ("好。\n新招引２１个。", "define.report.bare_number", 16),
        ("{% if a > 1 %}好。", "define.report.tag", 15),
        ("{% endif %}", "define.report.tag", 15),
        ("{% if c > 1 %}好{% endif %}", "define.reference.indicator", 15),
        ("{{ a.rate() }}", "define.report.method", 15),
    ],
)
def test_fault_of_a_template_names_file_and_line(text: str, slug: str, line: int):
    lines = "".join(f"      {each}\n" for each in text.split("\n"))
    problems = load({"p.yaml": HEAD + lines}).problems
    assert [(each.slug, str(each.place)) for each in problems] == [(slug, f"p.yaml:{line}")]


def test_number_in_a_condition_is_no_bare_number():
    assert figures_of("{% if a > 0 %}有{% endif %}", ()).faults == ()


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("到2023年10月20日，新招引⟦a⟧，其中⟦=500强⟧企业2个。", []),
        ("新招引⟦a1⟧。", ["chip_unknown"]),
        ("新招引⟦a。", ["bracket"]),
    ],
)
def test_edited_words_hold_no_chip_but_known_ones(text: str, slugs: list[str]):
    assert [each.slug.rsplit(".", 1)[1] for each in faults_in(text, {"a"})] == slugs


def test_digits_of_the_paper_itself_are_told_from_typed_ones():
    pieces = (
        Piece(kind="heading", level=3, text="进展3"),
        Piece(kind="paragraph", text="到2023年10月20日⟦=500强⟧⟦a⟧，另有2个。"),
        Piece(kind="table", text="表1", head=("5G",), rows=(("⟦a⟧", "⟦=A4⟧"),)),
    )

    assert own_numerals(("第3期",), pieces) == ["第3期", "　1.", "　500强", "表1　", "　5G", "A4　"]


def test_chips_are_found_in_order():
    assert ids_in("⟦b⟧⟦=5⟧⟦a⟧") == ["b", "a"]

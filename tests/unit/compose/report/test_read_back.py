"""The round trip: whatever a report prints, the reader finds again in its Word file, with the same value and unit."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nianlun.compose.report.draft import Piece
from nianlun.compose.report.facts import Fact
from nianlun.reckon.amounts import kept, percent
from nianlun.reckon.printing import NOTHING, PLACE, growth_words, points_words, worded
from nianlun.reckon.ranks import place_words
from nianlun.text.readers import extract
from nianlun.text.reading import read
from tests.unit.compose.report.plain_answers import fact
from tests.unit.compose.report.test_carrying import document

WHOLE = st.integers(0, 2_000_000).map(Decimal)
BROKEN = st.decimals(0, 99_999, places=2)
SIGNED = st.decimals(-3, 3, places=6)
COUNTED = ("个", "家", "次", "条", "名", "位", "人", "批次", "份", "项", "件", "户", "人次", "亩")
MEASURED = ("亿元", "万元", "元", "万美元", "亿美元", "天", "分", "万亩", "吨", "平方公里", "个百分点")
Made = tuple[str, str, str | None]
"""What is printed, the number and the unit the reader must find."""


def said(text: str, unit: str) -> Made:
    """A number with its unit, as printed."""
    return text, text.removesuffix(unit), unit


@st.composite
def counts(draw) -> Made:
    """22个."""
    unit = draw(st.sampled_from(COUNTED))
    return said(worded(draw(WHOLE), unit, 0), unit)


@st.composite
def amounts(draw) -> Made:
    """191.7亿元, rounded as the printer rounds."""
    unit = draw(st.sampled_from(MEASURED))
    return said(worded(kept(draw(BROKEN), unit), unit, draw(st.integers(0, 2))), unit)


@st.composite
def percents(draw) -> Made:
    """112.5%, also below nought."""
    return said(percent(draw(SIGNED), draw(st.integers(0, 2))), "%")


@st.composite
def growths(draw) -> Made:
    """同比下降7.69%: the words say which way, the number is without a sign."""
    ratio = draw(SIGNED.filter(lambda each: abs(each) >= Decimal("0.0005")))
    return growth_words(ratio, 1), percent(abs(ratio), 1).removesuffix("%"), "%"


@st.composite
def points(draw) -> Made:
    """同比提高2.1个百分点."""
    value = draw(SIGNED.filter(lambda each: abs(each) >= Decimal("0.05")))
    text = points_words(value, 1)
    return text, text.removeprefix("同比提高").removeprefix("同比下降").removesuffix("个百分点"), "个百分点"


@st.composite
def places(draw) -> Made:
    """第三, 并列第十六."""
    place = draw(st.integers(1, 99))
    return place_words(place, tied=draw(st.booleans())), str(place), None


@st.composite
def completions(draw) -> Made:
    """A percentage, or the dash where nothing was set."""
    return draw(st.one_of(percents(), st.just((NOTHING, "", None))))


SENTENCES = (
    ("年内新招引产业项目{}，完成县定任务的{}、市定任务的{}。", (counts, completions, completions)),
    ("落地项目{}，总投资{}，其中单体制造业{}，落地率{}。", (counts, amounts, counts, percents)),
    ("实际使用外资{}，{}，其中高技术外资{}。", (amounts, growths, amounts)),
    ("开工率{}，{}。", (percents, points)),
    ("累计走访企业{}，完成率居全市{}；得分{}。", (counts, places, amounts)),
    ("总投资{}（其中甲镇{}、乙镇{}）。", (amounts, amounts, amounts)),
    ("新招引亿元以上产业项目数：县定目标{}，实际{}，完成率{}，未完成。", (counts, counts, percents)),
    ("更正上期甲镇签约数{}为{}。", (counts, counts)),
)


@st.composite
def printed(draw) -> tuple[Piece, list[tuple[Made, str]]]:
    """A sentence with its figures, each with the name of its fact."""
    words, kinds = draw(st.sampled_from(SENTENCES))
    made = [draw(kind()) for kind in kinds]
    names = [f"f{draw(st.uuids()).hex}" for _ in made]
    text = words.format(*(f"⟦{name}⟧" for name in names))
    return Piece(kind="paragraph", text=text), list(zip(made, names, strict=True))


@st.composite
def rankings(draw) -> tuple[Piece, list[tuple[Made, str]]]:
    """A table of units with their places."""
    rows, found = [], []
    for town in draw(st.lists(st.sampled_from(("东镇", "柳湾镇", "青溪街道")), min_size=1, max_size=3)):
        made = [draw(places()), draw(counts()), draw(amounts()), draw(percents())]
        names = [f"f{draw(st.uuids()).hex}" for _ in made]
        chips = [f"⟦{name}⟧" for name in names]
        rows.append((chips[0], town, *chips[1:]))
        found += zip(made, names, strict=True)
    head = ("名次", "单位", "项目数", "总投资", "落地率")
    return Piece(kind="table", head=head, rows=tuple(rows)), found


def as_fact(made: Made, name: str) -> Fact:
    text, number, unit = made
    return fact(name, number.lstrip("-") or "0", unit or PLACE, display=text)


def figures_in(data: bytes) -> list[tuple[str | None, str | None]]:
    """Everything the reader finds."""
    return [
        (each.value, each.unit) for piece in read(extract("a.docx", data)).pieces for each in piece.figures
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(printed(), rankings()), min_size=1, max_size=6))
def test_every_printed_figure_is_read_back_in_its_order(parts) -> None:
    pieces = [Piece(kind="heading", text="主要指标"), *(piece for piece, _ in parts)]
    made = [each for _, some in parts for each in some]
    facts = [as_fact(*each) for each in made]

    found = figures_in(document(pieces, facts))

    assert found == [(number, unit) for (text, number, unit), _ in made if text != NOTHING]

"""What a report's file says of its numbers is read back, and the reader of documents finds every one of them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from nianlun.compose.as_docx import as_docx
from nianlun.compose.report.carrying import carried_xml, read_carried
from nianlun.compose.report.draft import Piece, blocks_of, facts_printed
from nianlun.compose.report.facts import Record, digest_of_records
from nianlun.compose.tree import Tree
from nianlun.text.readers import extract
from nianlun.text.reading import read
from tests.unit.compose.report.plain_answers import fact

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d494441"
    "5478da63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)


def document(pieces, facts) -> bytes:
    named = {each.id: each for each in facts}
    blocks = blocks_of("工作总结", (), pieces, named, lambda _: PNG)
    printed = [named[key] for key in facts_printed(pieces)]
    return as_docx(Tree("工作总结", blocks, carried=carried_xml({"template": "p/r"}, printed)))


def test_facts_come_back_from_the_file():
    made = fact("a", "21", "个", label='甲"<&', unit=3, setter="city")
    pieces = (
        Piece(kind="paragraph", text="新招引⟦a⟧，其中⟦=500强⟧。"),
        Piece(kind="table", head=("单位", "数"), rows=(("甲镇", "⟦a⟧"),)),
        Piece(kind="chart", text="图", chart="{}", shows=("a",)),
    )
    data = document(pieces, [made])
    found = read_carried(data)
    assert found is not None
    assert found.about["template"] == "p/r"
    assert [(each.fact, each.words, each.line) for each in found.printed] == [
        ("a", "21个", 2),
        ("a", "21个", 6),
    ]
    assert found.facts["a"].digest == made.digest
    assert found.facts["a"].value == made.value
    assert found.facts["a"].label == '甲"<&'
    assert not any("21" in each.bare for each in found.lines)
    assert [each.text for each in found.lines if each.in_table] == ["单位", "数", "甲镇", "21个"]
    assert found.lines[1].text == "新招引21个，其中500强。"
    assert found.lines[1].bare == "新招引　，其中500强。"
    assert len(Document(BytesIO(data)).inline_shapes) == 1


def test_other_files_carry_nothing():
    assert read_carried(b"no zip") is None
    out = BytesIO()
    Document().save(out)
    assert read_carried(out.getvalue()) is None


def test_damaged_part_is_told():
    data, out = document((Piece(kind="paragraph", text="⟦a⟧"),), [fact("a", "1", "个")]), BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, "<facts" if name.startswith("customXml") else old.read(name))
    with pytest.raises(ValueError, match="damaged"):
        read_carried(out.getvalue())


def test_digest_tells_sets_apart():
    one, other = Record(1, 1), Record(1, 2)
    assert digest_of_records([one]) != digest_of_records([other])
    assert digest_of_records([one], [other]) != digest_of_records([other], [one])
    assert digest_of_records([one, other]) == digest_of_records([other, one])


NUMBERS = st.one_of(
    st.integers(0, 99_999).map(str),
    st.decimals(0, 999, places=2).map(lambda each: f"{each.normalize():f}"),
)
WHOLE_MEASURES = ("个", "家", "次", "条", "名", "批次", "份")
MEASURES = ("亿元", "万美元", "%", "天", "分")


@st.composite
def figures(draw):
    measure = draw(st.sampled_from(WHOLE_MEASURES + MEASURES))
    number = draw(st.integers(0, 9999).map(str) if measure in WHOLE_MEASURES else NUMBERS)
    return number, measure


@settings(max_examples=60, deadline=None)
@given(st.lists(figures(), min_size=1, max_size=12))
def test_reader_finds_every_printed_figure_again(made):
    facts = [fact(f"f{place}", *figure) for place, figure in enumerate(made)]
    pieces = [
        Piece(kind="heading", text="主要指标"),
        *(Piece(kind="paragraph", text=f"年内新招引产业项目⟦{each.id}⟧，进展顺利。") for each in facts),
    ]
    source = extract("report.docx", document(pieces, facts))
    found = [(each.value, each.unit) for piece in read(source).pieces for each in piece.figures if each.value]
    assert found == [(each.number, each.measure) for each in facts]

"""Passages two texts share, wherever they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.model import Mapped
from nianlun.text.normalise import normalise
from nianlun.text.similarity.copying import SHORTEST, common_runs, copied, tight

SENTENCE = "全县上下把项目建设作为经济工作的重中之重，挂图作战、倒排工期"
OTHER = "围绕茶产业提质增效，新建标准化茶园三千二百亩，培育省级示范社"
FILLER = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def test_passage_is_found_with_its_exact_span():
    one, other = f"{FILLER[:12]}{SENTENCE}{FILLER[12:]}", f"县政府指出：{SENTENCE}。"

    found = copied(one, other)

    assert [(each.start, each.end, each.other_start, each.other_end) for each in found] == [
        (12, 12 + len(SENTENCE), 6, 6 + len(SENTENCE))
    ]
    assert found[0].likeness == 1


def test_passages_in_another_order_are_found_each():
    one, other = f"{SENTENCE}{FILLER}{OTHER}", f"{OTHER}一二三四五六七八九{SENTENCE}"

    found = copied(one, other)

    assert [one[each.start : each.end] for each in found] == [SENTENCE, OTHER]


def test_changed_figures_do_not_break_a_passage():
    one = "完成固定资产投资36.5亿元，同比增长8.2%，规模以上工业企业达到112家"
    other = "完成固定资产投资41.8亿元，同比增长6.7%，规模以上工业企业达到125家"

    (found,) = copied(one, other)

    assert one[found.start : found.end] == one[: one.index("112")] + "1"
    assert 0.7 <= found.likeness < 1


def test_far_apart_words_are_no_passage():
    one = "深化改革" + FILLER + "扩大开放"
    other = "深化改革" + FILLER[::-1] + "扩大开放"

    assert copied(one, other) == []


def test_short_stretch_is_no_passage():
    assert copied(SENTENCE[: SHORTEST - 1], SENTENCE) == []
    assert len(copied(SENTENCE[:SHORTEST], SENTENCE)) == 1


def test_text_that_repeats_itself_is_read_without_blowing_up():
    one, other = "……" * 4000, "……" * 5000 + SENTENCE

    assert len(common_runs(one, other)) < 100_000


def test_tight_text_leads_back_to_the_source():
    source = "一、总体  情况\r\n　　ＧＤＰ增长\u200b8.2％"
    body = tight(normalise(source))

    assert body.text == "一、总体情况gdp增长8.2%"
    start = body.text.index("gdp")
    assert source[slice(*body.span(start, start + 3))] == "ＧＤＰ"


def test_letter_whose_lower_case_is_two_moves_nothing():
    body = tight(Mapped("İ政府 工作"))

    assert len(body.text) == 5
    assert body.at(3) == 4


@given(st.text(alphabet="甲乙丙，1 \n", max_size=60), st.text(alphabet="甲乙丙，1 \n", max_size=60))
def test_runs_are_equal_and_cannot_be_longer(one, other):
    for run in common_runs(one.replace(" ", "").replace("\n", ""), other.replace(" ", "").replace("\n", "")):
        here, there = one.replace(" ", "").replace("\n", ""), other.replace(" ", "").replace("\n", "")
        end, other_end = run.start + run.length, run.other_start + run.length

        assert here[run.start : end] == there[run.other_start : other_end]
        assert end == len(here) or other_end == len(there) or here[end] != there[other_end]
        assert not run.start or not run.other_start or here[run.start - 1] != there[run.other_start - 1]

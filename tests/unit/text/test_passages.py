"""What short texts have in common, and which of many have most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.similarity import most_alike, shared_passages
from nianlun.text.similarity.passages import LEAST, clauses

CASES = {
    1: "村民申请公开本村征地补偿安置方案和补偿款发放明细，他人的补偿金额能否公开",
    2: "申请人要求公开某企业的环境影响评价文件",
    3: "申请公开县政府常务会议纪要",
    4: "业主申请公开小区规划许可和竣工验收资料",
    5: "要求公开全县低保家庭名单",
}


def test_passages_are_the_longest_ones_without_what_stands_in_a_longer_one():
    assert shared_passages("分户补偿明细能不能公开", "公开分户补偿明细时隐去姓名") == ("分户补偿明细", "公开")


def test_passages_do_not_run_over_a_mark_and_leave_empty_words_at_their_ends():
    assert shared_passages("会议，纪要的公开", "会议纪要的公开") == ("会议", "纪要的公开")
    assert shared_passages("的补偿", "了的补偿款") == ("补偿",)


def test_letters_count_as_words_and_not_by_pairs():
    assert shared_passages("the plan", "then a place") == ()
    assert shared_passages("PM2.5 monitor", "a monitor") == ("monitor",)


def test_alike_text_comes_first_with_its_reason():
    found = most_alike("征地补偿款每户发了多少，可以公开别人的补偿金额吗？", CASES, most=3)

    assert found[0][0] == 1
    assert any("补偿金额" in passage for passage in found[0][1].passages)


def test_what_everybody_says_is_no_reason():
    assert most_alike("申请公开", CASES, most=3) == []
    assert most_alike("明天天气怎么样", CASES, most=3) == []
    assert most_alike("", CASES, most=3) == []
    assert most_alike("征地补偿", {}, most=3) == []


def test_no_more_than_asked_for_and_the_same_every_time():
    alike = CASES | {number: f"征地补偿安置方案{number}" for number in range(6, 10)}

    found = most_alike("征地补偿安置方案怎样公开", alike, most=3)

    assert len(found) == 3
    assert found == most_alike("征地补偿安置方案怎样公开", dict(reversed(alike.items())), most=3)


SIGNS = st.text(alphabet="征地补偿公开，。ab 1", max_size=40)


@given(SIGNS, SIGNS)
def test_every_passage_stands_in_both_texts(asked, other):
    for passage in shared_passages(asked, other):
        assert len(passage) >= LEAST
        assert any(passage in clause for clause in clauses(asked))
        assert any(passage in clause for clause in clauses(other))


@given(SIGNS)
def test_a_text_shares_everything_that_is_long_enough_with_itself(text):
    found = shared_passages(text, text)

    for clause in clauses(text):
        plain = clause.strip("的了和与及或在是对把被向从为以于就都也其该此本各请将由吗呢")
        if len(plain) >= LEAST and not plain.isascii():
            assert any(plain in each for each in found)

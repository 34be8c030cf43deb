"""Normalised text: one character for one, dropped ones aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.normalise import UNKNOWN, normalise

DROPPED = "\ufeff\u200b\u200c\u200d\u2060\xad\x00"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("２０２３年增长７．３％", "2023年增长7.3%"),
        ("ＧＤＰ－Ａ／Ｂ", "GDP-A/B"),
        ("，。；：“”（）《》！？、", "，。；：“”（）《》！？、"),
        ("一　二\xa0三", "一 二 三"),
        ("國務院農業發展計劃", "国务院农业发展计划"),
        ("乾县哪吒", "乾县哪吒"),
        ("⼀、⻓江", "一、长江"),
        ("\uf0b7要点\ue004", f"•要点{UNKNOWN}"),
        ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
        ("\ufeff政\u200b务\xad公开", "政务公开"),
        ("出##paidbegin##台", "出##paidbegin##台"),
        ("\U000f0001\U0002000b", f"{UNKNOWN}\U0002000b"),
    ],
)
def test_normalise_of_each_kind(raw: str, text: str) -> None:
    assert normalise(raw).text == text


def test_clean_text_is_given_back_as_it_is() -> None:
    clean = "一、2023年工作总结。完成投资3.4亿元，增长12.5%。\n"

    mapped = normalise(clean)

    assert mapped.text == clean
    assert mapped.runs == ((0, 0),)


@given(st.text(st.sampled_from(f"甲乙國２％　\r\n\ue004ab{DROPPED}"), max_size=60))
def test_every_character_is_tied_to_its_source(raw: str) -> None:
    mapped = normalise(raw)

    places = [mapped.at(offset) for offset in range(len(mapped.text))]
    assert places == sorted(set(places))
    kept = [
        place
        for place, char in enumerate(raw)
        if char not in DROPPED and not (char == "\r" and raw[place + 1 : place + 2] == "\n")
    ]
    assert places == kept
    for offset, place in enumerate(places):
        assert mapped.text[offset] == normalise(raw[place]).text


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw).text

    assert normalise(once).text == once

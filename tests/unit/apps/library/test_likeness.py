"""How alike two indicators are called, and whether a number keeps a promise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.apps.library.promises.likeness import likeness, longest_common, verdict_of
from nianlun.apps.library.promises.matching import LIKE, SURE

NAMES = st.text(alphabet="新建高标准农田粮食播种面积的完成投资开工率", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("粮食播种面积", "粮食播种面积"),
        ("新建高标准农田", "高标准农田"),
        ("力争粮食播种面积", "全年粮食播种面积"),
        ("完成固定资产投资", "固定资产投资"),
    ],
)
def test_same_thing_in_other_words_is_surely_alike(one, other):
    assert likeness(one, other) >= SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("粮食播种面积", "粮食总产量"),
        ("开工率", "竣工率"),
        ("新增家庭农场", "新建高标准农田"),
        ("居民人均可支配收入", "一般公共预算收入"),
    ],
)
def test_other_thing_is_not_taken_for_it(one, other):
    assert likeness(one, other) < LIKE


@given(NAMES, NAMES)
def test_likeness_is_the_same_from_both_sides_and_a_share(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@given(NAMES, NAMES)
def test_longest_common_run_is_common_and_none_is_longer(one, other):
    length = longest_common(one, other)

    def common(size):
        return any(one[at : at + size] in other for at in range(len(one) - size + 1))

    assert common(length)
    assert not common(length + 1)


@pytest.mark.parametrize(
    ("promised", "upper", "done", "comparator", "verdict", "ratio"),
    [
        ("26", None, "26", ">=", "kept", 1.0),
        ("26", None, "31.2", ">=", "kept", 1.2),
        ("26", None, "13", ">=", "missed", 0.5),
        ("10", None, "12", "<=", "missed", 1.2),
        ("10", None, "9", "<=", "kept", 0.9),
        ("10", None, "11", "=", "kept", 1.1),
        ("10", "12", "9", "range", "missed", 0.9),
        ("10", "12", "15", "range", "kept", 1.5),
        ("10", None, "12", None, "kept", 1.2),
        ("0", None, "5", "<=", "missed", None),
        ("0", None, "0", "<=", "kept", None),
    ],
)
def test_number_keeps_a_promise_or_not(promised, upper, done, comparator, verdict, ratio):
    upper = Decimal(upper) if upper else None

    assert verdict_of(Decimal(promised), upper, Decimal(done), comparator) == (verdict, ratio)

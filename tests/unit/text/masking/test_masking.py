"""Personal data: found, masked alike everywhere, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.masking import leaks, mask, still_readable
from nianlun.text.masking.numbers import is_card_number, is_identity_number
from nianlun.text.masking.persons import masks_for


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("手机13812345678。", "手机138****5678。"),
        ("手机138-1234-5678。", "手机138-****-5678。"),
        ("电话0577-63721234。", "电话0577-********。"),
        ("身份证11010519491231002X。", "身份证110***************。"),
        ("身份证110105194912310021。", "身份证110105194912310021。"),
        ("卡号6222021234567890127。", "卡号6222021234567890127。"),
        ("卡号4111 1111 1111 1111。", "卡号**** **** **** 1111。"),
        ("邮箱zhang.san@gov.cn。", "邮箱z***@gov.cn。"),
        ("车牌浙C12345。", "车牌浙C*****。"),
        ("住人民路123号5幢301室。", "住人民路***号*幢***室。"),
        ("太河路滚动开发6号地块，新建1234567890元项目。", "太河路滚动开发6号地块，新建1234567890元项目。"),
        ("局长贾志春任组长，贾志春同志强调。", "局长贾某某任组长，贾某某同志强调。"),
        ("组长高度重视，局长安全生产，校长任期三年。", "组长高度重视，局长安全生产，校长任期三年。"),
        ("主任张敏、李建国出席。", "主任张某、李某某出席。"),
        ("书记欧阳修文带队。", "书记欧阳某某带队。"),
        ("联系人：王 伟", "联系人：王某"),
    ],
)
def test_mask(text, masked):
    assert mask(text)[0] == masked


def test_two_of_one_surname_stay_apart():
    masked, spans = mask("局长张志强出席，主任张敏主持，张志强同志讲话。")

    assert masked == "局长张某甲出席，主任张某乙主持，张某甲同志讲话。"
    assert [span.text for span in spans] == ["张志强", "张敏", "张志强"]


def test_name_of_two_characters_only_where_a_name_may_stand():
    assert mask("主任高峰主持。旅游高峰期到来。")[0] == "主任高某主持。旅游高峰期到来。"


def test_only_the_kinds_asked_for():
    assert mask("局长贾志春，13812345678。", ["mobile"])[0] == "局长贾志春，138****5678。"


def test_more_people_than_letters():
    masks = masks_for([f"张{sign}" for sign in "一二三四五六七八九十百千"])

    assert len(set(masks.values())) == 12


def test_what_is_still_readable():
    found = still_readable("身份证110105194912310021，李四（男，45岁），王某（男）。")

    assert [(one.kind, one.text, one.reason) for one in found] == [
        ("identity", "110105194912310021", "checksum"),
        ("person", "李四", "name"),
    ]


def test_variants_laid_side_by_side_leak():
    found = leaks("投资18万元，局长张某某。", "投资XX万元，局长张志强。")

    assert [(one.text, one.other_text) for one in found] == [("18万", "XX万"), ("某某", "志强")]


def test_check_digits():
    assert is_identity_number("11010519491231002X")
    assert is_identity_number("110105491231002")
    assert not is_identity_number("110105194913310021")
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")


@given(
    st.lists(
        st.sampled_from(
            ["局长", "张志强", "13812345678", "人民路12号", "，", "同志", "浙C12345", "a@b.cn", "\n", "主任"]
        )
    ).map("".join)
)
def test_spans_say_exactly_what_was_replaced(text):
    masked, spans = mask(text)

    rebuilt, place = [], 0
    for span in spans:
        assert text[span.start : span.end] == span.text
        rebuilt += [text[place : span.start], span.mask]
        place = span.end
    assert "".join([*rebuilt, text[place:]]) == masked

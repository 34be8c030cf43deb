"""Words around a figure: qualifiers, what a change is measured against, who set the task."""

from __future__ import annotations

import re

from nianlun.text.figures.sentence import Place

_BEFORE = (
    "不能少于", "不能低于", "不能超过", "不能高于", "不得少于", "不得低于", "不得超过", "不得高于", "不少于", "不低于", "不超过", "不高于", "不小于", "不大于", "不多于",
    "不止", "大约", "将近", "接近", "超过", "超出", "高于", "低于", "多于", "少于", "大于", "小于", "至少", "最少", "最多",
    "突破", "逾", "超", "近", "约", "不足", "不到", "不满", "未满", "多达", "高达", "仅", "满", "上",
)  # fmt: skip
_BEFORE_CUT = re.compile(r"(?:" + "|".join(_BEFORE) + r")$")
_BEFORE_SET = frozenset(_BEFORE)
_LAST = frozenset(word[-1] for word in _BEFORE)
_PART_OF = {
    "上": ("以", "网", "线", "之", "马", "会", "路", "场", "身", "岸"),
    "满": ("圆", "充", "期", "届"),
    "约": ("签", "契", "公", "条", "合", "预", "节", "履", "违"),
    "近": ("附", "最", "临", "靠"),
    "超": ("赶", "反"),
}
"""Characters before a word that make another word of it: 签约, 附近."""
_AFTER = re.compile(
    r"(?:及|\(含\)|（含）)?(以上|以下|以内|之内|之间|左右|上下|内|多|余)(?![\u4e00-\u9fff]{0,1}(?:部|地|涵|设|容|名|次))"
)
_BOUND = re.compile(r"(至少|最少|最多)[^，。；：]{1,6}\Z")
"""Bounds with a verb between them and the figure: 至少组织1次."""
_NO_AFTER = {"多": "方位元种样年式", "内": "部容地外涵设", "余": "额名"}
_BASIS = re.compile(
    r"同比|环比|同口径|可比口径|"
    r"[比较](?:去年|上年度?|前年|上月|上季度?|上一年度?|上一季度|上半年|前[三两]季度|第?[一二三四]季度|年初|近[\d一二三四五六七八九十]+年|常规|常年|以往|同期|往年|历年|"
    r"原来|原先|过去|平时|以前|前期|上期|上周|上次|[一二][一二三四五六七八九〇○零]{3}年|\d{4}年|\d{1,2}月份?|\d+年前|基期|改革前|解放前|预算|计划|原计划|目标|"
    r"预期目标|疫情前|全[国省市县区](?:平均|均值)|[整改]改?[治造革]前|“[^”]{1,6}”(?:末|时期|期间)?)"
    r"(?:同期|全年|同月|底|末|初|度|年底|年末|预算|执行数|决算数|预计完成数|平均水平|平均|水平|数|[三四]季度|[上下]半年|\d{1,2}月份?)*"
    r"|[与同]?(?:去年|上年|上月|同期|\d{4}年)(?:同期)?相比"
    r"|(?:低于|高于|优于|快于|慢于|超过|超出)(?:[^，；：。、（）\d]{0,6}?)(?:平均(?:水平|值|数)?|均值|均数|[上去]年(?:同期|水平)?|同期|年初|往年|常年)"
    r"|(?:是|为|相当于)(?P<times>(?:\d{4}年|[一二][一二三四五六七八九〇○零]{3}年|[去上前]年|同期|年初)(?:同期|全年|底|末)?)(?=的$)"
)
_COMPARING = frozenset("同环可比较于与相过是为当出")
"""Some character that every basis holds; most clauses hold none."""
_GOES_ON = re.compile(
    r"[，、和与及]?(?:分别|各)?(?:近|超|约)?(?:增加|增长|提高|提升|上升|上涨|下降|下滑|减少|降低|缩短|扩大|收窄|回落|增幅|降幅|增速|净增)[了达到为约近超]*$"
)
_LISTED = re.compile(r"[、，和与及以 ]*$")
_TASK = re.compile(r"([县市省国区州])(?:定|里下达|政府下达|下达)")


def qualifier_of(text: str, place: Place) -> str | None:
    """近, 超, 不少于 before the figure, 以上, 左右 after it, or 余 within it."""
    embedded = place.candidate.embedded
    before = before_word(text, place.clause, place.start)
    if before is not None:
        return before
    if text.startswith("约占", place.clause):
        return "约"
    bound = _BOUND.search(text, place.clause, place.start)
    if bound is not None:
        return bound[1]
    match = _AFTER.match(text, place.end)
    if match is not None:
        word = match[1]
        after = text[match.end(1) : match.end(1) + 1]
        if after not in _NO_AFTER.get(word, "") or not after:
            return word
    return embedded


def before_word(text: str, clause: int, start: int) -> str | None:
    """The qualifying word that ends at `start`."""
    if start <= clause or text[start - 1] not in _LAST:
        return None
    for length in (4, 3, 2, 1):
        word = text[max(clause, start - length) : start]
        if len(word) == length and word in _BEFORE_SET:
            if text[start - length - 1 : start - length] in _PART_OF.get(word, ()):
                return None
            return word
    return None


def basis_of(text: str, place: Place, before: str | None) -> str | None:
    """同比, 比去年, 较上年: what a change is measured against; `before` is that of the figure before it.

    A list goes on with it (同比增长20.8%、41.8%), and so does the other side of the same change (环比减少3个，下降5%).
    """
    found = None
    clause = text[place.clause : place.start]
    for match in () if _COMPARING.isdisjoint(clause) else _BASIS.finditer(text, place.clause, place.start):
        found = match["times"] or match.group()
    if found is not None or before is None:
        return found
    lead = text[place.lead : place.start]
    return (
        before if _LISTED.match(lead) or (place.candidate.kind != "rank" and _GOES_ON.match(lead)) else None
    )


def without_basis(phrase: str) -> str:
    """A phrase without the words of what is compared with: 较二季度减少 leaves 减少."""
    return phrase if _COMPARING.isdisjoint(phrase) else _BASIS.sub("", phrase)


def setter_of(text: str, place: Place, before: str | None) -> str | None:
    """县定, 市定: who set the task the figure belongs to; a share of that task (30个的80%) has it from there."""
    match = _TASK.search(text, place.clause, place.start)
    if match is not None:
        return f"{match[1]}定"
    return before if text[place.lead : place.start] == "的" else None

"""Words between what a figure measures and the figure: 达到, 同比增长, 较去年. Read from the end, a word at a time."""

from __future__ import annotations

import re
from collections import defaultdict

from nianlun.text.figures.phrases import YEARS

_LONGEST = 16
_ANYWHERE = (
    "动态", "远远", "平均", "预期", "达到了", "达到", "实现了", "实现", "完成了", "完成", "保持在", "保持", "稳定在", "维持在", "控制在",
    "降低到", "降低至", "提高到", "提高至", "提升到", "提升至", "下降到", "下降至", "增加到", "增长到", "上升到", "缩短至", "缩短到",
    "缩小到", "缩小至", "降至", "降到", "降为", "升至", "升到", "增至", "减至", "扩大到", "高达", "多达", "长达", "分别为", "是", "至",
    "同比", "环比", "同口径", "可比口径", "增长了", "增长", "下降了", "下降", "提高了", "提高", "提升", "上升", "降低", "减少了", "减少",
    "增加了", "增加", "递增", "递减", "缩短", "收窄", "回落", "回升", "跃升", "攀升", "下滑", "高出", "高于", "低于", "多出", "上涨",
    "压缩", "压减", "提速", "增幅", "分别", "都", "各", "共计", "合计", "总计", "累计", "已经", "已", "又", "也", "再", "仍", "尚", "现",
    "还", "预计", "力争", "争取", "确保", "计划", "目标", "安排", "仅用", "仅", "只有", "超过", "突破", "不能", "不少于", "不低于",
    "不超过", "不高于", "至少", "不足", "不到", "以上", "以内", "年均", "平均每年", "全年", "将", "拟", "了", "从", "比重", "占", "进一步",
    "大幅", "占全国", "占全市", "占全省", "占全县", "首次", "排名", "位列", "位居", "名列", "全市", "全省", "全县", "全国", "全区",
    "，", "、", "：", ":", "（", "(", "“", " ", "　", "—",
)  # fmt: skip
_NOT_AFTER = {
    "实际": "其", "按": "期", "达": "直", "为": "行认作", "到": "签报", "减": "压削", "增": "新", "降": "沉", "均": "人平户亩年日月地村镇",
    "共": "公中", "就": "成", "有": "国私所集公共持享拥", "约": "签契合公条节履", "近": "附最临靠", "超": "赶反", "可": "许认",
    "能": "产功节储动性智职效技耗才", "要": "主需纪重摘", "的": "目", "在": "存现内外", "由": "自理案事", "于": "对关", "等": "平均同",
    "列": "系陈行序前", "居": "民定安新邻",
}  # fmt: skip
"""Words of one meaning only where none of these characters makes another word of them: 签约, 功能."""
_TIME = re.compile(
    rf"(?:{YEARS}(?:度|末|底|初)?的?|年初|年末|年底|期初|[去上今]年(?:最[高低]|同期|全年|底|末|初)?)$"
)
_FROM = frozenset("由从自在")
_COMPARED = re.compile(
    r"(?:[比较](?:去年|上年|前年|上月|上季|同期|年初|原计划|[一二三四五六七八九〇○零]{4}年|\d{4}年)(?:同期|全年|同月|底|末)?"
    r"|每(?:人|户|亩|月|年|天|日|村|镇|次)(?:每[月年天日])?)$"
)
_ENDS_TIME = frozenset("年度末底初的高低期月季划人户亩天日村镇次")


def _by_last() -> dict[str, list[tuple[str, str]]]:
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, before in (dict.fromkeys(_ANYWHERE, "") | _NOT_AFTER).items():
        words[word[-1]].append((word, before))
    return dict(words)


_BY_LAST = _by_last()
"""Words by their last character, each with the characters it may not follow."""


def without_trail(phrase: str) -> str:
    """The phrase without the words that lead over to the figure: 招商引资实际到位资金同比增长 leaves 招商引资实际到位资金."""
    floor = max(0, len(phrase) - _LONGEST)
    first = len(phrase)
    seen, ends = {first}, [first]
    while ends:
        for start in _starts(phrase, floor, ends.pop()):
            if start not in seen:
                seen.add(start)
                ends.append(start)
                first = min(first, start)
    return phrase[:first]


def _starts(phrase: str, floor: int, end: int) -> list[int]:
    """Where words begin that end at `end`."""
    if end <= floor:
        return []
    last = phrase[end - 1]
    starts = [
        end - len(word)
        for word, before in _BY_LAST.get(last, ())
        if phrase.endswith(word, floor, end)
        and (end == len(word) or phrase[end - len(word) - 1] not in before)
    ]
    if last in _ENDS_TIME:
        time = _TIME.search(phrase, floor, end)
        if time is not None:
            starts.append(time.start())
            if time.start() > floor and phrase[time.start() - 1] in _FROM:
                starts.append(time.start() - 1)
        compared = _COMPARED.search(phrase, floor, end)
        if compared is not None:
            starts.append(compared.start())
    return starts

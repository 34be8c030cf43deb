"""Words by which headings and titles tell what they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianlun.text.model import Meta, SectionKind

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\s*$|\D)")
_HAN_YEAR = re.compile(r"[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SPACED_DIGITS = re.compile(r"(?<=\d)[ \u3000](?=\d)")

_DONE = re.compile(
    r"总结|回顾|成效|成绩|成就|成果|亮点|进展|经验|体会|做法|决算|"
    r"(?:开展|落实|完成|执行|推进|实施|运行|工作|整改|履职|办理|建设|组织|基本|主要|总体|进行|履行|考核|检查|发展)的?情况|"
    r"过去|(?:一|几|五)年来|去年|上年|上半年|以来|[一二三四五六七八九十]年来的"
)
_ABOUT_PROBLEMS = re.compile(
    r"(?:存在|面临|遇到|暴露|反映)的?[^，。]{0,8}(?:问题|不足|困难|短板|挑战|差距|弱项)|"
    r"(?:问题|不足|困难|短板|差距|弱项|薄弱环节)(?:和|与|及|、)[^，。]{0,4}(?:问题|不足|困难|短板|差距|原因|挑战|弱项)|"
    r"^(?:当前|目前|主要|突出|工作)?[的中]?(?:主要|突出)?(?:问题|不足|困难|短板|差距|难点|薄弱环节)(?:分析|及原因|剖析|查摆)?$|"
    r"问题(?:分析|短板)|不足之处|(?:短板|不足)$|(?<![的个些干大])问题$"
)
_TOPICS = re.compile(r"(?:若干|几个|一些|有关|重大|注意的?)[^，。]{0,6}问题$|^(?:关于|对于)[^，。]*问题$")
"""Questions to be spoken of, not faults."""
_ANSWERED = re.compile(r"整改|解决|化解|破解|导向|关于|补齐|聚焦|紧盯|针对|攻坚")
_AHEAD = re.compile(
    r"思路(?:$|[和与及、（(]|建议)|(?:工作|发展)思路|打算|下一?步|下一?阶段|下一?年度?|下半年|下[一]?季度|明年|来年|今后|"
    r"新的?一年|未来(?:一年|[三五几十]年|发展|工作)|发展的?前景$|展望(?:$|[与和及])|(?:工作|年度?)谋划|努力方向|(?:工作|整改|改进)方向|设想|"
    r"(?:改进|整改)(?:的?措施|意见|打算|办法)|预算(?:草案|安排|编制)|收支安排|"
    r"(?:时期|期间|五年)的?[^，。]{0,12}(?:任务|目标|方针)"
)
_THIS_YEAR = re.compile(
    r"(?:今|本)年[^，。]{0,12}(?:建议|任务|目标|安排|部署|要求|打算|[主重][要点]工作$|工作$)"
)
"""Ahead where a year is being opened; a summary of its end speaks of what was done."""
_YEAR_END = frozenset({"summary", "duty_report", "self_check", "rectification", "briefing"})
_WAY_FOUND = re.compile(r"(?:理清|厘清|明确|明晰|创新|拓宽|拓展|转变|完善|打开|开阔)[^，。]{0,8}思路")
"""Thinking that was done, not what is thought of doing."""
_NAMES_A_YEAR = re.compile(r"^(?:关于|对|做好|抓好|谋划)?(?:(?:19|20)\d\d\s*年|二[〇○零]\S{2}年)")
_MEANS = re.compile(
    r"计划|安排|部署|举措|措施|任务|目标|对策|总体要求|(?:工作|有关|几点|具体)要求$|要点|重点$|方针|建议|保障|"
    r"为[^，。]*而(?:奋斗|努力)"
)
"""What a plan is made of, but also what a report tells of."""
_RECORDED = re.compile(
    r"(?:任务|目标|计划|指标|安排|部署|举措|措施|预算)[^，。]{0,6}(?:完成|执行|落实|推进|实施|进展)[^，。]{0,4}(?:情况|成效)?(?:的?(?:回顾|总结))?$"
)
_EXHORTS = re.compile(r"保证|确保|争取|努力|奋斗|奋力|必须|力争")
_ASIDE = re.compile(
    r"(?:工作|意见和?|有关)建议$|^(?:意见|建议)|建议意见|"
    r"^(?:结束语|结语|附件|附录|后记|参考文献|联系方式|报送范围|报送内容)"
)
_JOINED = re.compile(r"[和与及暨、，]")
_ENDS_DONE = re.compile(r"(?:总结|情况|回顾|小结|成效|成绩)$")

_PLAN_TITLE = re.compile(
    r"(?:要点|计划|方案|规划|思路|打算|安排|设想|目标任务|任务清单|责任清单|实施意见|行动计划|工作举措)"
    r"(?:的通知|[（(][^）)]*[）)]|纲要)*$"
)
_REPORT_TITLE = re.compile(r"总结|情况|汇报|报告|回顾|述职|执行|落实|完成")
_PLAN_KINDS = frozenset({"plan", "scheme", "outlook", "key_points"})


@dataclass(frozen=True, slots=True)
class Announced:
    """What the words of a heading promise of the text under it."""

    kind: SectionKind | None
    """None where the words tell nothing, or more than one thing."""
    sure: bool = True
    """A sure plan stands even under what was done; an unsure one is held against its text."""
    mixed: bool = False
    """Speaks of what was done and what is planned: its parts tell which is which."""


SILENT = Announced(None, sure=False)
_MIXED = Announced(None, sure=False, mixed=True)


def years(text: str) -> set[int]:
    """Years named in a text."""
    text = _SPACED_DIGITS.sub("", text)
    found = {int(year) for year in _YEAR.findall(text)}
    return found | {int(year.translate(_HAN_DIGITS)) for year in _HAN_YEAR.findall(text)}


def of_heading(text: str, meta: Meta) -> Announced:
    """What a heading announces."""
    words = text.strip()
    named = years(words)
    planned = meta.plan_year != meta.year and meta.plan_year in named and meta.year not in named
    sure = planned and (_NAMES_A_YEAR.match(words) is not None or _MEANS.search(words) is not None)
    opens = meta.kind not in _YEAR_END and _THIS_YEAR.search(words) is not None
    ahead = sure or opens or (_AHEAD.search(words) is not None and not _WAY_FOUND.search(words))
    if _ASIDE.search(words) and not ahead:
        return Announced("other")
    if _ABOUT_PROBLEMS.search(words) and not _ANSWERED.search(words) and not _TOPICS.search(words):
        return _MIXED if ahead else Announced("problem")
    if _RECORDED.search(words) and not planned and not _EXHORTS.search(words):
        return Announced("achievement")
    done = _DONE.search(words) is not None
    if ahead and done:
        ends_done = _ENDS_DONE.search(words) and not _JOINED.search(words)
        return Announced("achievement") if ends_done and not planned else _MIXED
    if ahead:
        return Announced("plan")
    if done:
        return Announced("achievement")
    if meta.year in named and not _EXHORTS.search(words):
        return Announced("achievement", sure=False)
    return (
        Announced("plan", sure=False) if planned or _MEANS.search(words) or _EXHORTS.search(words) else SILENT
    )


def is_plan(title: str, meta: Meta) -> bool:
    """Whether a document is a plan throughout, but for a look back at its head."""
    if _REPORT_TITLE.search(title):
        return False
    return meta.kind in _PLAN_KINDS or bool(_PLAN_TITLE.search(title.strip()))


def looks_back(text: str) -> bool:
    """Whether a heading inside a plan speaks of the time before it."""
    return bool(_DONE.search(text) and not _AHEAD.search(text) and not _MEANS.search(text)) or bool(
        _RECORDED.search(text) and not _EXHORTS.search(text)
    )

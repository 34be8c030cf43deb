"""What a figure is: done or measured (actual), wanted (target), or expected (forecast)."""

from __future__ import annotations

import re

from nianlun.text.figures.sentence import Place
from nianlun.text.model import FigureKind, Role, SectionKind

_FORECAST = "预计|有望|预测|预估|可望"
_AIMED_AT = "企业|公司|厂商|客户|用户|商户|项目|群体|人群|群众|对象|人才|院校|机构|市场|区域|地区|地块|村|农户|责任书|管理"
"""What is aimed at, and counted like anything else: 梳理目标企业142家, 签订目标责任书20份."""
_TARGET = (
    rf"力争|预期(?!寿命)|确保|目标(?!{_AIMED_AT})|须达到|不得|不能(?:少于|低于|超过)|不少于|不低于|应当|应达|应在|保底|冲刺|"
    r"(?<!向上)争取(?!上级|中央|省|市|到|补助|补贴|财政|了|资金|各类|国债|专项|政策|项目资金)|"
    r"(?<![一-龥”])计划|(?<=[年并共已局县市区镇们目还])计划|"
    r"计划(?=平均|达到|增长|每年|递增|安排|实现|新增|新建|投资|总投资|招)|"
    r"(?<![主重需纪摘只首必还扼简])要(?![素求点闻害件领道塞职务么])|"
    r"将(?=达到|完成|增加|增长|提高|实现|新增|控制|保持|安排|新建|建成|减少|降低|下降|力争|争取|努力|投入)|"
    r"拟(?!定|订|稿|态|人|合)"
)
_ACTUAL = (
    r"截[至止]|目前|已|去年|上年|今年以来|一年来|五年来|实际(?!需|利用|使用|到位|到账)|"
    r"现有|共有|过去|只有|仅为|[由从比]|较上"
)
_CUE = re.compile(
    "(?=[预有可力确目须不应保冲争计要将拟截已去上今一五实现共过只仅由从比较])"
    f"(?:(?P<forecast>{_FORECAST})|(?P<target>{_TARGET})|(?P<actual>{_ACTUAL}))"
)
"""Any of the three; looking first whether one can begin spares most characters the whole list."""
_COMPARES = frozenset(("由", "从", "比", "较上"))
_DONE_TASK = re.compile(
    r"(?:完成|占|超额|达到?|为|较|比|超过?|低于|高于|实现|提前|距|离)[^，；：]{0,14}(?:计划|目标|任务)[^，；：]{0,10}$"
)
_TASK_RATE = re.compile(r"(?:目标|任务|计划)[^，；：]{0,10}(?:率|超额|提前|达成|的)[^，；：]{0,5}$")
_TASK_ITSELF = re.compile(r"(?<![超比于])(?:任务|目标|计划|指标)(?:数|值|量)?(?:为|是|任务)?(?:近|超)?$")
"""Ends just before the size of a task: 完成县定任务30个的80%, 年度目标20个."""
_TASK_ENDS = ("任务", "目标", "计划", "指标", "数", "值", "量", "为", "是", "近", "超")
_SHARES = ("rate", "points", "multiple", "fraction", "rank")
_CARRIED = re.compile(r"(?:其中|同比|增长|增幅|增速|下降|占|年均|分别|[比较和及、])")
_JOINED = re.compile(r"^[、和与及以，（( ]*(?:近|超|约)?$")
_FROM = re.compile(r"(?:[由从][^，；：]{0,12}|[比较][^，；：]{0,12}的[^，；：]{0,4})$")
_RAISED = re.compile(
    r"(?:左右|以上|多)?(?:提高|增加|增长|提升|缩短|压缩|下降|降低|减少|扩大|上升|压减|降|增)(?:到|至)?"
)
_WANTED_AFTER = re.compile(r"(?:以上|左右|以内)?的(?:年初|年度|既定|全年|预定)?(?:预期|目标|任务目标)")
_REPORTED = re.compile(r"完成|实现了|达到了|累计|已经|已|仅|只")
_OLD_YEAR = re.compile(r"去年|上年|前年|(?:比|较|由|从)(?:[一二三四五六七八九〇○]{4}|\d{4})年")


def role_of(
    text: str, place: Place, kind: FigureKind, section: SectionKind, before: tuple[Role, bool] | None
) -> tuple[Role, bool]:
    """The role of a figure, and whether words of its own decide it.

    `before` is what was found so for the figure before it in the sentence.
    """
    if before is not None and _JOINED.match(text[place.lead : place.start]):
        return before
    clause = text[place.clause : place.start]
    if kind not in _SHARES and clause.endswith(_TASK_ENDS) and _TASK_ITSELF.search(clause):
        return "target", False
    named = "target" if _WANTED_AFTER.match(text, place.end) else _named(text, place, clause, section)
    if named is not None:
        return named, True
    if section != "plan" and _wished(text, place.clause):
        return "target", True
    if before is not None and before[1] and _carries(before[0], clause, section):
        return before
    return ("target" if section == "plan" else "actual"), False


def _named(text: str, place: Place, clause: str, section: SectionKind) -> Role | None:
    """The role that words of the clause name: the first wish, any expectation, else what was done."""
    word, kind = "", ""
    for match in _CUE.finditer(clause):
        if kind in ("", "actual") or match.lastgroup == "forecast":
            word, kind = match.group(), match.lastgroup or ""
    if kind == "forecast":
        return "forecast"
    if kind == "target":
        done = section != "plan" and (_DONE_TASK.search(clause) or _TASK_RATE.search(clause))
        return "actual" if done else "target"
    if kind == "actual":
        return "actual" if _is_reported(text, place, clause, word) else None
    return None


def _is_reported(text: str, place: Place, clause: str, word: str) -> bool:
    """Whether 已, 去年, 由 ... tell of this figure, and not only of what it is compared with."""
    begins_change = _FROM.search(clause) is not None
    if begins_change or _OLD_YEAR.search(clause):
        return begins_change and not _RAISED.search(clause) and _RAISED.match(text, place.end) is not None
    return word not in _COMPARES


def _wished(text: str, clause: int) -> bool:
    """Whether an earlier clause of the sentence says 力争: 力争年内落地，审批时限压缩到15天."""
    wish = text.rfind("力争", max(0, clause - 60), clause)
    return wish >= 0 and text.find("；", wish, clause) < 0


def _carries(role: Role, clause: str, section: SectionKind) -> bool:
    """Whether a clause only goes on with the wish or expectation before it: 预计完成5亿元，增长6%."""
    if role == "actual":
        return False
    if _CARRIED.match(clause.lstrip("，；：（( ")):
        return True
    return role == "target" and section == "other" and not _REPORTED.search(clause)

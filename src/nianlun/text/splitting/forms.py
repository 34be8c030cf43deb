"""What lines of a compilation look like: titles, signatures, dates, salutations, group headings."""

from __future__ import annotations

import re

from nianlun.text.splitting.lines import is_sentence

KIND_WORDS = (
    "工作总结|年度总结|总结|工作思路|思路|工作报告|报告|意见|方案|讲话|讲话提纲|汇报|汇报材料|工作要点|要点|通知|通报|请示|批复|复函|函"
    "|纪要|工作计划|计划|规划|办法|规定|条例|细则|决定|公告|通告|公报|决议|命令|议案|提案|建议|发言|发言材料|致辞|致词|贺信|祝词"
    "|交流材料|经验材料|典型材料|事迹材料|先进事迹|事迹|材料|心得体会|体会|感悟|简报|信息|动态|情况说明|说明|主持词|倡议书|承诺书"
    "|责任书|公开信|慰问信|检查|剖析|述职述廉|述职|述评|调研|思考|对策|做法|打算|工作安排|安排|工作情况|情况|工作开展情况|预案|清单"
    "|台账|制度|章程|守则|标准|规范|规程|指南|目录|提纲|党课|党课讲稿|讲稿|宣讲稿|演讲稿|解读|综述|评论|点评|鉴定|评语|申报书|建议书"
    "|调查|分析|研判|评估|剖析|对照检查|实践|探索|实录|纪实|侧记|启示|经验|声明|启事|答复|回复|意见书|令"
)
_KIND_END = re.compile(rf"(?:{KIND_WORDS})$")
_SURE_END = re.compile(
    r"(?:工作总结|年度总结|总结|工作思路|思路|报告|意见|方案|讲话|汇报|汇报材料|工作要点|要点|通知|通报|请示|批复|纪要|工作计划|计划"
    r"|规划|办法|规定|条例|细则|规则|守则|章程|准则|决定|公告|通告|公报|决议|议案|发言|发言材料|致辞|交流材料|经验材料|典型材料|事迹材料|心得体会|简报"
    r"|主持词|倡议书|公开信|预案|发言提纲|讲话提纲|对照检查材料|述职述廉|打算)$"
)
NO_TITLE = -9.0
"""Strength of a line that cannot be a title."""
_SHORTEST = 4
_USUAL = 6
"""Characters of a title at least, and as a rule."""
_LAW = re.compile(r"中华人民共和国\S{2,24}法$|\S{3,}关于\S{4,}的解释$")
_YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零]")
_TRAILER = re.compile(
    r"(?:\s*[(（〔\[【][^()（）]{1,22}[)）〕\]】]|\s*(?:范文|篇|之|版本)?[一二三四五六七八九十\d]{0,2}|\s*[(（]\S{0,3}稿[)）])$"
)
_BARE_PART = re.compile(
    r"^(?:[一二两三]年来|(?:20\d\d|二[〇○零]..)年(?:度|上半年|下半年)?|上半年|下半年|明年|今年|本年度|下一步|下步|一年来|过去一年|当前)?的?"
    r"(?:主要|重点|总体)?(?:工作)?(?:总结|思路|计划|打算|回顾|安排|要点|情况|报告|汇报|建议|意见|措施|经验|做法|体会|思考|对策|调研|分析|方案|材料|目录|说明"
    r"|开展情况|完成情况|工作情况)$"
)
_PLAIN = 7
"""Characters below which a line is rather a heading than a title without a kind."""
_PART_WORDS = re.compile(
    r"回顾|问题|不足|短板|举措|措施|目标|任务|保障|体会|启示|成效|亮点|原则|要求|意义|背景|职责|组织领导|下一?步|今后|部分|明年|今年|去年|过去|首先"
)
_DOUBLE = re.compile(r"(?:总结|回顾|情况|报告).*(?:思路|计划|打算|安排|要点|部署)$")
ISSUER_END = re.compile(
    r"(?:[局委办厅部处科室站所院校会厂队社组厅]|政府|办公室|中心|街道|办事处|党委|党组|公司|支部|委员会|[乡镇村县区市省]|社区|集团|银行|法院|检察院|开发区|园区|大学|中学|小学|医院)$"
)
_ISSUER_IN = re.compile(
    r"[局委厅院镇乡县区市省校]|办公室|政府|中心|街道|办事处|党组|公司|支部|社区|集团|银行|协会|联合会|工会|医院|大学|村"
)
_DATE = (
    r"(?:(?:19|20)\d\d\s*(?:年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[.\-/]\s*\d{1,2}\s*[.\-/]\s*\d{1,2})"
    r"|[一二]\S{3}年\S{1,2}月(?:\S{1,3}日)?|(?:20)?[X×x*]{2,4}年[X×x*\d]{1,2}月(?:[X×x*\d]{1,2}日)?)"
)
DATE_LINE = re.compile(rf"^{_DATE}(?:印发|发布)?$")
_DATE_UNDER = re.compile(
    rf"^[(（].{{0,40}}{_DATE}.{{0,30}}[)）]$|^[(（].{{0,40}}(?:会议|通过|批准|公布|大会).{{0,20}}[)）]$"
)
_PASSED = re.compile(rf"^{_DATE}.{{0,40}}(?:通过|公布|批准|施行|修正|修订|发布)\s*$")
"""History of a law, under its title."""
_SALUTATION = re.compile(
    r"^(?:(?:尊敬的|敬爱的)?.{0,30}(?:同志们|代表|委员|领导|同志|来宾|朋友们|各位|局|委|县委|市委|政府|办公室|厅|省委|单位|公司|部门|院|处|办|会)"
    r"(?:、.{0,30}|，.{0,40})?[：:！!])$"
)
_SUBTITLE = re.compile(r"^(?:——|--|—|－－)\s*\S")
_CLOSING = re.compile(
    r"(?:特此(?:通知|报告|函复|批复|公告|通告|请示|通报|说明|汇报|函告|决定)|谢谢(?:大家|各位)?|请(?:予)?(?:审议|批示|批复|指正|审阅)"
    r"|妥否|当否|(?:此致|敬礼)|以上(?:报告|汇报|请示|发言)|自(?:发布|印发|公布)之日起(?:施行|实施|执行)|汇报完毕|我的(?:发言|汇报|讲话)(?:完了|到此))"
)
_ATTACHMENT = re.compile(r"^附\s*件?\s*\d{0,2}\s*[:：]?$|^附\s*件?\s*[\d一二三四五]{0,2}\s*[:：]")
BOOK = re.compile(
    r"汇编|合集|选编|文集|集锦|大全|材料集|总集|合辑|专辑|精选|资料库|[(（【\[]\s*(?:共|合计|全)?\s*[\d一二两三四五六七八九十百]{1,4}\s*(?:余|多)?[篇份则章]\s*[)）】\]]|[\d一二两三四五六七八九十]+篇$"
)
GROUP = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,3}(?:部分|编|辑|单元|类|板块|专题)(?:\s*[:：]?\s*\S.{0,24})?"
    r"|【[^】]{2,12}】|[一二三四五六七八九十]{1,2}、\S{2,10}(?:类|篇|部门|乡镇|街道|单位)"
    r"|\S{0,8}(?:部门|单位|乡镇|镇街|县直|市直|区直)(?:篇|类|材料|部分)?|\S{2,8}篇)$"
)
SEPARATOR = re.compile(r"^([-=*_—~#─━═·+＝])(?:\s*\1){3,}$")
PART = re.compile(r"^第[一二三四五六七八九十百零\d]{1,4}(?:部分|章|节|条|编|[、，,])")


_LAST_OF_KIND = frozenset(word[-1] for word in KIND_WORDS.split("|")) | frozenset(
    "法释)）〕]】》〉”\"' 一二三四五六七八九十0123456789"
)
"""Characters a line that names a kind can end with; most lines end with none of them."""


def kind_strength(text: str) -> float:
    """How surely the end of a line names a document: 2 for the usual kinds, 1 for rarer words."""
    if text[-1] not in _LAST_OF_KIND:
        return 0.0
    bare = "".join(text.split()).strip("《》〈〉“”\"'")
    for _ in range(2):
        bare = _TRAILER.sub("", bare).rstrip("》 ")
    if _SURE_END.search(bare) or _LAW.match(bare) or (_YEAR.search(bare) and _KIND_END.search(bare)):
        return 2.0
    return 1.0 if _KIND_END.search(bare) else 0.0


def title_strength(text: str) -> float:
    """How much a line by itself looks like the title of a document; below 0 it does not."""
    if len(text) < _SHORTEST or is_sentence(text) or PART.match(text) or not _balanced(text):
        return NO_TITLE
    kind = kind_strength(text)
    strength = kind or -2.0
    if kind and (text.startswith(("关于", "在", "中共", "——")) or "关于" in text[2:16]):
        strength += 1.0
    if _YEAR.search(text):
        strength += 0.5
    if names_issuer(text):
        strength += 0.5
    if text[0] == "《" and text[-1] == "》":
        strength += 1.5 if kind else 3.0
    return strength - 1.0 if len(text) < _USUAL else strength


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("《》", "（）", "“”"))


def names_issuer(text: str) -> bool:
    """Whether some unit is named in the first half of a title."""
    return bool(_ISSUER_IN.search(text[: max(12, len(text) // 2)]))


def is_bare_part(text: str) -> bool:
    """Whether a title could as well head a part of one report: 2024年工作思路, 存在问题和建议."""
    return bool(_BARE_PART.match(re.sub(r"\s", "", text)))


def names_part(text: str) -> bool:
    """Whether a line without a document's name reads as the heading of a part: 存在问题, 下步举措."""
    return len(text) < _PLAIN or bool(_PART_WORDS.search(text))


def is_double(text: str) -> bool:
    """Whether a title both reports and plans, as whole documents do and parts do not."""
    return bool(_DOUBLE.search(text))


def is_signature(text: str) -> bool:
    """Whether a line can be the name of the unit that signs."""
    return len(text) <= 26 and not is_sentence(text) and bool(ISSUER_END.search(text))


def closes_document(text: str) -> bool:
    """Whether a line is the last of a document: date, signature, formula of closing."""
    return bool(DATE_LINE.match(text) or is_signature(text) or (len(text) < 60 and _CLOSING.search(text)))


def opens_document(text: str) -> bool:
    """Whether a line stands right under a title: date in brackets, subtitle, speaker, salutation."""
    return bool(
        _DATE_UNDER.match(text)
        or _SUBTITLE.match(text)
        or _SALUTATION.match(text)
        or _PASSED.match(text)
        or is_speaker(text)
    )


def is_speaker(text: str) -> bool:
    """Whether a line names who speaks: 县委书记  张三."""
    return bool(
        re.match(
            r"^\S{0,24}(?:书记|县长|市长|区长|镇长|乡长|局长|主任|部长|主席|院长|校长|委员|代表|同志)?\s+[\u4e00-\u9fffX×x*]\s{0,3}[\u4e00-\u9fffX×x*]{1,3}$",
            text,
        )
    )


def is_subtitle(text: str) -> bool:
    """Whether a line goes on from the title above it after a dash."""
    return bool(_SUBTITLE.match(text))


def is_attachment(text: str) -> bool:
    """Whether a line announces an attachment of the document before it."""
    return bool(_ATTACHMENT.match(text))

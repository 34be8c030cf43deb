"""The unit that issues a document, and its level."""

from __future__ import annotations

import re

from nianlun.text.dates import date_of_line
from nianlun.text.model import Level

_SUFFIX = (
    r"(?:人民政府办公室|人民政府|党工委|街道办事处|办事处|管委会|管理委员会|委员会办公室|委员会|领导小组办公室|领导小组|办公室|办公厅|国务院"
    r"|投资促进中心|服务中心|事务中心|中心|总工会|工会|联合会|妇联|团委|残联|法院|检察院|公司|集团|银行|医院|大学|学院|中学|小学|学校"
    r"|指挥部|总队|支队|大队|分局|总局|党委|党组|县委|市委|区委|省委|镇委|乡委|局|厅|街道|社区|村|镇|乡|院|所|站)"
)
_IN_TITLE = re.compile(
    rf"^((?:中共)?[^\s，。、：（(《]{{1,28}}?{_SUFFIX})(?![局委办站院])(?=关于|(?:19|20)\d\d|二[〇○零]|$|年度|[^\s]{{0,14}}(?:总结|报告|思路|要点|计划|汇报|方案|意见|通知|情况))"
)
_SIGNED = re.compile(rf"^(?:中共)?[^，。；：:、！？\d\s]{{1,30}}{_SUFFIX}$")
_SPEAKER = re.compile(
    r"^([^\s，。]{2,24}?(?:人民政府|国务院|管委会|人大常委会|政协))\S{0,4}(?:县长|市长|区长|省长|总理|主任|主席|镇长|乡长)\s*\S"
)
_GENERIC = frozenset(
    [
        "街道",
        "社区",
        "乡",
        "镇",
        "村",
        "县",
        "市",
        "区",
        "办公室",
        "中心",
        "局",
        "院",
        "党委",
        "党组",
        "委员会",
        "公司",
        "学校",
        "医院",
        "集团",
        "所",
        "站",
        "单位",
        "部门",
    ]
)
_NOT_A_NAME = re.compile(
    r"工作|建设|推进|加强|开展|全面|深入|关于|情况|总结|明年|今年|在.*上|联系人|抄送|印发"
)
_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("nation", re.compile(r"国务院|^中央|^全国|^国家|最高人民|^中华人民共和国|^中共中央|(?:^|国)\S{1,6}部$")),
    (
        "province",
        re.compile(
            r"^(?:中共)?[^市县]{0,8}(?:省|自治区)(?!.*[市县区镇乡])|^(?:北京|上海|天津|重庆)市(?!.*[区县镇乡])(?:人民政府|委)?"
        ),
    ),
    (
        "village",
        re.compile(r"村(?:民委员会|委会|党支部|党总支|支部)?$|社区(?:居委会|居民委员会|党委|党支部)?$"),
    ),
    ("street", re.compile(r"街道(?:办事处|党工委|办|工委)?")),
    ("town", re.compile(r"[镇乡](?:人民政府|党委|委|政府)?(?:办公室)?$")),
    ("county", re.compile(r"[县区](?:人民政府|委|政府|人大常委会|人民代表大会|政协|委员会)?(?:办公室)?$")),
    ("city", re.compile(r"市(?:人民政府|委|政府|人大常委会|人民代表大会|政协|委员会)(?:办公室)?$|市$")),
    (
        "bureau",
        re.compile(
            r"(?:局|委员会|办公室|中心|站|所|院|会|分局|支队|大队|领导小组|公司|集团|委|厅|部|校|学|行|组|联|办)$"
        ),
    ),
)
_SPOKEN: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("village", ("我村", "我社区", "本村", "我们村")),
    ("town", ("我镇", "我乡", "全镇", "全乡", "镇党委")),
    ("street", ("我街道", "街道党工委", "街道办事处", "全街道", "街道D工委")),
    ("county", ("我县", "全县", "我区", "全区")),
    ("city", ("我市", "全市")),
    ("province", ("我省", "全省")),
    ("nation", ("我国", "全国")),
)
_ADDRESSED = re.compile(
    r"^[ \t]*(?:各[^\n。；]{1,60}[:：]|(?:报送|发送|分送|主送|抄送|抄报|印送)[:：][^\n]*)$", re.MULTILINE
)
"""Lines that name whom the document is for, not whose it is."""
_TITLE_LEVEL = re.compile(
    r"^(?:[^\s\d，。]{0,6}?)(街道|社区|村|乡|镇|县|区|市|省)(?=(?:19|20)\d\d|二[〇○零]|政|工作|人民|$)"
)
_BY_NAME: dict[str, Level] = {
    "街道": "street", "社区": "village", "村": "village", "乡": "town", "镇": "town", "县": "county",
    "区": "county", "市": "city", "省": "province",
}  # fmt: skip


def find_issuer(title: str, heads: list[str], ends: list[str]) -> str | None:
    """The unit by its signature, by its name in the title, or by its head who speaks."""
    for place, line in enumerate(ends):
        follows = place + 1 < len(ends) and date_of_line(ends[place + 1]) is not None
        last = place == len(ends) - 1
        if (follows or last) and _SIGNED.match(line) and not _NOT_A_NAME.search(line):
            return line
    if "国务院" in title:
        return "国务院"
    named = _IN_TITLE.match(title)
    if named and named[1] not in _GENERIC and not _NOT_A_NAME.search(named[1]):
        return named[1]
    return next((found[1] for line in heads if (found := _SPEAKER.match(line))), None)


def level_of(issuer: str) -> Level | None:
    """Level by the name of a unit; every office of a county or city is a bureau."""
    return next((level for level, pattern in _LEVELS if pattern.search(issuer)), None)


def level_spoken_of(title: str, body: str) -> Level | None:
    """Level of a document that names no issuer: by its title, else by what it calls its own."""
    named = _TITLE_LEVEL.match(title)
    if named:
        return _BY_NAME[named[1]]
    body = _ADDRESSED.sub("", body)
    counts = {level: sum(map(body.count, words)) for level, words in _SPOKEN}
    own = {level: sum(body.count(word) for word in words if word[0] in "我本") for level, words in _SPOKEN}
    best = max(counts, key=lambda level: (own[level] > 0 and level != "nation", counts[level]))
    return best if counts[best] else None

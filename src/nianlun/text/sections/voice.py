"""What paragraphs speak of by their verbs: 要, 力争, 拟安排 look ahead; 了, 已, 累计, 同比 look back.

Where headings do not tell, the paragraphs are read as a row: each says how much it looks like each kind,
and a change of kind between two of them has a price, lower where a heading stands. The cheapest row wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianlun.text.model import SectionKind

Voice = Mapping[SectionKind, float]
"""How much a paragraph looks like each kind."""

KINDS: tuple[SectionKind, ...] = ("achievement", "problem", "plan", "other")

_AHEAD = {
    "must": (
        r"(?<![需主重只不摘首概紧纪扼若])要(?![求素点件闻么是的害道领塞紧目务职冲])|必须|务必|不得|应当|(?<=[^一-鿿])请",
        1.2,
    ),
    "will": (r"将(?!军|来|领|士|近|它|其|[^，。]{1,6}作为)|争取|力争|确保(?!了)|坚决(?!打|查)|拟(?![定订])|预期|打算", 1.5),
    "then": (r"明年|来年|下一?步|今后|未来|下半年|十[一二三四五]”?(?:时期|期间)", 1.5),
    "plans": (r"计划(?!经济|生育|执行|完成)|要求(?!是|的)|规定的?任务", 0.7),
    "by": (r"\d月(?:底|\d+日)?(?:之?前)|年底前|[（(](?:责任|牵头)(?:单位|科室|部门)", 1.2),
    "bound": (r"\d[^，。；\d]{0,6}(?:以上|以内|左右)|不[低少]于|控制在", 1.0),
    "push": (r"继续|进一步|大力|切实|抓好|做好|搞好|严格|着力|加快|更加|培育|争创|谋划|打造", 0.5),
    "do": (r"(?:(?<=[。；，：])|^)(?:全面|积极|深入|持续|坚持|不断)?(?:加强|完善|推进|推动|深化|健全|落实|支持|鼓励|强化|优化|实施|提升|提高|稳步|稳妥|安排)", 0.4),
}  # fmt: skip
_BACK = {
    "did": (r"了(?!解|不起|然)|已(?!婚|知)|曾", 1.6),
    "gained": (r"取得|得到|成功|显著|明显|荣获|获得|呈现|顺利|先后|累计|共计|圆满", 1.5),
    "grew": (r"同比|比上年|比去年|年均|(?:增长|下降|提高|增加|减少)[了到]?\d", 0.8),
    "exact": (r"(?<![\d.])(?!(?:19|20)\d\d[年—-])\d[\d.]*\d[\d.]*[1-9](?![\d.])", 0.6),
    "fruit": (r"(?:有力|有序|显著|明显|提速|见效|向好|(?:扎实|稳步|持续)推进|新(?:突破|进展|成效|提升|台阶)|不断(?:增强|夯实))(?=[。\n])", 1.2),
    "since": (r"目前|截至|以来|年来|过去|去年|上年|全年|上半年", 1.0),
    "done": (r"(?:完成|实现|达到?|建成|新增|新建|开展|共有?|组织)[^，。；]{0,12}?\d(?![^，。；]{0,8}(?:以上|左右|以内))", 0.6),
}  # fmt: skip
_WRONG = r"问题|不足|不够|不强|不高|不优|不到位|不平衡|薄弱|滞后|困难|短板|矛盾|缺乏|欠缺|有待|偏[低少弱慢短小]|尚未|压力|差距|制约|亟待|突出的?是"
_THIS_YEAR = r"今年(?!以来|上半年|年初|[^，。]{0,3}月)"
_FIRST = (
    "要必务不应请将争力确坚拟预打明来下今未十年控计规继进大切抓做搞严着加更培谋"
    "全积深持坚完推健落支鼓强优实提稳安了已曾取得成显荣获呈顺先累共圆同增减"
    "目截以过去上比有见向扎新达建开组问薄滞困短矛缺欠偏尚压差制亟突（("
)
"""Signs a cue begins with, besides digits: the quick look that spares most places the long one."""
_ALTERNATIVES = (
    "|".join(f"(?P<{name}>{words})" for name, (words, _) in {**_AHEAD, **_BACK}.items())
    + f"|(?P<wrong>{_WRONG})|(?P<now>{_THIS_YEAR})"
)
_CUES = re.compile(rf"(?=[\d{_FIRST}])(?:{_ALTERNATIVES})", re.MULTILINE)
_WEIGHTS = {name: weight for name, (_, weight) in _AHEAD.items()} | {
    name: -weight for name, (_, weight) in _BACK.items()
}
_MOST = 6.0
"""A long paragraph does not outweigh all the others."""
_WRONG_WEIGHT, _NOT_WRONG = 1.4, -2.0
_READ = 1200
"""Characters of a paragraph that are read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose kind is asked, and what is known of it beforehand."""

    start: int
    end: int
    voice: Voice
    change: float
    """Price of a change of kind before it."""


def hear(words: str, this_year: float, indifference: float) -> dict[SectionKind, float]:
    """How much a paragraph looks like each kind; `this_year` is what 今年 says for a plan."""
    ahead, wrong = 0.0, _NOT_WRONG
    for match in _CUES.finditer(words, 0, _READ):
        name = match.lastgroup or ""
        if name == "wrong":
            wrong += _WRONG_WEIGHT
        else:
            ahead += this_year if name == "now" else _WEIGHTS[name]
    ahead = max(-_MOST, min(_MOST, ahead))
    return {
        "achievement": -ahead,
        "problem": max(_NOT_WRONG * 2, min(_MOST, wrong - abs(ahead) * 0.5)),
        "plan": ahead,
        "other": indifference,
    }


def settle_row(row: Sequence[Paragraph]) -> list[SectionKind]:
    """The kinds of a row of paragraphs that together look best, changes paid for."""
    if not row:
        return []
    best = dict(row[0].voice)
    ways: list[dict[SectionKind, SectionKind]] = []
    for paragraph in row[1:]:
        leader = max(KINDS, key=lambda kind: best[kind])
        way: dict[SectionKind, SectionKind] = {}
        found: dict[SectionKind, float] = {}
        for kind in KINDS:
            changed = best[leader] - paragraph.change
            way[kind] = kind if best[kind] >= changed else leader
            found[kind] = max(best[kind], changed) + paragraph.voice[kind]
        ways.append(way)
        best = found
    kind = max(KINDS, key=lambda each: best[each])
    kinds = [kind]
    for way in reversed(ways):
        kind = way[kind]
        kinds.append(kind)
    return kinds[::-1]

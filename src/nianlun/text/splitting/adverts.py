"""Adverts of those who sell compilations: what they offer, where to join, whom to pay."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate

from nianlun.text.splitting.lines import Line

_OFFERS = {
    core: re.compile(words)
    for core, words in {
        "素材": "素材库|更多素材", "代笔": "代笔", "代写": "代写", "润": "润笔|润色服务", "范文": "范文网|更多范文",
        "公文": "公文网|公文库|更多公文", "文秘": "文秘网", "VIP": "VIP", "vip": "vip", "Vip": "Vip",
        "群": "会员群|网盘群|交流群|微信群|[Qq]{2}群", "微信": "加微信|微信号", "加V": "加V", "加QQ": "加QQ", "客服": "客服",
        "二维码": "识别二维码", "扫码": "扫码", "淘宝": "淘宝", "下载": "免费下载", "获取": "获取完整|获取更多",
        "点击": "点击下方|点击关注|点击上方|点击蓝字", "阅读原文": "阅读原文", "关注": "关注(?:微信)?公众号|关注我们|关注本号",
        "谨防": "谨防假冒", "小伙伴": "小伙伴", "亲们": "亲们", "接单": "持续接单", "打赏": "打赏", "联系": "请联系",
        "加入": "欢迎加入", "更多": "更多[^，。；]{0,6}?(?:写作|精品|资料|材料|文稿|优质)|需要更多", "来源": "(?:本文|文章|资料|图文)来源",
        "来自": "(?:本文|资料)来自", "转载": "转载请", "侵权": "如有侵权|侵权必究|侵权联系", "仅供": "仅供学习|仅供参考",
        "原创": "原创高质量", "星球": "知识星球", "免责": "免责声明",
    }.items()
}  # fmt: skip
"""What is offered, by the part of it that is looked for first: most texts hold none of these."""
_HINTS = re.compile(
    r"公众号|微信|[qQ]{2}|会员|联系|加入|下载|更新|素材|搜索|扫码|二维码|链接|收藏|转发|优惠|限时|网盘|https?://|www\."
    r"|\w\.(?:com|cn|net)\b|欢迎|添加|订阅|万字|每日|资料|范文|公文|价格|元/年|网络|删除|\d{5,}"
)
_OFFICIAL = re.compile(
    r"我[县市区局镇乡街办委院校]|全[县市区镇乡]|群众|企业|干部|党员(?!网)|工作|推进|开展|落实|加强|深入|政务|办理|建设|监管|整改|政府|条例|规定"
    r"|应当|依法|经营|行为|人民"
)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]|第")
"""How numbered paragraphs begin, which sell nothing."""
_LONGEST = 320
_ENOUGH = 3


def find_adverts(lines: list[Line]) -> set[int]:
    """Indexes of the lines that sell or solicit."""
    short = [
        index
        for index, line in enumerate(lines)
        if line.end - line.start <= _LONGEST and not _NUMBERED.match(line.text)
    ]
    text = "\n".join([lines[index].text for index in short])
    offers: dict[int, set[str]] = defaultdict(set)
    starts: list[int] = []
    for core, words in _OFFERS.items():
        if core not in text:
            continue
        starts = starts or list(accumulate((len(lines[index].text) + 1 for index in short), initial=0))
        for offer in words.finditer(text):
            offers[short[bisect_right(starts, offer.start()) - 1]].add(offer[0])
    return {index for index, found in offers.items() if _is_advert(lines[index], len(found))}


def _is_advert(line: Line, offers: int) -> bool:
    """Whether offers and ways to them outweigh words of office work."""
    hints = len({hint.lower() for hint in _HINTS.findall(line.text)})
    official = len(set(_OFFICIAL.findall(line.text)))
    return 2 * offers + hints - 1.5 * official >= _ENOUGH

"""How alike two names of indicators are: 新招引亿元以上产业项目 and 新招引亿元以上产业项目数."""

from __future__ import annotations

import re
from collections import Counter

_EMPTY = re.compile(r"[的了和与及、，（）()“”\"\s]|以上|以下|总数|数量|个数|全年|年度|新增加")
_ENDINGS = ("数", "额", "量", "率", "次数", "家数", "人数", "份数", "条数")


def bare(name: str) -> str:
    """A name without the words that tell nothing."""
    found = _EMPTY.sub("", name)
    for ending in sorted(_ENDINGS, key=len, reverse=True):
        if found.endswith(ending) and len(found) > len(ending) + 1:
            return found[: -len(ending)]
    return found


def likeness(one: str, other: str) -> float:
    """From 0 to 1: 1 for names that say the same; half for what both have, half for what the shorter has."""
    first, second = bare(one), bare(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    pairs, others = _pairs(first), _pairs(second)
    common = sum((pairs & others).values())
    both, shorter = pairs.total() + others.total(), min(pairs.total(), others.total())
    return common / both + common / shorter / 2


def _pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring characters; the single one of a text that has only one."""
    return Counter(text[at : at + 2] for at in range(max(len(text) - 1, 1)))

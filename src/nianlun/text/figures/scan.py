"""Finds numbers with units in a text: one cheap pass for places, a careful look at each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianlun.text.figures import names
from nianlun.text.figures.amounts import TO, amount_at
from nianlun.text.figures.candidate import Candidate
from nianlun.text.figures.fitting import MEASURED_ONE
from nianlun.text.figures.numbers import chinese_plain, number_at
from nianlun.text.figures.units import match_unit

_PLACE = re.compile(r"[0-9零一二三四五六七八九十百千万亿两XxＸ×✕*＊○〇]+")
_PARTS = re.compile(
    r"(?P<under>[百千万十]|[二三四五六七八九十]+)分之"
    r"(?P<over>百|[零一二三四五六七八九十百千两]+(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?|[XxＸ×]+)"
    r"(?P<more>[多几余])?"
)
_RANK_BEFORE = (
    "市", "省", "国", "区", "县", "州", "镇", "乡", "居", "列", "位", "名", "排", "球", "至", "前", "上", "保持", "位次",
    "为", "获", "获得", "升到", "升至", "类", "市的", "组",
)  # fmt: skip
_RANKS_GO_ON = re.compile(r"第[一二三四五六七八九十\d]{1,3}[名位]?[、和]$")
"""Another rank just before, which a list goes on with: 位列全区第三、第二、第五."""
_AMONG = re.compile(
    r"[\d一二三四五六七八九十]个(?:区县|县区|县市|乡镇|街道|镇街|部门|单位|村|社区|省份|城市)$"
)
_RANKS_CHANGE = re.compile(r"(?:升|降|跃升|退|前移|后移|提升|上升|下降|滑落)[至到]")
_RANK_END = frozenset("，。；、）)和的与及并\n\t ”以左")
_POINT = re.compile(r"点[零一二三四五六七八九]")
_ORDINAL_LIST = re.compile(r"第[\d零一二三四五六七八九十百]+[项条款章类批次级届]?(?:[至到、—–-]|和|及)$")
_MASKS = "Xx×*"


def scan(body: str, marks: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Find what may be a figure, in order; `marks` are spans that hold list marks."""
    found: list[Candidate] = []
    done = 0
    marked = dict(marks)
    for place in _PLACE.finditer(body):
        start, end = place.span()
        start = max(start, done)
        start = marked.get(start, start)
        if start >= end or (body[start] == "一" and end == start + 1 and _is_article(body, start)):
            continue
        if body[start] in _MASKS:
            start = _past_mask(body, start, end)
        candidate = _candidate(body, start)
        if candidate is not None:
            found.append(candidate)
            done = candidate.end
    return found


def _is_cell(body: str, start: int, end: int) -> bool:
    """Whether a stretch is all there is in a cell of a table, whose cells are parted by tabs."""
    before, after = body[start - 1 : start] or "\n", body[end : end + 1] or "\n"
    return before in "\t\n" and after in "\t\n" and "\t" in (before, after)


def figures_in(words: str) -> list[tuple[int, int]]:
    """Where figures stand in words that are no document; masked ones are none."""
    return [(each.start, each.end) for each in scan(words, ()) if each.value is not None]


def _is_article(body: str, start: int) -> bool:
    """Whether 一 stands for a, as in 一个平台, and counts nothing."""
    following = body[start + 1 : start + 2]
    return body[start - 1] != "第" and following not in MEASURED_ONE and not _POINT.match(body, start + 1)


def _past_mask(body: str, start: int, end: int) -> int:
    """Start of the digits that follow a mask directly: of XX600余家 the XX is a masked name."""
    place = start
    while place < end and body[place] in _MASKS:
        place += 1
    return place if place < end and body[place].isdigit() else start


def _candidate(body: str, start: int) -> Candidate | None:
    before = body[start - 1] if start else "\n"
    if before == "第":
        return _rank(body, start)
    if _goes_on(body, start, before):
        return None
    if body.startswith("分之", start + 1) or body.startswith("分之", start + 2):
        return _parts(body, start)
    if before in "-−－" and body[start].isdigit():
        start -= 1
    number = number_at(body, start)
    candidate = amount_at(body, number) if number is not None else None
    if candidate is None or names.in_title(body, start) or names.is_quoted_name(body, start, candidate.end):
        return None
    return candidate


def _goes_on(body: str, start: int, before: str) -> bool:
    """Whether what stands before makes the number part of something else: S2线, 几十亿, 第一至六项."""
    if before.isascii():
        if before == " ":
            return body[start].isascii() and body[start - 2 : start - 1].isdigit()
        if before.isalpha():
            return before not in "Xx" and body[start].isascii()
        return before in "+._#&/@"
    if before in "几数":
        return not body[start].isascii()
    return before in "至到、—和及" and _ORDINAL_LIST.search(body, max(0, start - 8), start) is not None


def _rank(body: str, start: int) -> Candidate | None:
    number = number_at(body, start)
    if number is None or number.value is None or number.scale or number.embedded or number.upper:
        return None
    end = number.end
    if body[end : end + 1] in ("名", "位") and body[end + 1 : end + 2] not in ("次", "额"):
        return Candidate(start - 1, end + 1, number.value, None, body[end], "rank", None, False)
    changes = _RANKS_CHANGE.match(body, end) is not None
    if body[end : end + 1] not in _RANK_END and end < len(body) and not changes:
        return None
    ranked = (
        changes
        or body.endswith(_RANK_BEFORE, max(0, start - 3), start - 1)
        or _AMONG.search(body, max(0, start - 9), start - 1)
        or _RANKS_GO_ON.search(body, max(0, start - 7), start - 1)
        or _is_cell(body, start - 1, end)
    )
    if not ranked:
        return None
    if body.startswith("前", start - 2):
        return None
    return Candidate(start - 1, end, number.value, None, None, "rank", None, False)


def _parts(body: str, start: int) -> Candidate | None:
    """百分之三十, 千分之五, 三分之一."""
    match = _PARTS.match(body, start)
    if match is None:
        return None
    under, over, more = match.groups()
    masked = over[0] in "XxＸ×"
    value = None if masked else chinese_plain(over)
    if value is None and not masked:
        return None
    end = match.end()
    if under in ("百", "千"):
        unit = "%" if under == "百" else "‰"
        candidate = Candidate(start, end, value, None, unit, "rate", more, True)
        link = TO.match(body, end)
        if link is not None:
            _close_parts(body, candidate, link.end())
        return candidate
    divisor = "10000" if under == "万" else chinese_plain(under)
    if divisor is None or value is None:
        return None
    return Candidate(start, end, f"{value}/{divisor}", None, None, "fraction", more, True)


def _close_parts(body: str, candidate: Candidate, start: int) -> None:
    match = _PARTS.match(body, start)
    if match is not None and match["under"] == body[candidate.start]:
        upper = chinese_plain(match["over"])
        if upper is not None:
            candidate.upper, candidate.end = upper, match.end()
        return
    if candidate.unit == "%" and start < len(body):
        number = number_at(body, start) if body[start] in "一二三四五六七八九十两" else None
        if (
            number is not None
            and number.value
            and not number.scale
            and match_unit(body, number.end) == number.end
        ):
            candidate.upper, candidate.end = number.value, number.end

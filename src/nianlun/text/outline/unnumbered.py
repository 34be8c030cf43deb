"""Titles without a mark: short lines of their own between paragraphs, and Markdown headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nianlun.text.outline.candidates import Candidate

_LINE = re.compile(
    r"^[ \t\u3000\u00a0]*(?P<hash>#{1,6}[ \t]*)?(?P<bold>\*\*|__)?(?P<text>[^\s#*|<>][^\n]*)$", re.MULTILINE
)
_SHORTEST, _LONGEST = 3, 42
_WIDEST_PAGE = 60
"""No line longer than this: the text was broken into lines, as PDF gives it."""
_SHORT_TITLES = frozenset("前言 序言 引言 结语 背景 概述 概况 总则 附则".split())  # noqa: SIM905 read as one line
_PART = re.compile(
    r"^(?:(?:19|20)\d\d年|[今明去本]年|当前|目前|主要|存在|面临|下一?步|一年来|工作)(?:度|上半年|下半年)?.{0,8}?"
    r"(?:总结|回顾|成效|情况|思路|打算|计划|安排|要点|举措|任务|目标|问题|困难|不足|短板|建议)$"
)
"""Words by which the titles of the parts of a report end."""
_EDGE = " \t\u3000\u00a0\r*_#"
_NO_END = "。！？!?；;，,、：:…—－-"
_NO_BEGIN = "，。、；：！？）》”’」』—－-–·•●◆■▲★☆※,.;:!?)"
_SENTENCE_END = "。！？!?；;：:”’）)》」…"
_NONE = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?[^一-鿿]*$"
    r"|^[一二〇○零]{1,2}[〇○零一二三四五六七八九]{2,3}年[一二三四五六七八九十]+月"
    r"|^(?:19|20)\d\d[-./]\d{1,2}"
    r"|^(?:各位|同志们|尊敬的|女士们|附件|附表|附[:：]|注[:：]|注$|抄送|抄报|联系人|联系电话|电话|来源|作者|编辑|目录|目次$|目\s+录)"
    r"|^[（(〔][^）)〕]*[）)〕]$"
    r"|〔(?:19|20)\d\d〕"
    r"|(?:会议|大会|全会)上$|(?:会议|委员会)通过[）)]?$|(?:公布|发布|施行|令)$"
    r"|^第[一二三四五六七八九十百零〇\d]+条"
    r"|^[-—\s]*第?\s*\d+\s*页?[-—\s]*$|^[a-zA-Z\d\W_]*$"
    r"|^(?:代?(?:县|市|区|镇|乡|州|省)?(?:长|书记|主任|局长|主席)|报告人|主讲人|发言人)[\s：:]*[一-鿿\s]{2,5}$"
    r"|[　 \t]{2,}\S|\t|\|"
)
_HEAD = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月|^[一-鿿]\s+[一-鿿]$|[:：]|(?:政府|委员会|办公室|局|厅|办)$")
"""What stands under a title before the text begins: dates, names, units."""
_SIGNATURE = re.compile(
    r"(?:局|委|办|办公室|政府|委员会|办事处|中心|集团|公司|学校|支队|大队|党组|工委|厅|部|署|院|站|所)$"
)


def unnumbered_lines(body: str, begin: int, marked: Sequence[Candidate]) -> list[Candidate]:
    """Lines from `begin` on that are titles by their look and their place."""
    taken = [(candidate.start, candidate.end) for candidate in marked]
    found: list[Candidate] = []
    headed = False
    lines = list(_lines(body, begin))
    longest = _longest_title(lines)
    for place, (start, text, is_markdown) in enumerate(lines):
        is_marked = _is_taken(taken, start, start + len(text))
        headed = headed or is_marked or _is_paragraph(text, longest)
        if is_marked or len(text) > longest or not _looks_like_title(text):
            continue
        if not (headed or _may_be_first(text)):
            continue
        if is_markdown or _stands_between(body, lines, place, taken, longest):
            found.append(Candidate("bare", 0, start, start, start + len(text), "", text, paragraph=start))
    return _ranked(body, found)


def _ranked(body: str, found: list[Candidate]) -> list[Candidate]:
    """Titles of parts stand above the others, where one of them is followed by a title at once."""
    if not found:
        return found
    leads = [not body[own.end : after.start].strip(_EDGE + "\n") for own, after in pairwise(found)] + [False]
    if not any(
        lead and (own is found[0] or _PART.match(own.text)) for own, lead in zip(found, leads, strict=True)
    ):
        return found
    return [
        replace(own, style="bare_part") if lead or _PART.match(own.text) else own
        for own, lead in zip(found, leads, strict=True)
    ]


def _longest_title(lines: list[tuple[int, str, bool]]) -> int:
    """A title is short; where paragraphs are broken into lines of one width, shorter than those."""
    width = max((len(text) for _, text, _ in lines), default=0)
    return _LONGEST if width > _WIDEST_PAGE else min(_LONGEST, width * 2 // 3)


def _may_be_first(text: str) -> bool:
    """Whether a line above the first paragraph is a title, and no name or date."""
    return text in _SHORT_TITLES or (len(text) > _SHORTEST and not _HEAD.search(text))


def _lines(body: str, begin: int) -> Iterator[tuple[int, str, bool]]:
    for match in _LINE.finditer(body, begin):
        if text := match["text"].rstrip(_EDGE):
            yield match.start("text"), text, bool(match["hash"])


def _looks_like_title(text: str) -> bool:
    return (
        (_SHORTEST <= len(text) <= _LONGEST or text in _SHORT_TITLES)
        and text[-1] not in _NO_END
        and text[0] not in _NO_BEGIN
        and "。" not in text
        and "；" not in text
        and text.count("“") == text.count("”")
        and text.count("《") == text.count("》")
        and not _NONE.search(text)
    )


def _is_taken(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(taken, (start, 0))
    if place and taken[place - 1][1] > start:
        return True
    return place < len(taken) and taken[place][0] < end


def _is_heading(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a mark begins the line and its words fill it."""
    place = bisect_left(taken, (start, 0))
    return place < len(taken) and taken[place][0] < end and taken[place][1] >= end - 1


def _stands_between(
    body: str, lines: list[tuple[int, str, bool]], place: int, taken: list[tuple[int, int]], longest: int
) -> bool:
    """Whether the lines around are a paragraph that has ended and one that begins."""
    if place + 1 >= len(lines):
        return False
    before = lines[place - 1][1] if place else ""
    start, text, _ = lines[place]
    after_start, after, _ = lines[place + 1]
    begins = _is_paragraph(after, longest) or _is_taken(taken, after_start, after_start + len(after))
    if not begins and _looks_like_title(after) and place + 2 < len(lines):
        begins = _is_paragraph(lines[place + 2][1], longest) and _blank_between(
            body, start + len(text), after_start
        )
    if not begins or after[0] in _NO_BEGIN:
        return False
    if _SIGNATURE.search(text) and (_NONE.search(after) or place + 2 >= len(lines)):
        return False
    if not before or before[-1] in _SENTENCE_END:
        return True
    return _is_heading(taken, lines[place - 1][0], lines[place - 1][0] + len(before)) or (
        _looks_like_title(before) and _blank_between(body, lines[place - 1][0] + len(before), start)
    )


def _is_paragraph(text: str, longest: int) -> bool:
    return len(text) > longest or text[-1] in "。；：:！？"


def _blank_between(body: str, start: int, end: int) -> bool:
    return body.count("\n", start, end) > 1

"""Words by which a paragraph turns to another thing: what is wrong, what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianlun.text.model import Meta, SectionKind

_LINE = re.compile(r"^[ \t\u3000]*(?P<words>[^\s][^\n]{0,159})", re.MULTILINE)
_ENDED = frozenset("。！？!?：:；;”）)》】…")
_LONGEST_TITLE = 45
"""A line left open that is no longer may be a heading; a longer one is a paragraph cut in two."""

_OPENS_PLAN = re.compile(
    r"(?:下一?步|下一?阶段|接下来|明年|来年|下半年|新的一年|今后)"
    r"(?:工作中|一个时期|，|,|[我全县局镇乡市区街办中]|[^，。]{0,12}[将要])|"
    r"(?:做好|搞好)(?:今|明)年|今年(?:要|[^，。]{0,24}(?:预期目标|总体要求|基本思路))"
)
_WILL = re.compile(r"将|要|力争|确保|计划|重点|着力|全力|继续|目标|打算")
_WRONG = r"(?:问题|不足|短板|差距|困难|薄弱|弱项|挑战)"
_OPENS_PROBLEM = re.compile(
    r"(?:各位代表[！，])?(?:同时|但是?|然而|当然|与此同时|另一方面|在[^，。]{2,16}的同时|对照[^，。]{2,16}|虽然|尽管|"
    r"看到成绩|肯定成绩|回顾[^，。]{1,12})"
    rf"[^。]{{0,60}}{_WRONG}|"
    r"(?:各位代表[！，])?(?:[^，。]{0,16}，)?(?:我们)?(?:(?:也|还|要|更|必须|应当|十分)*(?:清醒|深刻|清楚)?地?)(?:看到|认识到|意识到)"
    rf"[^。]{{0,40}}{_WRONG}|"
    r"(?:工作中|目前|当前|主要|我们?[县局镇市区乡]?(?:在前进中)?|经济[^，。]{0,6})?[^，。：]{0,10}(?:存在|面临)"
    rf"(?!的)[^，。：]{{0,16}}{_WRONG}"
)
_OPENS_LESSONS = re.compile(r"(?:各位代表[！，])?(?:回顾|总结|过去)[^。\n]{0,40}(?:体会|经验|启示|感谢)")
_OPENS_DONE = re.compile(r"(?:一年来|今年以?来|过去(?:的?一年|五年)|截至|回顾)")


def paragraphs(body: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Places where paragraphs begin, with their first words; the rest of a broken line is none."""
    for match in _LINE.finditer(body, start, end):
        line_start = match.start()
        before = body[body.rfind("\n", 0, max(0, line_start - 1)) + 1 : line_start].rstrip()
        if not before or before[-1] in _ENDED or len(before) <= _LONGEST_TITLE:
            yield line_start, match["words"]


def of_opening(words: str, meta: Meta, current: SectionKind) -> SectionKind | None:
    """What a paragraph turns to by its first words; None where it goes on."""
    if current != "plan":
        if opens_plan(words, meta):
            return "plan"
        if current != "problem" and opens_problem(words):
            return "problem"
    if current == "problem" and _OPENS_LESSONS.match(words):
        return "achievement"
    if current == "other" and _OPENS_DONE.match(words):
        return "achievement"
    return None


def opens_plan(words: str, meta: Meta) -> bool:
    """Whether a paragraph begins to speak of the time to come."""
    if _OPENS_PLAN.match(words):
        return True
    named = meta.plan_year is not None and meta.plan_year != meta.year
    return (
        named
        and words.startswith((f"{meta.plan_year}年，", f"{meta.plan_year}年,"))
        and bool(_WILL.search(words.split("。", 1)[0]))
    )


def opens_problem(words: str) -> bool:
    """Whether a paragraph begins to speak of what is wrong."""
    return bool(_OPENS_PROBLEM.match(words))

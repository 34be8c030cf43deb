"""What a piece says of itself: kind, issuer, years, date, level, field of work."""

from __future__ import annotations

import re
from collections import Counter

from nianlun.text.dates import date_in, date_of_line
from nianlun.text.issuers import find_issuer, level_of, level_spoken_of
from nianlun.text.kinds import FIELDS, KINDS
from nianlun.text.mastheads import find_masthead
from nianlun.text.model import Meta
from nianlun.text.years import read_year

_HEAD_LINES = 6
_TAIL_LINES = 5
_SAMPLE = 1600
"""Characters of the body the field of work is judged by when the title does not tell it."""

_FIELD_OF = {word: slug for slug, field in FIELDS.items() for word in field.words}
_FIELD_WORD = re.compile("|".join(sorted(map(re.escape, _FIELD_OF), key=len, reverse=True)))
_NO_FIELD = "人民政府"
"""Holds 民政 by chance."""

_YEAR = r"((?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s*年"
_REPORTED = re.compile(
    _YEAR
    + r"(?:度|上半年|下半年|以来|全年|前[一二三]季度|一季度|第?[一二三四]季度)*(?:(?!(?:19|20)\d\d)[^，。；\n]){0,24}?(?:总结|回顾|情况|报告|汇报|述职|完成|成效|工作)"
)
_PLANNED = re.compile(
    _YEAR
    + r"(?:度|上半年|下半年)?(?:(?!(?:19|20)\d\d)[^，。；、\n]){0,16}?(?:思路|计划|打算|安排|要点|目标|部署|任务|谋划|设想|规划)"
)
_PLAIN_YEAR = re.compile(_YEAR)
_NEXT_YEAR = re.compile(r"明年|下一年|来年|下年度")
_NEXT_STEP = re.compile(r"^.{0,6}(?:下一?步|下一阶段|今后|新的一年).{0,16}$", re.MULTILINE)
_LINE_LENGTH = 64
_PLAN_KINDS = frozenset({"plan", "outlook", "key_points", "scheme"})
_REPORT_KINDS = frozenset(
    {
        "summary",
        "briefing",
        "duty_report",
        "self_check",
        "rectification",
        "work_report",
        "report",
        "circular",
        "news",
    }
)
_SESSION_MONTHS = 4
"""A work report given up to this month speaks of the year before."""
_TRAILER = re.compile(
    r"(?:[(（〔【\[][^()（）]{1,22}[)）〕】\]]|(?:范文|篇|之)?[一二三四五六七八九十\d]{0,2}|[(（]\S{0,3}稿[)）])$"
)
_SUMMARY = re.compile(
    r"总结|情况[和及与暨].{0,10}(?:打算|思路|安排)|工作(?:开展|完成)?情况和?.{0,12}(?:打算|思路|计划|安排)"
)
_ANNEX = re.compile(
    r"^[ \t]*附[ \t]*(?:件|表|录)[ \t]*[\d一二三四五六七八九十]{0,2}[:：]?[ \t]*$", re.MULTILINE
)
_SENT_TO = re.compile(r"^[ \t]*(?:报送|发送|分送|主送|抄送|抄报|印送)[:：][^\n]*$", re.MULTILINE)
_SIGNATURE = 80
"""Characters before an annex in which the date of the document stands."""
_SPOKEN_REPORT = re.compile(
    r"(?:作|做)政府工作报告|报告政府工作|代表[^，。]{0,12}(?:国务院|人民政府)，?向[^。]{0,24}报告[^，。]{0,8}(?:政府|工作)"
)
_REVIEWED = re.compile(_YEAR + r"(?:的|国内|政府|主要|工作){0,4}(?:回顾|总结)")
_FIVE_YEARS = re.compile(r"(?:五年|[“\"]?十[一二三四五六七八九]?五[”\"]?)(?:发展)?(?:规划|计划)")
_SINGLE_YEAR_KINDS = frozenset({"summary", "duty_report", "briefing", "key_points", "circular", "news"})
_PART_OF_YEAR = re.compile(r"上半年|季度|\d\s*月份?|前[一二三四五六七八九十]+个?月")
_REST_OF_YEAR = re.compile(r"下半年|四季度")
_NEXT_STEP_WITHIN_YEAR = frozenset({"circular", "news"})
_SESSION_PART = re.compile(_YEAR + r"(?:的|国内|政府|主要|重点){0,3}(?:工作|任务|总体部署)(?![^\n]*回顾)")
_OPENS_YEAR = re.compile(_YEAR + r"[，,]?(?:工作)?是[^。\n]{0,60}(?:一年|之年|元年|年份|关键|开局)")
_BY_LENGTH = sorted(
    ((word, kind.slug) for kind in KINDS.values() for word in kind.words), key=lambda pair: -len(pair[0])
)


def find_meta(body: str, title: str) -> Meta:
    """Metadata of a document from its title, its first and last lines and its words."""
    lines = [line.strip() for line in body[:_SAMPLE].split("\n", 40) if line.strip()]
    signed = _signed(body)
    ends = [line.strip() for line in signed[-600:].split("\n") if line.strip()][-_TAIL_LINES:]
    masthead = find_masthead(body)
    kind = "news" if masthead else find_kind(title) or _spoken_kind(body)
    dated = (masthead.dated if masthead else None) or _dated(lines[1:_HEAD_LINES], ends)
    year, plan_year = _years(title, body, kind, dated)
    issuer = (masthead.issuer if masthead else None) or find_issuer(title, lines[1:_HEAD_LINES], ends)
    level = level_of(issuer) if issuer else level_spoken_of(title, body[:_SAMPLE])
    return Meta(
        kind=kind,
        issuer=issuer,
        year=year,
        plan_year=plan_year,
        dated=dated,
        level=level,
        field=find_field(title, issuer or "", body, wide=level not in {None, "bureau"}),
    )


def _signed(body: str) -> str:
    """The document up to its signature: without annexes, and without those it was sent to."""
    annex = next((found for found in _ANNEX.finditer(body) if found.start() > len(body) // 3), None)
    if annex and date_in(body[: annex.start()][-_SIGNATURE:]):
        body = body[: annex.start()]
    return _SENT_TO.sub("", body)


def _spoken_kind(body: str) -> str | None:
    """The kind a speaker names, of a report whose title is not there."""
    return "work_report" if _SPOKEN_REPORT.search(body[:400]) else None


def find_kind(title: str) -> str | None:
    """Slug of the kind a title names; a summary that also plans is a summary."""
    bare = title.strip("《》 ")
    for _ in range(2):
        bare = _TRAILER.sub("", bare).rstrip("》 ")
    if not bare:
        return None
    if "——" in bare and not any(bare.endswith(word) for word, _slug in _BY_LENGTH if len(word) > 1):
        bare = bare.split("——")[0]
    if _SUMMARY.search(bare) and not bare.endswith(("通知", "讲话", "方案", "通报", "函")):
        return "summary"
    return next((slug for word, slug in _BY_LENGTH if bare.endswith(word)), None)


def find_field(title: str, issuer: str, body: str, *, wide: bool = False) -> str | None:
    """Slug of the field of work: by the title, else the issuer, else the words used most.

    A unit with a wide remit, a county or a town, has a field only where one stands out.
    """
    for named in (title, issuer):
        found: Counter[str] = Counter()
        for word in _FIELD_WORD.findall(named.replace(_NO_FIELD, "")):
            found[_FIELD_OF[word]] += len(word)
        if found:
            return found.most_common(1)[0][0]
    sample = body[:_SAMPLE].replace(_NO_FIELD, "")
    counts = {slug: sum(map(sample.count, field.words)) for slug, field in FIELDS.items()}
    first, second = sorted(counts, key=lambda slug: -counts[slug])[:2]
    least, ratio = (12, 2.0) if wide else (4, 1.3)
    return first if counts[first] >= max(least, ratio * counts[second]) else None


def _dated(heads: list[str], ends: list[str]) -> str | None:
    """Date of the signature, else of the line under the title."""
    for line in reversed(ends):
        if date := date_of_line(line):
            return date
    return next((date for line in heads if len(line) <= _LINE_LENGTH and (date := date_in(line))), None)


def _years(title: str, body: str, kind: str | None, dated: str | None) -> tuple[int | None, int | None]:
    """Year reported on, year planned; a plan of five years has neither."""
    if _FIVE_YEARS.search(title) and kind not in _SINGLE_YEAR_KINDS:
        return None, None
    planned = max((read_year(found[1]) for found in _PLANNED.finditer(title)), default=None)
    reported = None if kind in _PLAN_KINDS else _year_by(_REPORTED, title)
    if reported == planned and planned and kind not in _REPORT_KINDS:
        reported = None
    if reported and reported == planned and kind == "summary" and not _PART_OF_YEAR.search(title):
        planned = reported + 1  # 2023年工作总结及工作计划: the plan names no year of its own
    if kind == "work_report" or (reported is None and "政府工作报告" in title):
        return _session_years(title, body, dated)
    headings = "\n".join(line for line in body.split("\n") if len(line) <= _LINE_LENGTH)
    year_in_title = _year_by(_PLAIN_YEAR, title)
    if kind in _PLAN_KINDS:
        return None, planned or year_in_title or _dated_year(dated) or _year_by(_PLANNED, headings)
    if reported is None and kind in _REPORT_KINDS:
        reported = (planned - 1 if planned and not year_in_title else None) or (
            year_in_title if year_in_title != planned else None
        )
        reported = (
            reported
            or _year_by(_REPORTED, headings)
            or _dated_year(dated)
            or _year_by(_PLAIN_YEAR, body[:400])
        )
    if kind in _REPORT_KINDS and planned is None and reported:
        within = kind in _NEXT_STEP_WITHIN_YEAR or _PART_OF_YEAR.search(title) is not None
        planned = _planned_after(reported, body, headings, within=within)
    return reported, planned


def _planned_after(year: int, body: str, headings: str, *, within: bool) -> int | None:
    """The year after the one reported on, where the document plans at all; `within` it, the same year."""
    named = _year_by(_PLANNED, headings)
    if named and named > year:
        return named
    if within:
        return year if _NEXT_STEP.search(headings) or _REST_OF_YEAR.search(headings) else None
    plans = _NEXT_YEAR.search(body) or _NEXT_STEP.search(headings)
    plans = plans or re.search(rf"{year + 1}\s*年(?!\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)", body)
    return year + 1 if plans else None


def _session_years(title: str, body: str, dated: str | None) -> tuple[int | None, int | None]:
    """Years of a government work report: given early in a year, it reports on the year before."""
    given = _year_by(_PLAIN_YEAR, title) or _dated_year(dated)
    headings = "\n".join(line for line in body.split("\n") if len(line) <= _LINE_LENGTH)
    reviewed = _year_by(_REVIEWED, headings)
    reviewed = reviewed or _year_by(re.compile(r"报告" + _YEAR + r"(?:的)?工作"), headings)
    late = dated is not None and len(dated) > 4 and int(dated[5:7]) > _SESSION_MONTHS
    if given is None:
        coming = _year_by(_SESSION_PART, headings) or _year_by(_OPENS_YEAR, body)
        reviewed = reviewed or (coming - 1 if coming and f"{coming - 1}年" in body else None)
        return reviewed, reviewed + 1 if reviewed else None
    if reviewed and given - 1 <= reviewed <= given:
        return reviewed, reviewed + 1
    return (given, given + 1) if late else (given - 1, given)


def _dated_year(dated: str | None) -> int | None:
    return int(dated[:4]) if dated else None


def _year_by(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return read_year(found[1]) if found else None

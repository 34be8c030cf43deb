"""Commitments of a piece: what the writer binds himself to for the coming year.

Target figures of the plan part give quantified ones, clauses with a due date dated ones, and every
other sentence whose main verb is an act a qualitative one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianlun.text.commitments.acts import begins_with_act, is_act, is_introduction
from nianlun.text.commitments.due import due_in, is_bare_date
from nianlun.text.commitments.statements import (
    Statement,
    clauses,
    end_of_paragraph,
    responsible_unit,
    statements,
)
from nianlun.text.model import Commitment, Comparator, Figure, Heading, Meta, Section
from nianlun.text.years import Current, current_years, is_late, years_of

_AT_LEAST = frozenset(
    (
        "以上",
        "不少于",
        "不低于",
        "至少",
        "最少",
        "超过",
        "超",
        "突破",
        "逾",
        "高于",
        "多于",
        "大于",
        "不得少于",
        "不得低于",
        "余",
        "多",
    )
)
_AT_MOST = frozenset(
    (
        "以内",
        "不超过",
        "不高于",
        "不得超过",
        "不得高于",
        "最多",
        "低于",
        "少于",
        "以下",
        "内",
        "之内",
        "不大于",
        "不多于",
    )
)
_QUALIFIES_NEXT = re.compile(r"(?:以上|以下|以内)?+(?:的)?+(?![和与及至到])[^，。；、\d]{1,24}$")
_DESCRIBES = re.compile(r"(?:以上|以下|以内)?的(?!目标|任务|水平|速度|要求|标准)")
_REACH = re.compile(r"[一-龥]{0,4}?(?:范围|半径|生活圈|服务圈|通勤圈)")
"""After a length or a time: how far something reaches, which is no promise."""
_ABOUT = ("对", "针对", "围绕", "聚焦", "经过", "从", "在过去")
_PRINCIPLES = re.compile(r"(?:以下|下面|几(?:项|条|个))[^，。]{0,6}原则|坚持[^，。]{0,8}原则：")
_REQUIRES = re.compile(r"应当|不得|可以|有权|处以|罚款|第[一二三四五六七八九十百]+条")
_RUN_IN = 4
_YEAR_ONLY = 4
_LONGEST_TITLE = 10
_SMALL_TIME = ("天", "日", "小时", "分钟", "个工作日", "工作日", "个月", "学时", "课时")


def find_commitments(
    body: str,
    outline: Sequence[Heading],
    sections: Sequence[Section],
    figures: Sequence[Figure],
    meta: Meta,
) -> tuple[Commitment, ...]:
    """Find the commitments of a piece, in the order of the text; offsets count in `body`."""
    years = years_of(body, meta)
    current = current_years(years, planning=True, late=is_late(body, sections, years, meta))
    starts = [figure.start for figure in figures]
    headings = [heading for heading in outline if heading.level < _RUN_IN]
    heading_starts = [heading.start for heading in headings]
    found: list[Commitment] = []
    principles_end = -1
    promising = sections if years.five_years else _promising(sections, figures, years.reported)
    for statement in statements(body, outline, promising, five_years=years.five_years):
        if statement.start < principles_end:
            continue
        if _PRINCIPLES.search(body, statement.start, statement.end):
            principles_end = end_of_paragraph(body, statement)
            continue
        inside: Sequence[Figure] = figures[
            bisect_left(starts, statement.start) : bisect_left(starts, statement.end)
        ]
        if not statement.planned:
            inside = [figure for figure in inside if _is_coming(figure, years.reported)]
            if not inside:
                continue
        at = bisect_right(heading_starts, statement.start) - 1
        about = _About(current, headings[at].text if at >= 0 else None, responsible_unit(body, statement))
        found.extend(_of_statement(body, statement, inside, about))
    return tuple(found)


class _About(NamedTuple):
    """What holds for every commitment of a sentence."""

    current: Current
    """Years its words mean; what names no other time is due in this year, the year planned."""
    section: str | None
    unit: str | None


def _of_statement(
    body: str, statement: Statement, figures: Sequence[Figure], about: _About
) -> Iterator[Commitment]:
    quantified = _promised(body, figures)
    if quantified and not statement.planned and _REQUIRES.search(body, statement.start, statement.end):
        return
    promised = False
    for commitment in _of_clauses(body, statement, figures, quantified, about):
        promised = True
        yield commitment
    if promised or quantified or not _is_free(body, statement):
        return
    sentence = body[statement.start : statement.end]
    yield Commitment(
        sentence, statement.start, statement.end, "qualitative", section=about.section, unit_named=about.unit
    )


def _of_clauses(
    body: str, statement: Statement, figures: Sequence[Figure], quantified: Sequence[Figure], about: _About
) -> Iterator[Commitment]:
    """Quantified and dated commitments, clause by clause; a clause that is a date holds for the next one."""
    opening: int | None = None
    for start, end in clauses(body, statement):
        inside = [figure for figure in figures if start <= figure.start < end]
        mine = [figure for figure in quantified if start <= figure.start < end]
        if not inside and is_bare_date(body[start:end]):
            opening = start
            continue
        begin, opening = (start if opening is None else opening), None
        if mine and not (body.startswith(_ABOUT, start) and all(figure.kind == "count" for figure in mine)):
            due, _exact = due_in(body[begin:end], about.current, counted=True) or (None, False)
            yield from (_quantified(body, (start, end), figure, due, about) for figure in mine)
        if inside or not (statement.planned and statement.closed):
            continue
        due, exact = due_in(body[begin:end], about.current) or (None, False)
        if exact:
            yield Commitment(
                body[begin:end], begin, end, "dated", due=due, section=about.section, unit_named=about.unit
            )


def _is_free(body: str, statement: Statement) -> bool:
    """Whether a sentence without figure and date promises an act."""
    if statement.topic or not statement.planned:
        return False
    sentence = body[statement.start : statement.end]
    if statement.introductory and (is_introduction(sentence) or sentence.endswith("：")):
        return False
    if statement.closed:
        return is_act(sentence)
    return len(sentence) > _LONGEST_TITLE and begins_with_act(sentence)


def _promising(sections: Sequence[Section], figures: Sequence[Figure], reported: int | None) -> list[Section]:
    """The plan part, and other sections where a target for a year to come is named."""
    coming = [figure.start for figure in figures if _is_coming(figure, reported)]
    return [
        section
        for section in sections
        if section.kind == "plan" or bisect_left(coming, section.start) < bisect_left(coming, section.end)
    ]


def _is_coming(figure: Figure, reported: int | None) -> bool:
    """Whether a target named outside the plan part is one for a year to come."""
    if figure.role != "target":
        return False
    return reported is None or (figure.period is not None and int(figure.period[:4]) > reported)


_POINTS = re.compile(r"(?:个|项|件|大)(?:方面|重点|环节|关键|大事|要事|任务|工作(?![站点室]))")
_ANNOUNCES = re.compile(r"(?:抓好|抓实|做好|突出|围绕|聚焦|把握|从|在)(?:以下|如下)?$")


def _announces(body: str, figure: Figure) -> bool:
    """Whether a count only says how many points follow: 重点抓好四个方面."""
    return figure.kind == "count" and bool(
        _POINTS.match(body, figure.end - len(figure.unit or ""))
        and _ANNOUNCES.search(body[max(0, figure.start - 6) : figure.start])
    )


def _promised(body: str, figures: Sequence[Figure]) -> list[Figure]:
    """Target figures, without those that only say which things are counted: 10亿元以上项目不少于5个."""
    promised = []
    for index, figure in enumerate(figures):
        if figure.role == "actual" or _announces(body, figure):
            continue
        if figure.unit in ("岁", "周岁") or (figure.kind == "duration" and figure.unit not in _SMALL_TIME):
            continue
        if figure.kind in ("length", "duration") and _REACH.match(body, figure.end):
            continue
        if figure.kind not in ("rate", "points", "fraction", "multiple") and _DESCRIBES.match(
            body, figure.end
        ):
            continue
        following = figures[index + 1] if index + 1 < len(figures) else None
        if following is not None and _only_qualifies(body, figure, following):
            continue
        promised.append(figure)
    return promised


def _only_qualifies(body: str, figure: Figure, following: Figure) -> bool:
    between = body[figure.end : following.start]
    if not _QUALIFIES_NEXT.match(between) or between.startswith(("至", "到", "和", "及", "与")):
        return False
    return between.startswith(("以上", "以下", "以内", "的")) or (
        figure.kind == "count" and following.kind == "count"
    )


def _quantified(
    body: str, clause: tuple[int, int], figure: Figure, due: str | None, about: _About
) -> Commitment:
    start, end = clause
    return Commitment(
        body[start:end],
        start,
        end,
        "quantified",
        figure.indicator,
        _comparator(body[start : figure.start], figure),
        figure.value,
        figure.upper,
        figure.unit,
        due or _due_of(figure, about.current.this),
        about.section,
        about.unit,
    )


def _due_of(figure: Figure, year: int | None) -> str | None:
    """The year a target figure is for: a later one that its sentence names, else the year planned."""
    period = figure.period
    if period is not None and len(period) == _YEAR_ONLY and (year is None or int(period) > year):
        return period
    return str(year) if year else None


def _comparator(before: str, figure: Figure) -> Comparator:
    if figure.upper is not None:
        return "range"
    if figure.qualifier in _AT_LEAST:
        return ">="
    if figure.qualifier in _AT_MOST or "控制在" in before or before.endswith("前"):
        return "<="
    if "力争" in before or "争取" in before:
        return ">="
    return "="

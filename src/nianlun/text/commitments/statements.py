"""The sentences of the plan part, each with its clauses, without headings and list marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianlun.text.model import Heading, Section

_SENTENCE_END = re.compile(r"[。；;！\n]")
_CLAUSE_END = re.compile(r"[，；。！\n]|,(?!\d{3})")
_MARK = re.compile(
    r"[ \t　]*(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳]|首先|其次|再次|最后)?[，,]?"
)
_RESPONSIBLE = re.compile(
    r"[（(](?:责任|牵头|主办|承办|配合)(?:单位|科室|部门|领导|处室|股室)[：:]?([^）)]{2,60})[）)]"
)
_IMPRINT = re.compile(r"(?:(?:主|分|抄)?[报送发]送?|印发)[:：]|共印\d+份|（共印\d+份）")
"""What stands at the foot of an issue: who gets it, how many are printed (GB/T 9704, 7.4)."""
_LONGEST_TOPIC = 20
_BRACKETED = re.compile(r"^[（(][^）)]*[）)]?$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the plan, from after the last 。 or ； to the next."""

    start: int
    end: int
    introductory: bool
    """Stands at the head of the plan, before its first item."""
    topic: bool
    """Heads a run-in item: says what the sentences after it are about."""
    closed: bool
    """Ends with 。 or ；, as titles, signatures and dates do not."""
    planned: bool
    """Stands in the plan part; elsewhere only target figures are promises."""


def statements(
    body: str, outline: Sequence[Heading], sections: Sequence[Section], *, five_years: bool = False
) -> Iterator[Statement]:
    """Sentences that are no headings, in order; of a five-year plan, all but the problems are planned."""
    for section in sections:
        planned = section.kind == "plan" or (five_years and section.kind in ("other", "achievement"))
        yield from _in_section(body, outline, section, planned)


def _in_section(
    body: str,
    outline: Sequence[Heading],
    section: Section,
    planned: bool,  # noqa: FBT001
) -> Iterator[Statement]:
    inside = [heading for heading in outline if section.start <= heading.start < section.end]
    blocked = sorted((heading.start, heading.end) for heading in inside if heading.level < 4)
    run_in = {heading.start: heading.end for heading in inside if heading.level == 4}
    items = [heading.start for heading in inside if heading.level in (2, 3, 4) or heading.level == 0]
    top = inside[0].start if inside and inside[0].level in (0, 1) else None
    first_item = next((start for start in items if start != top), None)
    place = section.start
    index = 0
    while place < section.end:
        while index < len(blocked) and blocked[index][1] <= place:
            index += 1
        if index < len(blocked) and blocked[index][0] <= place:
            place = blocked[index][1]
            continue
        limit = blocked[index][0] if index < len(blocked) else section.end
        match = _SENTENCE_END.search(body, place, min(section.end, limit))
        end = match.start() if match is not None else min(section.end, limit)
        start = _after_mark(body, place, end)
        if end - start > 3 and not _IMPRINT.match(body, start) and not _BRACKETED.match(body[start:end]):
            introductory = first_item is not None and start < first_item
            topic = (
                end - start <= _LONGEST_TOPIC
                and any(mark in run_in for mark in range(place, start + 1))
                and _continues(body, end)
            )
            closed = end < len(body) and body[end] in "。；;！"
            yield Statement(start, end, introductory, topic, closed, planned)
        place = end + 1


def _after_mark(body: str, start: int, end: int) -> int:
    match = _MARK.match(body, start, end)
    place = match.end() if match is not None else start
    while place < end and body[place] in " \t　）)":
        place += 1
    return place


def _continues(body: str, end: int) -> bool:
    """Whether the paragraph goes on after `end` with a sentence that is no further item."""
    if end >= len(body) or body[end] != "。":
        return False
    following = body[end + 1 : end + 4]
    return bool(following) and following[0] not in "\n（(" and _MARK.fullmatch(following[:2]) is None


def clauses(body: str, statement: Statement) -> Iterator[tuple[int, int]]:
    """Spans of the clauses of a statement, in order."""
    begin = statement.start
    for match in _CLAUSE_END.finditer(body, statement.start, statement.end):
        yield begin, match.start()
        begin = match.end()
    yield begin, statement.end


def end_of_paragraph(body: str, statement: Statement) -> int:
    """Where the paragraph of a statement ends."""
    line_end = body.find("\n", statement.end)
    return line_end if line_end >= 0 else len(body)


def responsible_unit(body: str, statement: Statement) -> str | None:
    """The unit named in brackets at the end of the paragraph: （责任科室：德育科）."""
    match = _RESPONSIBLE.search(body, statement.end, end_of_paragraph(body, statement))
    return match[1] if match is not None else None

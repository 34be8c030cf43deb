"""Requests for information: cases that were decided, hard questions, and which unit answers for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from nianlun.web.demo.ledgers.acts import Act, Create, Move
from nianlun.web.demo.ledgers.disclosure_words import CASES, GUIDES, QUESTIONS
from nianlun.web.demo.ledgers.keepers import REVIEWER
from nianlun.web.demo.ledgers.times import at, later

DESK = "县政府办公室"
KEEPER = "office"
OPENED_ON = date(2026, 2, 2)
"""The day the case library was opened with what had been decided before."""
TOLD = "已将申请方向的指引告知贵单位，同类申请请当场告知负责单位和联系方式，避免群众多跑。"


def disclosure_acts() -> Iterator[Act]:
    """All three ledgers."""
    yield from _guides()
    yield from _cases()
    yield from _questions()


def _act(register: str, kind: type[Act], ref: str, day: date, hour: int, **rest: object) -> Act:
    rest.setdefault("by", KEEPER)
    return kind(at=at(day, hour), register=register, ref=ref, **rest)  # type: ignore[arg-type]


def _filled(**values: object) -> Mapping[str, object]:
    return {key: value for key, value in values.items() if value}


def _guides() -> Iterator[Act]:
    for subject, unit, words, how in GUIDES:
        values = _filled(
            subject=subject, unit_answering=unit, words=words, how=how, checked_on=OPENED_ON.isoformat()
        )
        yield _act("guides", Create, subject, OPENED_ON, 9, unit=DESK, values=values)


def _cases() -> Iterator[Act]:
    names = ("title", "kind", "topic", "unit_answering", "decided_on", "facts", "question", "reply_kind")
    names += ("verdict", "reply", "basis", "lessons", "wording")
    for case in CASES:
        values = _filled(**dict(zip(names, case, strict=True)))
        day = max(later(date.fromisoformat(case[4]), 10), OPENED_ON)
        yield _act("cases", Create, case[0], day, 10, unit=DESK, values=values)
        kept_on = later(day, 14)
        kept = {"kept_on": kept_on.isoformat()}
        yield _act("cases", Move, case[0], kept_on, 15, to="kept", values=kept, by=REVIEWER)


def _questions() -> Iterator[Act]:
    for question in QUESTIONS:
        title, kind, unit, channel, asked, topic, words, applied, right, guidance, advice, basis, adopted = (
            question
        )
        asked_on = date.fromisoformat(asked)
        values = _filled(
            title=title,
            asker_kind=kind,
            asker_unit=unit,
            channel=channel,
            asked_on=asked,
            topic=topic,
            question=words,
            unit_applied=applied,
        )
        yield _act("questions", Create, title, asked_on, 10, unit=DESK, values=values)
        if not advice:
            continue
        judged_on = later(asked_on, 1)
        yield _step(title, judged_on, 9, "judging", judged_on=judged_on, judges="县司法局、县政府办公室")
        answered_on = later(asked_on, 4)
        yield _step(
            title,
            answered_on,
            11,
            "answered",
            answered_on=answered_on,
            misdirected="是" if right else "否",
            unit_right=right,
            guidance=guidance,
            advice=advice,
            basis=basis,
        )
        if adopted:
            yield from _end(title, answered_on, applied if right else "", adopted)


def _end(title: str, answered_on: date, local: str, adopted: str) -> Iterator[Act]:
    closing = later(answered_on, 7)
    if local:
        told_on = later(answered_on, 3)
        yield _step(title, told_on, 15, "told", told_on=told_on, unit_told=local, told_words=TOLD)
        closing = later(told_on, 12)
    why = "" if adopted == "是" else "申请人坚持要求提供名单，已按原申请另行答复。"
    result = "已在窗口张贴申请方向指引。" if local else ""
    yield _step(
        title,
        closing,
        16,
        "closed",
        closed_on=closing,
        adopted=adopted,
        why_not_adopted=why,
        local_result=result,
    )


def _step(title: str, day: date, hour: int, to: str, **values: object) -> Act:
    told = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    return _act("questions", Move, title, day, hour, to=to, values=_filled(**told))

"""The project reserve: a hundred at any time, but for some weeks in summer 2023."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Confirm, Create, Edit, Move
from nianlun.web.demo.ledgers.county_people import OFFICE, PLACES
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.names import WORKS, firm_name, firm_stems
from nianlun.web.demo.ledgers.times import at, month_word, office_day

ADMITTED = (
    ("2023-01-05", 102),
    ("2023-03-15", 8),
    ("2023-05-17", 6),
    ("2023-07-26", 12),
    ("2023-09-13", 7),
    ("2023-11-08", 5),
    ("2024-05-15", 6),
    ("2025-06-18", 5),
    ("2026-05-20", 4),
)
"""Days of admission and how many."""
REMOVED = (
    ("2023-04-12", 5),
    ("2023-06-28", 17),
    ("2023-08-30", 3),
    ("2023-11-22", 4),
    ("2024-12-11", 7),
    ("2025-12-10", 6),
)
"""Days on which stale ones were taken out; after that of June there were 94 until the end of July."""
QUARTERS = (
    "2023-03-29",
    "2023-06-26",
    "2023-09-27",
    "2023-12-27",
    "2024-12-25",
    "2025-12-24",
    "2026-03-30",
    "2026-06-29",
    "2026-09-28",
)
SLOW = 6
"""How many the last quarter was forgotten for."""


def reserve_acts() -> Iterator[Act]:
    """Admissions, removals, and every quarter a word about each."""
    rng = Random(100)  # noqa: S311 - the demo is the same every time
    stems = firm_stems(97)
    inside: dict[str, date] = {}
    number = 0
    days = sorted({day for day, _ in (*ADMITTED, *REMOVED)} | set(QUARTERS))
    for text in days:
        day = date.fromisoformat(text)
        for _ in range(dict(ADMITTED).get(text, 0)):
            ref = f"R{number}"
            yield from _admission(ref, next(stems), day, rng)
            inside[ref] = day
            number += 1
        for ref in list(inside)[: dict(REMOVED).get(text, 0)]:
            values = {"removed_on": text}
            yield _act(Move, ref, day, 11, to="removed", values=values, reason="超过半年无进展，清理出库。")
            del inside[ref]
        if text in QUARTERS:
            yield from _quarter(inside, day, rng)


def _act(kind: type[Act], ref: str, day: date, hour: int, **rest: object) -> Act:
    return kind(at=at(day, hour), by=OFFICE_KEEPER, register="reserve", ref=ref, **rest)  # type: ignore[arg-type]


def _admission(ref: str, stem: str, day: date, rng: Random) -> Iterator[Act]:
    industry = rng.choice(tuple(WORKS))
    values = {
        "name": f"{stem}{rng.choice(WORKS[industry])}（储备）",
        "investor": firm_name(stem, industry, rng),
        "industry": industry,
        "size": f"{rng.randint(5, 80) / 10:g}亿元",
        "companion": "是" if rng.random() < 0.35 else "否",
        "source": rng.choice(("驻点片组", "商会推荐", "产业链图谱", "乡镇排摸", "合作基金")),
        "town": rng.choice(PLACES),
    }
    yield _act(Create, ref, day, 9, unit=OFFICE, values=values)
    yield _act(Move, ref, day, 10, to="in_reserve", values={"admitted_on": day.isoformat()})


def _quarter(inside: dict[str, date], day: date, rng: Random) -> Iterator[Act]:
    slow = set(list(inside)[-SLOW:]) if day.isoformat() == QUARTERS[-1] else set()
    for ref, admitted_on in inside.items():
        if ref in slow or day - admitted_on < timedelta(days=20):
            continue
        if rng.random() < 0.08:
            yield _act(
                Edit,
                ref,
                day,
                14,
                values={
                    "note": f"{month_word(day)}：与意向方再次联系，{rng.choice(('正在选址', '等待集团决策', '资金方案未定'))}。"
                },
            )
        else:
            yield _act(Confirm, ref, office_day(day), 15)

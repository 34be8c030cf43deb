"""When a project is ticked for a list, promoted in it, and carried over to the list of the next year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from nianlun.web.demo.ledgers.project_news import next_step, step_before
from nianlun.web.demo.ledgers.project_specs import FOREIGN, LANDING, NEGOTIATION, PUSH, Project
from nianlun.web.demo.ledgers.times import office_day

TICKED_ON = {
    LANDING: date(2023, 2, 15),
    PUSH: date(2023, 2, 21),
    FOREIGN: date(2023, 3, 2),
    NEGOTIATION: date(2023, 2, 10),
}
"""When the lists of 2023 were drawn up."""
RIPER_BY = date(2023, 10, 9)
CARRIED_OVER_ON = (date(2024, 1, 18), date(2025, 1, 16), date(2026, 1, 15))

Edits = Iterator[tuple[date, dict[str, Any]]]


def ticks(project: Project, known: Mapping[str, date], created_on: date) -> Edits:
    """Days and what is written about lists on them."""
    standing: set[str] = set()
    for day, name in sorted((_ticked_on(project, name, known, created_on), name) for name in project.lists):
        standing.add(name)
        yield day, {"classes": tuple(sorted(standing)), "values": _first_values(project, name, day)}
        if name == NEGOTIATION and day < RIPER_BY:
            yield (
                max(RIPER_BY, day),
                {"values": {"maturity": project.maturity, "next_step": next_step(project)}},
            )
    for day in CARRIED_OVER_ON:
        yield from _carried_over(project, known, standing, day)


def _ticked_on(project: Project, name: str, known: Mapping[str, date], created_on: date) -> date:
    first = created_on
    if name == NEGOTIATION:
        first = known.get("talks_on") or known.get("signed_on") or created_on
    if project.planned_on.year > 2023 and name == LANDING:
        first = known["signed_on"]
    return office_day(max(first, TICKED_ON[name]) + timedelta(days=1))


def _first_values(project: Project, name: str, day: date) -> dict[str, Any]:
    match name:
        case "landing":
            return {"landing_year": str(day.year)}
        case "push":
            end = project.push_end_on or date(day.year, 12, 20)
            return {
                "push_year": str(day.year),
                "push_goal": f"{end.month}月底前进场施工，年内入统",
                "push_end_on": end.isoformat(),
            }
        case "foreign":
            return {
                "foreign_year": str(day.year),
                "foreign_kind": project.foreign_kind,
                "foreign_agreed": project.foreign_agreed,
                "high_tech": "是" if project.foreign_high_tech else "否",
            }
        case _:
            riper = day >= RIPER_BY or day.year > 2023
            return {
                "maturity": project.maturity if riper else step_before(project.maturity),
                "next_step": "安排对接会商",
                "progress": f"{day.month}月：列入重点在谈清单，明确专人跟进。",
            }


def _carried_over(project: Project, known: Mapping[str, date], standing: set[str], day: date) -> Edits:
    """In January: what has not landed goes on to the new list, what is signed leaves the talks."""
    ended = any(known[key] <= day for key in ("statistics_on", "dropped_on") if key in known)
    if ended or not standing or project.planned_on.year >= day.year:
        return
    values: dict[str, Any] = {}
    landed = "land_on" in known and known["land_on"] <= day
    if LANDING in standing and not landed:
        values["landing_year"] = str(day.year)
    if PUSH in standing and not landed:
        values |= {"push_year": str(day.year), "push_end_on": date(day.year, 10, 31).isoformat()}
    if FOREIGN in standing:
        values["foreign_year"] = str(day.year)
    edit: dict[str, Any] = {"values": values}
    if NEGOTIATION in standing and "signed_on" in known and known["signed_on"] <= day:
        standing.discard(NEGOTIATION)
        edit["classes"] = tuple(sorted(standing))
    if len(edit) > 1 or values:
        yield day, edit | {"reason": f"{day.year}年清单结转"}

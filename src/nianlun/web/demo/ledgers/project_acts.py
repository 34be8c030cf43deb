"""The ledger of projects as it was kept: opened in January 2023, moved, updated every month, corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random
from typing import Any

from nianlun.web.demo.ledgers.acts import Act, Correct, Create, Edit, Link, Move
from nianlun.web.demo.ledgers.keepers import OPENED_ON, after, at_desk, keeper_of, known_on
from nianlun.web.demo.ledgers.project_lists import ticks
from nianlun.web.demo.ledgers.project_news import months_kept, news, nodes_done
from nianlun.web.demo.ledgers.project_planning import projects
from nianlun.web.demo.ledgers.project_specs import Project
from nianlun.web.demo.ledgers.signing import event_ref
from nianlun.web.demo.ledgers.times import at
from nianlun.web.demo.ledgers.trips import trip_before

STAGES = (
    ("negotiating", "talks_on"),
    ("signed", "signed_on"),
    ("land_acquired", "land_on"),
    ("started", "started_on"),
    ("in_statistics", "statistics_on"),
    ("dropped", "dropped_on"),
)
LAST = ("in_statistics", "dropped")
REGISTER = "projects"
START_CORRECTED_ON = date(2023, 11, 13)
SUM_CORRECTED_ON = date(2023, 11, 20)


@dataclass
class Life:
    """A project while its acts are written down."""

    project: Project
    acts: list[Act] = field(default_factory=list)
    last: datetime | None = None

    def add(self, act: Act) -> None:
        """The next act, a while after the one before where both would coincide."""
        self.last = after(self.last, act.at)
        self.acts.append(replace(act, at=self.last))


@dataclass(frozen=True, order=True)
class Happening:
    """Something that is written down on a day; the sort settles what comes first on the same day."""

    day: date
    sort: int
    what: str
    values: Any = field(default=None, compare=False)


def project_acts() -> Iterator[Act]:
    """All acts on projects."""
    for each in projects():
        yield from acts_of(each)


def acts_of(project: Project) -> list[Act]:
    """One project from its first line to its last."""
    rng = Random(project.ref)  # noqa: S311 - the demo is the same every time
    life = Life(project)
    common = {"by": keeper_of(project.town), "register": REGISTER, "ref": project.ref}
    life.add(_creation(project, rng, common))
    for each in sorted(_happenings(project, rng, life.acts[0].at.date())):
        when = at(each.day, 10) if each.day == OPENED_ON else at_desk(each.day)
        match each.what:
            case "edit":
                life.add(Edit(at=when, **common, **each.values))
            case "correct":
                life.add(Correct(at=when, **common, **_wrong_version(life, each.values)))
            case _:
                life.add(_move(project, each.what, when, common, each.values))
    return life.acts


def _creation(project: Project, rng: Random, common: dict[str, Any]) -> Create:
    opening = project.planned_on <= OPENED_ON
    when = at(OPENED_ON, 9, 30) if opening else at_desk(known_on(project.planned_on, rng))
    return Create(at=when, **common, unit=project.town, values=_first_values(project))


def _first_values(project: Project) -> dict[str, Any]:
    values = {
        "name": project.name,
        "investor": project.investor,
        "investor_kind": project.investor_kind,
        "industry": project.industry,
        "kind": project.kind,
        "invest_total": project.typed_invest or project.invest,
        "high_quality": "是" if project.high_quality else "否",
        "site": project.place,
        "origin": project.origin,
        "town": project.town,
        "officer": project.officer,
        "leader": project.leader,
        "planned_on": project.planned_on.isoformat(),
        "land_area": project.land_area,
        "output_expected": project.output,
        "tax_expected": project.tax,
    }
    return {key: value for key, value in values.items() if value != ""}


def _happenings(project: Project, rng: Random, created_on: date) -> Iterator[Happening]:
    known = dict(_known(project, rng, created_on))
    for stage, key in STAGES:
        if key in known:
            sort = STAGES.index((stage, key))
            yield Happening(known[key], sort, stage, {key: getattr(project, key).isoformat()})
    if "recognised_on" in known and project.recognised_on:
        yield Happening(
            known["recognised_on"],
            7,
            "edit",
            {"values": {"recognised_on": project.recognised_on.isoformat()}},
        )
    yield from _mistakes(project)
    for day, edit in ticks(project, known, created_on):
        yield Happening(day, 8, "edit", edit)
    yield from _monthly(project, known, rng)


def _known(project: Project, rng: Random, created_on: date) -> Iterator[tuple[str, date]]:
    """The day each date came to be known, never before the one it follows."""
    before = created_on
    for key in (*(key for _, key in STAGES), "recognised_on"):
        day = getattr(project, key)
        if day is not None:
            known = project.late.get(key) or known_on(day, rng)
            known = max(known, before) if key != "recognised_on" else max(known, created_on)
            before = known if key != "recognised_on" else before
            yield key, known


def _mistakes(project: Project) -> Iterator[Happening]:
    if project.wrongly_started_on:
        day = project.wrongly_started_on
        yield Happening(day, 3, "started", {"started_on": day.isoformat()})
        yield Happening(
            START_CORRECTED_ON,
            3,
            "correct",
            {
                "values": {"started_on": ""},
                "stage": "signed",
                "reason": "现场核查：仅平整场地，未取得施工许可证，不算开工，前次登记有误。",
                "wrong": "started",
            },
        )
    if project.typed_invest:
        yield Happening(
            SUM_CORRECTED_ON,
            3,
            "correct",
            {
                "values": {"invest_total": project.invest},
                "reason": f"录入时小数点错位，投资协议载明计划总投资{project.invest}，误录为{project.typed_invest}。",
                "wrong": "",
            },
        )


def _wrong_version(life: Life, values: dict[str, Any]) -> dict[str, Any]:
    """The same with the number of the version that was wrong first."""
    wrong = values["wrong"]
    number = next((n for n, act in enumerate(life.acts, 1) if isinstance(act, Move) and act.to == wrong), 1)
    return {key: value for key, value in values.items() if key != "wrong"} | {"corrects": number}


def _move(
    project: Project, stage: str, when: datetime, common: dict[str, Any], dates: dict[str, str]
) -> Move:
    values: dict[str, Any] = dict(dates)
    reason = ""
    if stage == "signed":
        values["occasion"] = project.occasion
        event = event_ref(project.signed_on, project.occasion)
        values |= {"event": Link("signing_events", event)} if event else {}
        values |= {"lead": Link("leads", project.lead)} if project.lead else {}
        trip = trip_before(project.town, when) if project.origin == "外出招商" else ""
        values |= {"trip": Link("trips", trip)} if trip else {}
    if stage == "dropped":
        values["drop_reason"] = reason = project.drop_reason
    return Move(at=when, **common, to=stage, values=values, reason=reason)


def _monthly(project: Project, known: dict[str, date], rng: Random) -> Iterator[Happening]:
    """What its keeper writes every month, mostly by the 25th."""
    first = known.get("talks_on") or known.get("signed_on")
    if first is None:
        return
    last = min((known[key] for stage, key in STAGES if stage in LAST and key in known), default=None)
    before = first
    earlier: Counter[str] = Counter()
    for day in months_kept(project, first, last, rng):
        stage = next(stage for stage, key in reversed(STAGES) if key in known and known[key] <= day)
        values = {"progress": news(project, stage, day, earlier[stage], rng)} | nodes_done(
            project, before, day
        )
        yield Happening(day, 9, "edit", {"values": values})
        before = day
        earlier[stage] += 1

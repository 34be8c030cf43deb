"""Leads through the five stages of the working rules, and the funds and intermediaries that supply some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Create, Edit, Link, Move, Paper
from nianlun.web.demo.ledgers.county_people import GROUPS, OFFICE, PLACES, staff
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, after, at_desk, known_on
from nianlun.web.demo.ledgers.names import WORKS, firm_name, firm_stems
from nianlun.web.demo.ledgers.partners import FUNDS
from nianlun.web.demo.ledgers.planner import day_between
from nianlun.web.demo.ledgers.project_planning import projects
from nianlun.web.demo.ledgers.project_specs import Project
from nianlun.web.demo.ledgers.times import office_day

STATIONED_VALID, FUND_VALID = 70, 40
OPENING, REPORT = date(2023, 1, 5), date(2023, 10, 13)
SETTLED = date(2024, 3, 29)
"""By then every lead of 2023 had become a project or was given up."""


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A lead and what became of it."""

    ref: str
    title: str
    firm: str
    received_on: date
    origin: str
    valid: bool | None
    group: str = ""
    partner: str = ""
    visited_after: int | None = None
    """Days until somebody went there; the rules ask for seven working days."""
    outcome: str = ""
    outcome_on: date | None = None
    living: bool = False
    """Whether it is still open in autumn 2026."""


@cache
def leads() -> tuple[Lead, ...]:
    """All leads, by the day they came in."""
    rng = Random(70)  # noqa: S311 - the demo is the same every time
    from_projects = [_of_project(each, rng) for each in projects() if each.lead]
    stems = firm_stems(53)
    others: list[Lead] = []
    plan = (
        ("驻点片组", True, STATIONED_VALID - len(from_projects), OPENING, REPORT),
        ("驻点片组", False, 18, OPENING, REPORT),
        ("合作基金", True, FUND_VALID, date(2023, 3, 20), REPORT),
        ("合作基金", False, 6, date(2023, 3, 20), REPORT),
        ("中介机构", True, 5, OPENING, REPORT),
        ("在地企业", True, 7, OPENING, REPORT),
        ("在外商会", True, 6, OPENING, REPORT),
        ("来访来电", False, 4, OPENING, REPORT),
        ("驻点片组", True, 11, date(2023, 10, 23), date(2023, 12, 22)),
        ("合作基金", True, 4, date(2023, 10, 23), date(2023, 12, 22)),
        ("驻点片组", True, 8, date(2024, 2, 5), date(2026, 6, 30)),
        ("驻点片组", None, 9, date(2026, 10, 8), date(2026, 11, 18)),
    )
    for origin, valid, count, first, last in plan:
        for _ in range(count):
            day = day_between(rng, first, last)
            others.append(_other(f"L{len(others)}", next(stems), origin, valid=valid, day=day, rng=rng))
    return tuple(sorted([*from_projects, *others], key=lambda each: (each.received_on, each.ref)))


def _of_project(project: Project, rng: Random) -> Lead:
    return Lead(
        ref=project.lead,
        title=project.name.removesuffix("项目") + "投资信息",
        firm=project.investor,
        received_on=max(date(2023, 1, 4), office_day(project.planned_on - timedelta(days=rng.randint(5, 9)))),
        origin="驻点片组",
        valid=True,
        group=rng.choice(tuple(GROUPS)),
        visited_after=rng.randint(2, 8),
        outcome=project.outcome,
        outcome_on=project.statistics_on if project.outcome == "落地项目" else project.signed_on,
    )


def _other(ref: str, stem: str, origin: str, *, valid: bool | None, day: date, rng: Random) -> Lead:
    industry = rng.choice(tuple(WORKS))
    chance = rng.random()
    recent = day >= date(2026, 10, 1)
    return Lead(
        ref=ref,
        title=f"{stem}{rng.choice(WORKS[industry])}投资信息",
        firm=firm_name(stem, industry, rng),
        received_on=day,
        origin=origin,
        valid=valid,
        group=rng.choice(tuple(GROUPS)) if origin == "驻点片组" else "",
        partner=rng.choice(FUNDS) if origin == "合作基金" else "",
        visited_after=None
        if not valid or chance > 0.9
        else rng.randint(12, 16)
        if chance > 0.82
        else rng.randint(2, 9),
        living=recent,
    )


def lead_acts() -> Iterator[Act]:
    """All acts on leads, in order for each."""
    for each in leads():
        last = None
        for act in _acts_of(each, Random(each.ref)):  # noqa: S311
            when = after(last, act.at)
            last = when
            yield type(act)(**{**vars(act), "at": when})


def _acts_of(lead: Lead, rng: Random) -> Iterator[Act]:
    common = {"by": OFFICE_KEEPER, "register": "leads", "ref": lead.ref}
    received = at_desk(known_on(lead.received_on, rng, 1))
    yield Create(at=received, **common, unit=OFFICE, values=_first_values(lead, rng))
    visited_on = (
        office_day(lead.received_on + timedelta(days=lead.visited_after)) if lead.visited_after else None
    )
    if lead.outcome_on and visited_on and visited_on >= lead.outcome_on:
        visited_on = lead.outcome_on - timedelta(days=1)
    if visited_on and visited_on <= date(2026, 11, 19):
        values = {"visiting_on": visited_on.isoformat(), "visited_on": visited_on.isoformat()}
        yield Move(at=at_desk(known_on(visited_on, rng, 2)), **common, to="visiting", values=values)
    if lead.outcome:
        yield from _to_its_outcome(lead, visited_on or lead.received_on, common, rng)
    elif not lead.living:
        yield from _to_its_end(lead, common, rng)


def _first_values(lead: Lead, rng: Random) -> dict[str, object]:
    values: dict[str, object] = {
        "title": lead.title,
        "firm": lead.firm,
        "received_on": lead.received_on.isoformat(),
        "content": f"拟投资{rng.randint(3, 60) / 10:g}亿元，意向用地{rng.randint(2, 12) * 10}亩。",
        "origin": lead.origin,
        "area_group": lead.group,
        "officer": rng.choice(staff().stationed[lead.group]) if lead.group else rng.choice(staff().desk),
        "town": rng.choice(PLACES),
    }
    if lead.valid is not None:
        values["valid"] = "是" if lead.valid else "否"
    if lead.partner:
        values["partner"] = Link("partners", lead.partner)
    return {key: value for key, value in values.items() if value != ""}


def _to_its_outcome(lead: Lead, visited_on: date, common: dict[str, str], rng: Random) -> Iterator[Act]:
    """Appraised, signed, tracked; each stage with its papers."""
    signed_on = lead.outcome_on or lead.received_on
    appraised_on = max(visited_on, signed_on - timedelta(days=rng.randint(5, 12)))
    members = "、".join(rng.sample(staff().desk, 3))
    yield Move(
        at=at_desk(known_on(appraised_on, rng, 1)),
        **common,
        to="appraising",
        values={
            "appraising_on": appraised_on.isoformat(),
            "group_members": members,
            "talk_notes": Paper("洽谈纪要.docx", "洽谈纪要：双方就投资规模、用地和政策交换意见。"),
        },
    )
    known = at_desk(known_on(signed_on, rng, 1))
    yield Move(
        at=known,
        **common,
        to="signing",
        values={
            "signing_on": signed_on.isoformat(),
            "decision": "继续推进",
            "opinion": "符合全县产业方向，投资强度达标，建议签约。",
            "appraisal_report": Paper("评估报告.docx", "评估报告：建议继续推进。"),
            "outcome": lead.outcome,
            "outcome_on": signed_on.isoformat(),
        },
    )
    yield Move(
        at=at_desk(office_day(known.date() + timedelta(days=6))),
        **common,
        to="tracking",
        values={"agreement": Paper("投资协议.docx", "投资协议（示例文本）。")},
    )


def _to_its_end(lead: Lead, common: dict[str, str], rng: Random) -> Iterator[Act]:
    """What comes to nothing is given up, some of it late."""
    if lead.received_on.year == 2023 and lead.valid and rng.random() < 0.5:
        note = at_desk(office_day(lead.received_on + timedelta(days=30)))
        yield Edit(at=note, **common, values={"opinion": "企业仍在比选，继续跟进。"})
    span = (30, 75) if not lead.valid else (80, 160)
    day = office_day(lead.received_on + timedelta(days=rng.randint(*span)))
    if lead.received_on.year == 2023:
        day = min(day, SETTLED)
    reason = "经核实不符合产业方向。" if not lead.valid else "企业选择在其他地区布局，终止跟踪。"
    yield Move(at=at_desk(day), **common, to="dropped", values={"dropped_on": day.isoformat()}, reason=reason)

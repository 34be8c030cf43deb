"""What goes wrong in every office: an entry written twice, a project that changes hands, drafts that lie about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nianlun.web.demo.ledgers.acts import Act, Create, Drop, HandOver, Return
from nianlun.web.demo.ledgers.county_people import OFFICE, PLACES
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, REVIEWER
from nianlun.web.demo.ledgers.project_planning import projects
from nianlun.web.demo.ledgers.times import at

HANDED_OVER = "K30"
RETURNED = "X12"


def mishap_acts() -> Iterator[Act]:
    """All of them, in no order."""
    yield from _unfinished()
    twice = {"by": OFFICE_KEEPER, "register": "visits", "ref": "twice"}
    values = {
        "firm": "霁禾精机有限公司（重复）",
        "visited_on": "2023-05-16",
        "area_group": "粤港澳片组",
        "city": "深圳",
    }
    yield Create(at=at(date(2023, 5, 22), 9), unit=OFFICE, values=values, **twice)
    yield Drop(at=at(date(2023, 6, 2), 9), reason="与5月19日登记的走访重复。", **twice)
    moved = next(each for each in projects() if each.ref == HANDED_OVER)
    other = PLACES[(PLACES.index(moved.town) + 3) % len(PLACES)]
    yield HandOver(
        at=at(date(2023, 8, 1), 9),
        by=OFFICE_KEEPER,
        register="projects",
        ref=moved.ref,
        unit=other,
        reason="园区边界调整，项目落地地块划归该乡镇。",
    )


def _unfinished() -> Iterator[Act]:
    """What lay on the desks on the last days: two drafts, and a project the reviewer gave back."""
    for number, title in enumerate(("霁桁算力中心投资信息", "沄榆车载屏投资信息")):
        values = {"title": title, "firm": f"{title[:2]}科技有限公司", "received_on": f"2026-11-{16 + number}"}
        yield Create(
            at=at(date(2026, 11, 18), 9 + number),
            by=OFFICE_KEEPER,
            register="leads",
            ref=f"draft-{number}",
            unit=OFFICE,
            values=values,
            final=False,
        )
    yield Return(
        at=at(date(2026, 11, 20), 10),
        by=REVIEWER,
        register="projects",
        ref=RETURNED,
        reason="计划总投资与投资协议不一致，请核对后重新提交。",
    )

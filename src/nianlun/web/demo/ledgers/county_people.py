"""Persons of the county who keep, lead and follow the ledgers, and the posts some of them hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from nianlun.web.demo.county import COUNTY, STREETS, TOWNS
from nianlun.web.demo.ledgers.names import person_names

OFFICE = "县投资促进中心"
PLACES = (*STREETS, *TOWNS)
"""The 16 towns and streets."""
DRAW = (6, 5, 3, 8, 5, 2, 4, 1, 4, 3, 3, 1, 3, 2, 1, 1)
"""How strongly each of them draws projects; some lead every ranking, some lag."""
GROUPS = {"长三角片组": 5, "粤港澳片组": 5, "京津冀片组": 4, "中西部片组": 4, "境外片组": 4}
"""The five area groups and how many of the 22 officers each has."""
IN_OFFICE_SINCE = date(2022, 3, 1)


@dataclass(frozen=True, kw_only=True)
class PostHeld:
    """A post with its holders A and B, and who stands in for both."""

    unit: str
    title: str
    holder_a: str
    holder_b: str = ""
    stand_in: str = ""
    before: str = ""
    """Who held it as A until the end of 2022."""


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Everybody, by what they do."""

    leaders: tuple[str, ...]
    """County leaders."""
    heads: Mapping[str, str]
    """Head of each town and street."""
    town_officers: Mapping[str, str]
    """Who follows projects in each town and street."""
    stationed: Mapping[str, tuple[str, ...]]
    """Officers by area group."""
    desk: tuple[str, ...]
    """Those who stay in the office."""
    posts: tuple[PostHeld, ...]

    def by_unit(self) -> dict[str, tuple[str, ...]]:
        """Names of all persons by the unit they work in."""
        inside = [*self.desk, *(name for group in self.stationed.values() for name in group)]
        found: dict[str, tuple[str, ...]] = {COUNTY: self.leaders, OFFICE: tuple(inside)}
        for place in PLACES:
            found[place] = (self.heads[place], self.town_officers[place])
        for post in self.posts:
            held = (post.holder_a, post.holder_b, post.stand_in, post.before)
            new = [name for name in held if name and name not in found.get(post.unit, ())]
            found[post.unit] = (*found.get(post.unit, ()), *new)
        return found


@cache
def staff() -> Staff:
    """The same people every time."""
    names = person_names(11)
    leaders = tuple(islice(names, 5))
    heads = {place: next(names) for place in PLACES}
    town_officers = {place: next(names) for place in PLACES}
    stationed = {group: tuple(islice(names, count)) for group, count in GROUPS.items()}
    desk = ("林晓舟", "高知行", *islice(names, 6))
    posts = [
        PostHeld(unit=OFFICE, title="主任", holder_a=desk[1], holder_b=desk[2]),
        PostHeld(
            unit=OFFICE,
            title="台账管理岗",
            holder_a=desk[0],
            holder_b=desk[3],
            stand_in=desk[4],
            before=next(names),
        ),
        PostHeld(unit=OFFICE, title="外资服务岗", holder_a=desk[5], holder_b=desk[6]),
        PostHeld(unit=OFFICE, title="总部代办岗", holder_a=desk[4], holder_b=desk[7]),
    ]
    posts += [
        PostHeld(unit=unit, title=title, holder_a=next(names), holder_b=next(names), stand_in=next(names))
        for unit, title in (
            ("县政府办公室", "值班室主任"),
            ("县商务局", "外资统计岗"),
            ("县自然资源和规划局", "用地保障岗"),
            ("县统计局", "入统审核岗"),
        )
    ]
    posts += [
        PostHeld(unit=place, title="招商专员", holder_a=town_officers[place], holder_b=next(names))
        for place in PLACES
    ]
    return Staff(
        leaders=leaders,
        heads=heads,
        town_officers=town_officers,
        stationed=stationed,
        desk=desk,
        posts=tuple(posts),
    )

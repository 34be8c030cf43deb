"""Makes the persons of the demo, the posts they hold, two more accounts, and the rights the ledgers need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from nianlun.apps.people.actions.accounts import create_user, system_user
from nianlun.apps.people.actions.posts import add_person, add_post, hold_post
from nianlun.apps.people.actions.rights import grant
from nianlun.apps.people.models import Holding, Person, Unit, User
from nianlun.apps.registers.queries.rights import AREA
from nianlun.web.demo.county import COUNTY, Account
from nianlun.web.demo.ledgers.county_people import IN_OFFICE_SINCE, OFFICE, PostHeld, staff

ACCOUNTS = (
    Account(username="reviewer", display_name="高知行（投资促进中心）", unit=OFFICE, role="review"),
    Account(username="bailu", display_name="白鹭镇招商专员", unit="白鹭镇", role="keep"),
)
COUNTY_WIDE = {"invest": "keep", "reviewer": "review"}
"""Who acts on the registers of the whole county, and in which role."""
CHANGED_HANDS_ON = date(2023, 1, 1)


def load_people(*, password: str, at: datetime) -> None:
    """Make them all; called once, inside the transaction that loads the ledgers."""
    units = {each.name: each for each in Unit.objects.all()}
    persons = _persons(units, at)
    for post in staff().posts:
        _hold(post, units[post.unit], persons, at)
    _accounts(units, password, at)


def _persons(units: Mapping[str, Unit], at: datetime) -> dict[str, Person]:
    system = system_user()
    return {
        name: add_person(name=name, unit=units[unit], by=system, at=at)
        for unit, names in staff().by_unit().items()
        for name in names
    }


def _hold(held: PostHeld, unit: Unit, persons: Mapping[str, Person], at: datetime) -> None:
    system = system_user()
    post = add_post(unit=unit, title=held.title, by=system, at=at)
    since_on = IN_OFFICE_SINCE
    if held.before:
        hold_post(
            post=post,
            person=persons[held.before],
            rank=Holding.Rank.A,
            since_on=IN_OFFICE_SINCE,
            until_on=CHANGED_HANDS_ON.replace(year=2022, month=12, day=31),
            by=system,
            at=at,
        )
        since_on = CHANGED_HANDS_ON
    ranks = {
        Holding.Rank.A: held.holder_a,
        Holding.Rank.B: held.holder_b,
        Holding.Rank.STAND_IN: held.stand_in,
    }
    for rank, name in ranks.items():
        if name:
            hold_post(post=post, person=persons[name], rank=rank, since_on=since_on, by=system, at=at)


def _accounts(units: Mapping[str, Unit], password: str, at: datetime) -> None:
    system = system_user()
    for account in ACCOUNTS:
        user = create_user(
            username=account.username,
            display_name=account.display_name,
            unit=units[account.unit],
            password=password,
            must_change_password=False,
            by=system,
            at=at,
        )
        grant(user=user, unit=units[account.unit], role=account.role, by=system, at=at)
    for username, role in COUNTY_WIDE.items():
        user = User.objects.get(username=username)
        grant(user=user, unit=units[COUNTY], role=role, area=AREA, by=system, at=at)

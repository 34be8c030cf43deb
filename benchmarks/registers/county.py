"""The county of the benchmark: units, a user, thirty registers of one shape."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from benchmarks.registers.definitions import definition_text
from nianlun.apps.people import actions as people
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions.definitions import publish
from nianlun.apps.registers.models import Register
from nianlun.define.load import load

TOWNS = 60


@transaction.atomic
def build(registers: int, at: datetime) -> tuple[User, list[Unit], list[Register]]:
    """Units, the county's administrator, and the registers."""
    system = people.system_user()
    root = people.create_unit(name="基准县", kind="county", parent=None, by=system, at=at)
    towns = [
        people.create_unit(name=f"第{number}镇", kind="town", parent=root, by=system, at=at)
        for number in range(TOWNS)
    ]
    user = people.create_user(
        username="bench",
        display_name="Bench",
        unit=root,
        password=people.one_time_password(),
        by=system,
        at=at,
    )
    people.grant(user=user, unit=root, role="administer", by=system, at=at)
    rows = []
    for number in range(1, registers + 1):
        definition = (
            load({f"bench{number}.yaml": definition_text(number)}).or_raise().registers[f"bench_{number}"]
        )
        row = Register.objects.create(
            key=definition.key,
            number=number,
            pack=f"bench{number}",
            label=definition.label,
            source=Register.Source.COUNTY,
            created_at=at,
            created_by=system,
        )
        publish(row, definition, by=system, at=at)
        rows.append(row)
    return user, towns, rows

"""Units that were renamed: tables of past days call them as they were called, imports understand the old name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from nianlun.apps.people.actions import rename_unit
from nianlun.apps.registers.actions import bring_sheet
from nianlun.apps.registers.actions.carrying import preview
from nianlun.apps.registers.queries.table import table
from nianlun.apps.registers.queries.table_request import TableRequest
from tests.integration.registers.kit import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed(register, bureau, town, make, alice, later):
    """The bureau keeps an entry that names the town; both get new names on the fifth day."""
    make("一号工程", town="城关镇")
    since = timezone.localdate(AT) + timedelta(days=4)
    for unit, name in ((bureau, "县乡村振兴局"), (town, "城关街道办")):
        rename_unit(unit=unit, name=name, since_on=since, by=alice, at=later(24 * 10))
    return register


@pytest.mark.parametrize(
    ("days", "keeper", "town_name"),
    [(3, "县农业农村局", "城关镇"), (4, "县乡村振兴局", "城关街道办"), (None, "县乡村振兴局", "城关街道办")],
)
def test_table_calls_units_as_on_its_day(renamed, dora, days, keeper, town_name):
    as_of = AT + timedelta(days=days) if days is not None else None

    page = table(dora, renamed, TableRequest(as_of=as_of))

    (row,) = page.rows
    field = page.ledger.definition.field_by_key["town"]
    assert (row.unit.name, row.show(field, "zh-hans", page.ledger.names)) == (keeper, town_name)


def test_import_understands_the_old_name(renamed, dora, bureau, town, later):
    content = "名称,乡镇\n二号工程,城关镇\n三号工程,城关街道办\n四号工程,没有的镇\n".encode()
    at = later(24 * 11)
    batch = bring_sheet(register=renamed, unit=bureau, name="a.csv", content=content, by=dora, at=at)

    plan = preview(batch=batch, by=dora, at=at)

    assert [row.action for row in plan.rows] == ["new", "new", "bad"]
    assert {row.content.values["10"] for row in plan.rows[:2]} == {town.pk}

"""The tree of units keeps its paths."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianlun.apps.audit.queries import events_of
from nianlun.apps.people import actions
from nianlun.apps.people.models import Unit
from nianlun.apps.people.queries import units_in_order, units_under, with_levels
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db


def make(name, parent, by, now, **more):
    return actions.create_unit(name=name, kind="bureau", parent=parent, by=by, at=now, **more)


def true_path(unit: Unit) -> str:
    """The path by walking up the tree."""
    return f"{true_path(unit.parent) if unit.parent else '/'}{unit.pk}/"


def test_created_unit_knows_its_path_and_leaves_an_event(now):
    by = actions.system_user()

    county = make("青禾县", None, by, now)
    bureau = make("县水利局", county, by, now)

    assert bureau.path == f"/{county.pk}/{bureau.pk}/"
    assert (county.depth, bureau.depth) == (0, 1)
    event = events_of(bureau).get()
    assert (event.kind, event.by, event.at, event.unit) == ("unit.created", by, now, bureau)


@pytest.mark.parametrize("with_parent", [True, False])
def test_second_unit_of_the_same_name_is_refused(now, with_parent):
    by = actions.system_user()
    parent = make("青禾县", None, by, now) if with_parent else None
    make("县水利局", parent, by, now)

    with pytest.raises(RefusedError, match=r"people\.unit\.name_taken"):
        make("县水利局", parent, by, now)


def test_moved_unit_takes_all_below_with_it(now):
    by = actions.system_user()
    county, other = make("青禾县", None, by, now), make("白水县", None, by, now)
    bureau = make("县水利局", county, by, now)
    station = make("水文站", bureau, by, now)

    actions.move_unit(unit=bureau, parent=other, by=by, at=now)

    station.refresh_from_db()
    assert station.path == f"/{other.pk}/{bureau.pk}/{station.pk}/"
    assert set(units_under(other)) == {other, bureau, station}
    assert set(units_under(county)) == {county}


def test_unit_is_not_moved_below_itself(now):
    by = actions.system_user()
    bureau = make("县水利局", None, by, now)
    station = make("水文站", bureau, by, now)

    for parent in (bureau, station):
        with pytest.raises(RefusedError, match=r"people\.unit\.below_itself"):
            actions.move_unit(unit=bureau, parent=parent, by=by, at=now)


def test_path_of_a_unit_is_no_prefix_of_another_number(now):
    """/1/ and /11/ begin alike, but the one is not above the other."""
    by = actions.system_user()
    units = [make(f"单位{number}", None, by, now) for number in range(12)]

    for unit in units:
        assert list(units_under(unit)) == [unit]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_paths_hold_after_any_moves(now, moves):
    by = actions.system_user()
    units = [factories.UnitFactory() for _ in range(7)]

    for moved, parent in moves:
        unit, target = (Unit.objects.get(pk=units[index].pk) for index in (moved, parent))
        with suppress(RefusedError):
            actions.move_unit(unit=unit, parent=target, by=by, at=now)

    for unit in Unit.objects.filter(pk__in=[unit.pk for unit in units]):
        assert unit.path == true_path(unit)


def test_amended_unit_records_what_it_was(now):
    by = actions.system_user()
    unit = make("县水利局", None, by, now)

    amended = actions.amend_unit(
        unit=unit, name="县水务局", short_name="", kind="bureau", order=0, closed_on=None, by=by, at=now
    )

    assert amended.name == "县水务局"
    assert events_of(unit).first().detail == {"before": {"name": "县水利局"}}


def test_unit_amended_to_what_it_is_leaves_no_event(now):
    by = actions.system_user()
    unit = make("县水利局", None, by, now)

    actions.amend_unit(
        unit=unit, name="县水利局", short_name="", kind="bureau", order=0, closed_on=None, by=by, at=now
    )

    assert [event.kind for event in events_of(unit)] == ["unit.created"]


def test_units_are_listed_as_a_tree(now):
    by = actions.system_user()
    county = make("青禾县", None, by, now)
    second = make("县水利局", county, by, now, order=2)
    first = make("县教育局", county, by, now, order=1)
    school = make("第一中学", first, by, now)

    assert units_in_order() == [county, first, school, second]
    assert [level for _unit, level in with_levels([first, school, second])] == [0, 1, 0]

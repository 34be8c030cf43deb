"""The ledger at any instant equals a replay in plain Python of what people did."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nianlun.apps.people.models import Role
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry, IndexRow
from nianlun.apps.registers.queries.differences import table_difference
from nianlun.apps.registers.queries.table import table
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.verification import verify
from nianlun.apps.registers.recording.reindexing import reindex
from nianlun.kernel.errors import RefusedError
from tests import factories
from tests.integration.registers.kit import AT, make_register

pytestmark = pytest.mark.django_db

STEP = timedelta(hours=1)


@dataclass(frozen=True)
class Line:
    """An entry as it stands in the model."""

    values: dict[str, Any]
    state: str = "draft"
    stage: str = "planned"
    unit: str = "bureau"
    living: bool = True


@dataclass
class Model:
    """What everybody knows at each step: entries by number."""

    now: dict[int, Line] = field(default_factory=dict)
    history: list[dict[int, Line]] = field(default_factory=list)
    versions: dict[int, list[Line]] = field(default_factory=dict)

    def put(self, number: int, line: Line) -> None:
        """A new version of an entry."""
        self.now = {**self.now, number: line}
        self.versions.setdefault(number, []).append(line)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "create",
                "create",
                "edit",
                "submit",
                "return",
                "correct",
                "sign",
                "hand",
                "drop",
                "restore",
                "undo",
                "confirm",
            ]
        ),
        st.integers(0, 4),
        st.integers(1, 99),
    ),
    min_size=3,
    max_size=14,
)


class World:
    """The application and the model side by side."""

    def __init__(self) -> None:
        county = factories.UnitFactory(name="青禾县", kind="county")
        self.units = {
            "bureau": factories.UnitFactory(name="甲局", parent=county),
            "other": factories.UnitFactory(name="乙局", parent=county),
        }
        self.user = factories.UserFactory(unit=county)
        factories.GrantFactory(user=self.user, unit=county, role=Role.ADMINISTER, area="all")
        self.register = make_register(self.user)
        self.model = Model()
        self.entries: list[Entry] = []

    def act(self, kind: str, which: int, number: int, at: datetime) -> None:
        """Do it in both; what the application refuses changes nothing, and the model refuses the same."""
        if kind == "create":
            entry = actions.create_entry(
                register=self.register,
                unit=self.units["bureau"],
                values={"name": f"工程{len(self.entries)}", "staff": number},
                by=self.user,
                at=at,
            )
            self.entries.append(entry)
            self.model.put(entry.pk, Line({"name": f"工程{len(self.entries) - 1}", "staff": number}))
            return
        if not self.entries:
            return
        entry = self.entries[which % len(self.entries)]
        line = self.model.now[entry.pk]
        after = self.after(kind, line, number, entry.pk)
        try:
            self.do(kind, entry, line, number, at)
        except RefusedError:
            assert after is None, (kind, line)
            return
        assert after is not None, (kind, line)
        if after is not line:
            self.model.put(entry.pk, after)

    def after(self, kind: str, line: Line, number: int, entry: int) -> Line | None:
        """The line afterwards: the same one where nothing is written, none where it is refused."""
        final = line.state == "final"
        if kind == "restore":
            return None if line.living else replace(line, living=True)
        if kind == "undo":
            old = self.model.versions[entry][0]
            old = replace(old, state="final" if final else old.state)
            return None if old == line else old
        if not line.living:
            return None
        changed = {**line.values, "staff": number}
        match kind:
            case "edit":
                return line if changed == line.values else replace(line, values=changed)
            case "submit":
                return None if final else replace(line, state="final")
            case "return":
                return replace(line, state="draft") if final else None
            case "correct":
                return replace(line, values=changed) if final and changed != line.values else None
            case "sign":
                values = {**line.values, "signed_on": "2024-01-01"}
                return replace(line, stage="signed", values=values) if line.stage == "planned" else None
            case "hand":
                return replace(line, unit="other" if line.unit == "bureau" else "bureau")
            case "drop":
                return replace(line, living=False)
            case _:
                return replace(line)

    def do(self, kind: str, entry: Entry, line: Line, number: int, at: datetime) -> None:
        """The same in the application."""
        who = {"entry_id": entry.pk, "by": self.user, "at": at}
        other = "other" if line.unit == "bureau" else "bureau"
        match kind:
            case "edit":
                actions.edit_entry(**who, values={"staff": number})
            case "submit":
                actions.submit_entry(**who)
            case "return":
                actions.return_entry(**who, reason="缺件")
            case "correct":
                actions.correct_entry(**who, values={"staff": number}, reason="录错")
            case "sign":
                actions.move_stage(**who, to="signed", values={"signed_on": "2024-01-01"})
            case "hand":
                actions.hand_over(**who, unit=self.units[other], reason="划转")
            case "drop":
                actions.drop_entry(**who, reason="作废")
            case "restore":
                actions.restore_entry(**who, reason="恢复")
            case "undo":
                actions.undo(**who, to=1, reason="误改")
            case _:
                actions.confirm_entry(**who)

    def seen(self, at: datetime) -> dict[int, Line]:
        """What the table says as of an instant."""
        request = TableRequest(as_of=at, with_dropped=True, per_page=1000)
        names = {unit.pk: name for name, unit in self.units.items()}
        return {
            row.entry: Line(
                values=dict(row.values) | {"staff": row.values["staff"]},
                state="final" if row.is_final else "draft",
                stage=row.stage.key,
                unit=names[row.unit.pk],
                living=row.is_living,
            )
            for row in table(self.user, self.register, request).rows
        }


def rows_of(register):
    return list(IndexRow.objects.filter(register=register).order_by("version_id").values())


class AsOf(TestCase):
    """Hypothesis needs a fresh database for every example."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ACTS)
    def test_ledger_at_any_instant_equals_a_replay(self, acts):
        world = World()
        instants = [AT]
        for step, (kind, which, number) in enumerate(acts, 1):
            at = AT + step * STEP
            world.act(kind, which, number, at)
            world.model.history.append(world.model.now)
            instants.append(at)

        for at, expected in zip(instants[1:], world.model.history, strict=True):
            assert world.seen(at) == expected
            assert world.seen(at + STEP / 2) == expected
        assert verify().findings == []
        before = rows_of(world.register)
        reindex(world.register)
        assert rows_of(world.register) == before
        self.check_difference(world, instants)

    def check_difference(self, world: World, instants: list[datetime]) -> None:
        """The difference of two days says which entries entered, left, or stand otherwise."""
        middle, end = instants[len(instants) // 2], instants[-1]
        found = table_difference(world.user, world.register, since=middle, until=end)
        first = {number: line for number, line in world.seen(middle).items() if line.living}
        second = {number: line for number, line in world.seen(end).items() if line.living}
        kinds = {each.entry: each.kind for each in found.entries}
        assert {number for number, kind in kinds.items() if kind == "added"} == second.keys() - first.keys()
        assert {number for number, kind in kinds.items() if kind == "dropped"} == first.keys() - second.keys()
        for number in first.keys() & second.keys():
            if first[number] != second[number]:
                assert kinds[number] == "changed"

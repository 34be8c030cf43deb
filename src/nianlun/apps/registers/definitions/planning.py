"""What would change if the packs on disk were applied: differences, entries touched, whether anything can be lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from nianlun.apps.registers.definitions.installed import Installed
from nianlun.apps.registers.definitions.slots import slots_of
from nianlun.apps.registers.definitions.text import definition_of, text_of
from nianlun.apps.registers.models import IndexRow, Register
from nianlun.apps.registers.queries.sql_filters import condition_on
from nianlun.apps.registers.recording.indexing import choice_number
from nianlun.define.catalog import PackContents
from nianlun.define.kinds.filters import ANY_OF, PRESENT
from nianlun.define.model import Register as Definition
from nianlun.define.plan import Change, Plan, Touch, plan_registers


@dataclass(frozen=True)
class RegisterPlan:
    """What becomes of one register."""

    key: str
    label: str
    pack: str
    row: Register | None
    """The register as it is; none for a new one."""
    definition: Definition | None
    """What it becomes; none for one that goes."""
    pack_version: int
    plan: Plan

    @property
    def entries(self) -> int:
        """How many entries it has now."""
        return 0 if self.row is None else living(self.row).count()


def plan_packs(installed: Installed, *packs: str) -> list[RegisterPlan]:
    """Every register that changes, of all packs or of those named.

    Raises:
        PacksError: the packs have problems.
    """
    catalog = installed.catalog
    wanted = [each for each in catalog.packs if not packs or each.pack.key in packs]
    rows = list(Register.objects.exclude(source=Register.Source.BROWSER).select_related("current"))
    browser = {
        row.key: row
        for row in Register.objects.filter(source=Register.Source.BROWSER).select_related("current")
    }
    found: list[RegisterPlan] = []
    for contents in wanted:
        for definition in contents.registers:
            row = _row_of(rows, contents, definition) or browser.get(definition.key)
            each = _plan(contents, definition, row)
            if each is not None:
                found.append(each)
    return found + _gone(rows, wanted, packs, catalog.registers.keys())


def _row_of(rows: list[Register], contents: PackContents, definition: Definition) -> Register | None:
    for row in rows:
        if (row.pack, row.number) == (contents.pack.key, definition.id):
            return row
    return next((row for row in rows if row.key == definition.key), None)


def _plan(contents: PackContents, definition: Definition, row: Register | None) -> RegisterPlan | None:
    pack = contents.pack
    if row is None or row.current is None:
        change = Change("added", f"registers[{definition.key}]", new=definition.label)
        return RegisterPlan(
            definition.key, definition.label, pack.key, row, definition, pack.version, Plan((change,))
        )
    if row.current.definition == text_of(definition) and row.closed_at is None and row.pack == pack.key:
        return None
    plan = plan_registers(definition_of(row.current), definition, lambda touch: count_touched(row, touch))
    return RegisterPlan(definition.key, definition.label, pack.key, row, definition, pack.version, plan)


def _gone(
    rows: list[Register], wanted: list[PackContents], packs: tuple[str, ...], keys: Collection[str]
) -> list[RegisterPlan]:
    """Registers of packs that no longer define them, or of packs that are no longer there."""
    there = {(each.pack.key, register.id) for each in wanted for register in each.registers}
    found = []
    for row in rows:
        mine = not packs or row.pack in packs
        if mine and (row.pack, row.number) not in there and row.closed_at is None and row.key not in keys:
            change = Change(
                "removed", f"registers[{row.key}]", row.label, None, True, Touch(row.key), living(row).count()
            )
            found.append(RegisterPlan(row.key, row.label, row.pack, row, None, 0, Plan((change,))))
    return found


def living(register: Register) -> QuerySet[IndexRow]:
    """Entries that count now."""
    return IndexRow.objects.filter(register=register, superseded_at__isnull=True, is_living=True)


def count_touched(register: Register, touch: Touch) -> int:
    """How many living entries a change touches."""
    if register.current is None:
        return 0
    definition, rows = definition_of(register.current), living(register)
    if touch.stage:
        stage = definition.stage_by_key.get(touch.stage)
        return rows.filter(stage=stage.id).count() if stage else 0
    if touch.class_:
        each = definition.class_by_key.get(touch.class_)
        return rows.filter(classes__contains=f"|{each.id}|").count() if each else 0
    field = definition.field_by_key.get(touch.field)
    if field is None:
        return 0 if touch.field else rows.count()
    columns = slots_of(register).of(field)
    if not touch.choice:
        return rows.filter(condition_on(field, PRESENT, columns, ())).count()
    return rows.filter(condition_on(field, ANY_OF, columns, (choice_number(touch.choice, field),))).count()

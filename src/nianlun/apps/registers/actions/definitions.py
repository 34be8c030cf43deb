"""Definitions come into force: packs are applied, registers are built in the browser and published."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Grant, Role, Unit, User
from nianlun.apps.people.queries import may
from nianlun.apps.people.unit_names import units_called
from nianlun.apps.registers.definitions.installed import OFFICE, Installed, installed
from nianlun.apps.registers.definitions.planning import RegisterPlan, count_touched, plan_packs
from nianlun.apps.registers.definitions.slots import give_slots
from nianlun.apps.registers.definitions.text import definition_of, digest_of_text, text_of
from nianlun.apps.registers.models import Register, RegisterVersion
from nianlun.apps.registers.queries.rights import AREA, is_system
from nianlun.define.errors import PacksError
from nianlun.define.model import Register as Definition
from nianlun.define.plan import Plan, plan_registers
from nianlun.define.problems import Problem
from nianlun.kernel.errors import RefusedError


class RefusedPlanError(RefusedError):
    """A plan is destructive, or unclear, and was not carried out."""

    def __init__(self, slug: str, plans: Sequence[RegisterPlan], **values: object) -> None:
        super().__init__(slug, labels="、".join(each.label for each in plans), **values)
        self.plans = tuple(plans)


@transaction.atomic
def apply_packs(
    *,
    by: User,
    at: datetime,
    packs: Sequence[str] = (),
    destructive: bool = False,
    found: Installed | None = None,
) -> list[RegisterPlan]:
    """Carry out what `plan_packs` tells; entries keep the definition they were made with.

    Raises:
        PacksError: the packs have problems.
        RefusedPlanError: `registers.packs.unclear`, `registers.packs.destructive`.
        RefusedError: `registers.packs.not_allowed`.
    """
    refuse_strangers(by)
    found = found or installed()
    list(Register.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    plans = plan_packs(found, *packs)
    refuse_plans(plans, destructive=destructive)
    for order, each in enumerate(plans):
        if each.definition is None:
            _close(each, by=by, at=at)
        else:
            _apply(each, each.definition, found, by=by, at=at, order=order)
    _put_in_order(found)
    return plans


def refuse_strangers(by: User) -> None:
    """Stop whoever does not administer the registers of the whole county.

    Raises:
        RefusedError: `registers.packs.not_allowed`.
    """
    roots = Unit.objects.filter(parent__isnull=True)
    if not is_system(by) and not any(may(by, Role.ADMINISTER, root, AREA) for root in roots):
        raise RefusedError("registers.packs.not_allowed")


def refuse_plans(plans: Sequence[RegisterPlan], *, destructive: bool) -> None:
    """Stop what is unclear, and what is destructive unless it is meant.

    Raises:
        RefusedPlanError: `registers.packs.unclear`, `registers.packs.destructive`.
    """
    unclear = [each for each in plans if each.plan.unclear]
    if unclear:
        paths = "、".join(change.path for each in unclear for change in each.plan.unclear)
        raise RefusedPlanError("registers.packs.unclear", unclear, paths=paths)
    harmful = [each for each in plans if each.plan.destructive]
    if harmful and not destructive:
        raise RefusedPlanError("registers.packs.destructive", harmful)


def _apply(
    each: RegisterPlan, definition: Definition, found: Installed, *, by: User, at: datetime, order: int
) -> None:
    row = each.row or Register(created_at=at, created_by=by, order=order)
    before = row.key
    row.key, row.number, row.pack = definition.key, definition.id, each.pack
    row.source = found.source_of(each.pack)
    row.closed_at = row.closed_by = None
    describe(row, definition)
    row.save()
    if before and before != row.key:
        Grant.objects.filter(area=before).update(area=row.key)
    publish(row, definition, pack_version=each.pack_version, by=by, at=at)


def describe(row: Register, definition: Definition) -> None:
    """Put on the register's row what lists of registers show."""
    row.label, row.label_en = definition.label, definition.label_en
    row.secrecy = definition.secrecy.value
    if definition.maintainer:
        row.maintainer = next(iter(units_called(definition.maintainer)), None)


def publish(
    row: Register,
    definition: Definition,
    *,
    by: User,
    at: datetime,
    pack_version: int = 0,
    draft: RegisterVersion | None = None,
) -> RegisterVersion:
    """Put a definition in force and retire the one before."""
    text = text_of(definition)
    RegisterVersion.objects.filter(register=row, status=RegisterVersion.Status.PUBLISHED).update(
        status=RegisterVersion.Status.RETIRED
    )
    version = draft or RegisterVersion(register=row, number=next_number(row), saved_at=at, saved_by=by)
    version.definition, version.digest = text, digest_of_text(text)
    version.pack_version = pack_version
    version.status = RegisterVersion.Status.PUBLISHED
    version.published_at, version.published_by = at, by
    version.save()
    give_slots(row, definition)
    row.current = version
    row.save()
    record(
        "register.published",
        row,
        by=by,
        at=at,
        unit=row.maintainer,
        version=version.number,
        digest=version.digest,
    )
    return version


def next_number(row: Register) -> int:
    """The number of the next version of a definition."""
    last: int | None = RegisterVersion.objects.filter(register=row).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _close(each: RegisterPlan, *, by: User, at: datetime) -> None:
    row = each.row
    if row is not None:
        row.closed_at, row.closed_by = at, by
        row.save(update_fields=["closed_at", "closed_by"])
        record("register.closed", row, by=by, at=at, unit=row.maintainer)


def _put_in_order(found: Installed) -> None:
    """Registers stand in the order of the packs."""
    order = {key: place for place, key in enumerate(found.catalog.registers)}
    for row in Register.objects.all():
        place = order.get(row.key, len(order) + row.pk)
        if row.order != place:
            Register.objects.filter(pk=row.pk).update(order=place)


def check_definition(plain: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything that is wrong with a register that is being built, by the rules that hold for packs."""
    loaded = installed(besides=plain).loaded
    mine = f"registers[{plain.get('key', '')}]"
    return tuple(
        each for each in loaded.problems if each.path.startswith(mine) or each.place.file.startswith(OFFICE)
    )


@transaction.atomic
def save_definition_draft(
    *, plain: Mapping[str, Any], unit: Unit, by: User, at: datetime, register: Register | None = None
) -> tuple[RegisterVersion, tuple[Problem, ...]]:
    """Keep a register that is being built, right or not; gives what is still wrong with it.

    Raises:
        RefusedError: `registers.definition.not_allowed`, `registers.definition.not_built_here`,
            `registers.definition.key_taken`, `registers.definition.no_key`.
    """
    if register is not None and register.source != Register.Source.BROWSER:
        raise RefusedError("registers.definition.not_built_here", label=str(register))
    require_administer(by, unit if register is None else register.maintainer)
    row = register or _new_register(plain, unit, by=by, at=at)
    whole = {**plain, "id": row.number, "key": row.key}
    if row.current is None:
        row.label, row.label_en = str(plain.get("label", "")), str(plain.get("label_en", ""))
        row.save()
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    draft = RegisterVersion.objects.filter(register=row, status=RegisterVersion.Status.DRAFT).first()
    if draft is None:
        draft = RegisterVersion(register=row, number=next_number(row), status=RegisterVersion.Status.DRAFT)
    draft.definition, draft.digest, draft.saved_at, draft.saved_by = text, digest_of_text(text), at, by
    draft.save()
    record("register.draft_saved", row, by=by, at=at, unit=unit, version=draft.number)
    return draft, check_definition(whole)


def _new_register(plain: Mapping[str, Any], unit: Unit, *, by: User, at: datetime) -> Register:
    key = str(plain.get("key", "")).strip()
    if not key:
        raise RefusedError("registers.definition.no_key")
    if Register.objects.filter(key=key).exists():
        raise RefusedError("registers.definition.key_taken", key=key)
    last: int | None = Register.objects.filter(pack=OFFICE).aggregate(last=Max("number"))["last"]
    return Register.objects.create(
        key=key,
        number=(last or 0) + 1,
        pack=OFFICE,
        label=str(plain.get("label", key)),
        label_en=str(plain.get("label_en", "")),
        source=Register.Source.BROWSER,
        maintainer=unit,
        order=10_000,
        created_at=at,
        created_by=by,
    )


def require_administer(by: User, unit: Unit | None) -> None:
    """Stop whoever does not administer the registers of a unit.

    Raises:
        RefusedError: `registers.definition.not_allowed`.
    """
    if not is_system(by) and (unit is None or not may(by, Role.ADMINISTER, unit, AREA)):
        raise RefusedError("registers.definition.not_allowed", unit=unit.name if unit else "-")


def draft_of(register: Register) -> RegisterVersion:
    """The draft of a register's definition.

    Raises:
        RefusedError: `registers.definition.no_draft`.
    """
    draft = RegisterVersion.objects.filter(register=register, status=RegisterVersion.Status.DRAFT).first()
    if draft is None:
        raise RefusedError("registers.definition.no_draft", label=str(register))
    return draft


def plan_of_draft(register: Register) -> Plan:
    """What publishing the draft of a register would change.

    Raises:
        PacksError: the draft has problems.
        RefusedError: `registers.definition.no_draft`.
    """
    definition = _drafted(draft_of(register))
    if register.current is None:
        return Plan()
    old = definition_of(register.current)
    return plan_registers(old, definition, lambda touch: count_touched(register, touch))


def _drafted(draft: RegisterVersion) -> Definition:
    plain = json.loads(draft.definition)
    problems = check_definition(plain)
    if problems:
        raise PacksError(problems)
    return installed(besides=plain).catalog.registers[plain["key"]]


@transaction.atomic
def publish_definition(
    *, register: Register, by: User, at: datetime, destructive: bool = False
) -> RegisterVersion:
    """Put the draft of a register built in the browser in force.

    Raises:
        PacksError: it has problems.
        RefusedPlanError: `registers.packs.unclear`, `registers.packs.destructive`.
        RefusedError: `registers.definition.*`.
    """
    require_administer(by, register.maintainer)
    row = (
        Register.objects.select_for_update(of=("self",))
        .select_related("current", "maintainer")
        .get(pk=register.pk)
    )
    draft = draft_of(row)
    definition = _drafted(draft)
    plan = plan_of_draft(row)
    each = RegisterPlan(row.key, definition.label, row.pack, row, definition, 0, plan)
    refuse_plans([each], destructive=destructive)
    unit = row.maintainer
    describe(row, definition)
    row.maintainer = row.maintainer or unit
    return publish(row, definition, by=by, at=at, draft=draft)


@transaction.atomic
def discard_draft(*, register: Register, by: User, at: datetime) -> None:
    """Forget the draft of a definition; a register that was never published goes with it.

    Raises:
        RefusedError: `registers.definition.not_allowed`, `registers.definition.no_draft`.
    """
    require_administer(by, register.maintainer)
    draft_of(register).delete()
    record("register.draft_discarded", register, by=by, at=at, unit=register.maintainer)
    if register.current_id is None:
        register.delete()

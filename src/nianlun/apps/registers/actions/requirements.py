"""What an act needs before it may be done."""

from __future__ import annotations

from nianlun.apps.people.models import Unit
from nianlun.apps.registers.actions.office import Office, Work
from nianlun.apps.registers.models import Version
from nianlun.kernel.errors import RefusedError


def require(office: Office, unit: int, *roles: str) -> None:
    """Stop whoever may act in none of the roles for a unit.

    Raises:
        RefusedError: `registers.entry.not_allowed`.
    """
    if not any(office.standing.may(role, unit) for role in roles):
        unit_name = office.names.units[unit].name if unit in office.names.units else "?"
        raise RefusedError("registers.entry.not_allowed", label=str(office.register), unit=unit_name)


def require_living(work: Work) -> None:
    """Stop acts on what was dropped or merged.

    Raises:
        RefusedError: `registers.entry.dropped`.
    """
    if not work.content.is_living:
        raise RefusedError("registers.entry.dropped", code=work.entry.code)


def require_reason(reason: str) -> str:
    """The reason, without blanks around it.

    Raises:
        RefusedError: `registers.entry.reason_needed`, `registers.entry.reason_long`.
    """
    reason = reason.strip()
    if not reason:
        raise RefusedError("registers.entry.reason_needed")
    longest = Version._meta.get_field("reason").max_length or 0  # noqa: SLF001
    if len(reason) > longest:
        raise RefusedError("registers.entry.reason_long", most=longest)
    return reason


def require_open_unit(office: Office, unit: int) -> Unit:
    """A unit that new entries can be given to.

    Raises:
        RefusedError: `registers.entry.unit_unknown`, `registers.entry.unit_closed`.
    """
    found = office.names.units.get(unit)
    if found is None:
        raise RefusedError("registers.entry.unit_unknown", unit=unit)
    if found.closed_on is not None and found.closed_on <= office.today:
        raise RefusedError("registers.entry.unit_closed", unit=found.name)
    return found

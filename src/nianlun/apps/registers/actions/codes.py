"""Numbers of entries: given in order, by the pattern of the register, never twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils import timezone

from nianlun.apps.registers.actions.office import Office
from nianlun.apps.registers.models import Counter
from nianlun.define.model import Register as Definition

_BLANK = re.compile(r"\{([a-z]+)(?::(\d+))?\}")


def codes_for(office: Office, definition: Definition, units: Sequence[int]) -> list[str]:
    """The next numbers, one for each unit given; the counter stays locked until the end of the act."""
    return [
        _code(definition.code, _blanks(office, unit), number)
        for unit, number in _numbers(office, definition, units)
    ]


def _blanks(office: Office, unit: int) -> dict[str, str]:
    day = timezone.localtime(office.at)
    named = office.names.units[unit]
    return {"year": f"{day:%Y}", "month": f"{day:%m}", "unit": named.short_name or named.name}


def _numbers(office: Office, definition: Definition, units: Sequence[int]) -> list[tuple[int, int]]:
    taken: dict[str, Counter] = {}
    found = []
    for unit in units:
        scope = _scope(definition.code, _blanks(office, unit))
        counter = taken.get(scope) or _locked(office, scope)
        taken[scope] = counter
        counter.last += 1
        found.append((unit, counter.last))
    for counter in taken.values():
        counter.save(update_fields=["last"])
    return found


def _locked(office: Office, scope: str) -> Counter:
    Counter.objects.get_or_create(register=office.register, scope=scope)
    return Counter.objects.select_for_update().get(register=office.register, scope=scope)


def _scope(pattern: str, blanks: dict[str, str]) -> str:
    """What the numbers run within: the year, where the pattern has one."""
    return "/".join(blanks[match[1]] for match in _BLANK.finditer(pattern) if match[1] in blanks)[:40]


def _code(pattern: str, blanks: dict[str, str], number: int) -> str:
    def filled(match: re.Match[str]) -> str:
        if match[1] == "number":
            return str(number).zfill(int(match[2] or 0))
        return blanks.get(match[1], "")

    return _BLANK.sub(filled, pattern)

"""The registers a person may see, and one of them by its key."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.models import IndexRow, Register
from nianlun.apps.registers.queries.rights import Standing, standings
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True)
class ListedRegister:
    """A register in the list."""

    register: Register
    standing: Standing
    entries: int
    """Living entries the person sees."""

    @property
    def may_keep(self) -> bool:
        """Whether he may add entries somewhere."""
        return bool(self.standing.reach(Role.KEEP))


def registers_for(user: User, *, with_closed: bool = False) -> list[ListedRegister]:
    """Published registers the person may see, in order; four queries."""
    rows = (
        Register.objects.filter(current__isnull=False)
        .select_related("current", "maintainer")
        .defer("current__definition")
    )
    if not with_closed:
        rows = rows.filter(closed_at__isnull=True)
    stand = standings(user, rows)
    seen = [row for row in rows if stand[row.pk].rows]
    counts = _counts({row.pk: stand[row.pk] for row in seen})
    return [ListedRegister(row, stand[row.pk], counts.get(row.pk, 0)) for row in seen]


def _counts(stand: dict[int, Standing]) -> dict[int, int]:
    """Living entries by register; read from one index, without the rows."""
    everywhere = [number for number, each in stand.items() if each.rows.everywhere]
    condition = Q(register__in=everywhere)
    for number, each in stand.items():
        if not each.rows.everywhere:
            condition |= Q(register=number, unit__in=each.rows.units)
    rows = IndexRow.objects.filter(condition, superseded_at__isnull=True, is_living=True)
    return dict(rows.order_by().values_list("register").annotate(number=Count("*")))


def register_for(user: User, key: str) -> Register:
    """A published register the person may see.

    Raises:
        RefusedError: `registers.register.missing`, also where he may not know that it exists.
    """
    row = (
        Register.objects.select_related("current", "maintainer")
        .defer("current__definition")
        .filter(key=key, current__isnull=False)
        .first()
    )
    if row is None or not standings(user, [row])[row.pk].rows:
        raise RefusedError("registers.register.missing", key=key)
    return row


def registers_built_by(user: User) -> list[Register]:
    """Registers built in the browser, drafts too, that the person administers."""
    rows = list(
        Register.objects.filter(source=Register.Source.BROWSER)
        .select_related("current", "maintainer")
        .defer("current__definition")
    )
    stand = standings(user, rows)
    return [row for row in rows if row.maintainer_id in stand[row.pk].reach(Role.ADMINISTER)]

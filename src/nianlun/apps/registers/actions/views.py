"""Keeping and forgetting views of registers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register, SavedView
from nianlun.apps.registers.queries.rows import ledger_for
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.define.model import ViewKind
from nianlun.kernel.errors import RefusedError

LONGEST_NAME = 80


@transaction.atomic
def save_view(
    *,
    register: Register,
    name: str,
    request: TableRequest,
    by: User,
    at: datetime,
    kind: ViewKind = ViewKind.TABLE,
    shared: bool = False,
) -> SavedView:
    """Keep filters, columns and order under a name; the same name of the same person is written over.

    Raises:
        RefusedError: `registers.register.missing`, `registers.view.no_name`, `registers.view.not_yours`.
    """
    ledger = ledger_for(by, register)
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise RefusedError("registers.view.no_name")
    if shared and not (ledger.standing.reach("keep") or ledger.standing.reach("administer")):
        raise RefusedError("registers.view.not_yours", name=name)
    values = {"request": request.as_query(), "kind": kind.value, "is_shared": shared, "saved_at": at}
    view, _ = SavedView.objects.update_or_create(register=register, saved_by=by, name=name, defaults=values)
    record("register.view_saved", register, by=by, at=at, name=name, shared=shared)
    return view


@transaction.atomic
def forget_view(*, view_id: int, by: User, at: datetime) -> None:
    """Forget a view of one's own.

    Raises:
        RefusedError: `registers.view.missing`.
    """
    view = SavedView.objects.select_related("register").filter(pk=view_id, saved_by=by).first()
    if view is None:
        raise RefusedError("registers.view.missing", id=view_id)
    record("register.view_forgotten", view.register, by=by, at=at, name=view.name)
    view.delete()

"""Views of a register: those of its definition, and those that people have saved."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q, QuerySet

from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register, SavedView
from nianlun.apps.registers.queries.rows import Ledger
from nianlun.apps.registers.queries.table_request import Sorting, TableRequest, request_from
from nianlun.define.expressions.tree import Expression
from nianlun.define.model import ViewDef
from nianlun.kernel.errors import RefusedError


def view_named(ledger: Ledger, key: str) -> ViewDef | None:
    """A view of the definition; none for no key.

    Raises:
        RefusedError: `registers.view.unknown`.
    """
    if not key:
        return None
    for each in ledger.definition.views:
        if each.key == key:
            return each
    raise RefusedError("registers.view.unknown", view=key)


def with_view(ledger: Ledger, request: TableRequest) -> tuple[TableRequest, Expression | None]:
    """The request with what its view says where the request itself says nothing, and the view's condition.

    Raises:
        RefusedError: `registers.view.unknown`.
    """
    view = view_named(ledger, request.view)
    if view is None:
        return request, None
    filled = replace(
        request,
        columns=request.columns or view.columns,
        sums=request.sums or view.sums,
        sort=request.sort or tuple(Sorting(each.field, each.down) for each in view.sort),
        group_by=request.group_by or view.group_by,
    )
    return filled, view.where


def saved_views(user: User, register: Register) -> QuerySet[SavedView]:
    """Views the person has saved, and those others share."""
    mine = Q(saved_by=user) | Q(is_shared=True)
    return SavedView.objects.filter(mine, register=register).select_related("saved_by")


def request_of(view: SavedView, *, page: int = 1) -> TableRequest:
    """The request a saved view stands for."""
    return request_from(view.request, page=page)

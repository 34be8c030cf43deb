"""What a person has been granted, and the tree of units in which grants hold.

Within `asked_once()` the database is asked for each of them once: a page asks about rights again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from nianlun.apps.people.models import Grant, Unit, User


class HeldGrant(NamedTuple):
    """A grant that stands."""

    area: str
    role: str
    path: str
    """Of its unit; it holds for all units whose path begins so."""


_ANSWERS: ContextVar[dict[object, Any] | None] = ContextVar("answers about rights", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Remember the answers within the block; nothing in it may change units or grants."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def held_grants(user: User) -> tuple[HeldGrant, ...]:
    """The grants of a user that stand; none of whoever may not sign in."""
    if not user.is_authenticated or not user.is_active:
        return ()
    return _once(("grants", user.pk), lambda: _grants(user))


def unit_paths() -> Mapping[int, str]:
    """The path of every unit, by number."""
    return _once("paths", lambda: dict(Unit.objects.order_by().values_list("pk", "path")))


def _grants(user: User) -> tuple[HeldGrant, ...]:
    rows = Grant.objects.filter(user=user, revoked_at__isnull=True).order_by("pk")
    return tuple(HeldGrant(*row) for row in rows.values_list("area", "role", "unit__path"))


def _once(question: object, ask: Callable[[], Any]) -> Any:
    answers = _ANSWERS.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return answers[question]

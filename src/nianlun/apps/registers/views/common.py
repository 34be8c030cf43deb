"""What every page of a register begins with: the register as this person may see it, and the frame around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Role
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at a register."""

    key: str
    label: str | Promise
    address: str
    here: bool


def language() -> Language:
    """The language of the page."""
    return Language.of(get_language() or "")


def today() -> date:
    """The day, in the time zone of the site."""
    return timezone.localtime().date()


def register_named(key: str) -> Register:
    """A register by its key.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    found = Register.objects.select_related("current", "maintainer").filter(key=key).first()
    if found is None:
        raise RefusedError("registers.register.missing", key=key)
    return found


def ledger_named(request: HttpRequest, key: str) -> Ledger:
    """A register as the signed-in person may see it.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    return ledger_for(request.user, register_named(key), today=today())


def frame(ledger: Ledger, here: str) -> dict[str, Any]:
    """What the frame around every page of a register shows."""
    register, definition, standing = ledger.register, ledger.definition, ledger.standing
    return {
        "register": register,
        "definition": definition,
        "tabs": tabs(ledger, here),
        "may_keep": bool(standing.reach(Role.KEEP)) and register.closed_at is None,
        "may_review": bool(standing.reach(Role.REVIEW)),
        "may_administer": bool(standing.reach(Role.ADMINISTER)),
        "stages": definition.stages,
    }


def tabs(ledger: Ledger, here: str) -> list[Tab]:
    """The ways to look at a register that its definition allows."""
    definition = ledger.definition
    seen = [each for each in definition.fields if ledger.reach(each) and not each.hidden]
    offered = [
        ("table", _("Table"), True),
        ("board", _("Board"), bool(definition.stages)),
        ("calendar", _("Calendar"), bool(definition.milestones or definition.update)),
        ("map", _("Map"), any(each.kind == "place" for each in seen)),
        ("definition", _("Definition"), True),
    ]
    return [
        Tab(key, label, reverse(f"registers:{key}", args=[ledger.register.key]), key == here)
        for key, label, is_offered in offered
        if is_offered
    ]

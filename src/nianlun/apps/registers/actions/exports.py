"""Leaving the house: that a register was exported is itself an event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register


@transaction.atomic
def record_export(*, register: Register, form: str, by: User, at: datetime) -> None:
    """Note that somebody took what he sees of a register away as a file."""
    record("register.exported", register, by=by, at=at, unit=register.maintainer, form=form)

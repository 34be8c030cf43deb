"""Writing the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from nianlun.apps.audit.clients import CLIENT_ADDRESS
from nianlun.apps.audit.models import Event


def record(
    kind: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    unit: models.Model | None = None,
    **detail: Any,
) -> Event:
    """Write what was done to the subject; call it inside the transaction of the act.

    Raises:
        RuntimeError: outside a transaction, where the row could survive a failed act.
    """
    if not transaction.get_connection().in_atomic_block:
        message = f"{kind} is recorded outside a transaction"
        raise RuntimeError(message)
    return Event.objects.create(
        at=at,
        by=by,
        kind=kind,
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=str(subject.pk),
        subject_label=str(subject)[:200],
        unit=unit,
        detail=detail,
        client_address=CLIENT_ADDRESS.get(),
    )

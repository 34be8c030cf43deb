"""The log of use: every file that leaves the library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.models import Document
from nianlun.apps.people.models import User


@transaction.atomic
def record_downloads(
    *, documents: Iterable[Document], form: str, by: User, at: datetime, **detail: object
) -> int:
    """Write for each document that it left, in which form and with how many others; gives their number."""
    taken = list(documents)
    for document in taken:
        record(
            "document.downloaded",
            document,
            by=by,
            at=at,
            unit=document.unit,
            form=form,
            together=len(taken),
            **detail,
        )
    return len(taken)

"""What the registers answer when something beside them asks."""

from __future__ import annotations

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from nianlun.apps.registers.models import Attachment, ImportBatch, Version

FILE_FIELD = '"kind":"file"'
"""How a field for files stands in the canonical text of a definition."""


def bytes_are_kept(*, sha256: str, **_more: Any) -> bool:
    """Whether an attachment, a sheet that was brought in or a field of any version holds these bytes."""
    if Attachment.objects.filter(sha256=sha256).exists():
        return True
    if ImportBatch.objects.filter(sha256=sha256).exists():
        return True
    with_files = Version.objects.filter(definition__definition__contains=FILE_FIELD)
    return with_files.annotate(text=Cast("values", TextField())).filter(text__contains=sha256).exists()

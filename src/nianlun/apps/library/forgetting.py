"""Deleting bytes that nobody refers to any more."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from nianlun.apps.library.models import ImportItem, Source
from nianlun.apps.library.signals import bytes_wanted
from nianlun.apps.library.stores import file_store

TO_COME = (ImportItem.State.WAITING, ImportItem.State.FAILED)
"""Items of deliveries that are read yet, or may be tried again."""


def forget_after_commit(sha256: str) -> None:
    """Delete bytes once it is certain that the rows which named them are gone."""
    transaction.on_commit(partial(forget, sha256))


def forget(sha256: str) -> None:
    """Delete bytes, unless another file of the library, a delivery or another app needs them."""
    if Source.objects.filter(sha256=sha256).exists():
        return
    if ImportItem.objects.filter(sha256=sha256, state__in=TO_COME).exists():
        return
    if any(answer for _, answer in bytes_wanted.send(sender=Source, sha256=sha256)):
        return
    file_store().remove(sha256)

"""The log of use: every file that leaves the library, as far as the quota of its taker goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from nianlun.apps.audit.actions import record
from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.panels import documents_of_file
from nianlun.apps.library.queries.quotas import allowance, quota_of
from nianlun.apps.library.stores import file_store
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def record_downloads(
    *, documents: Iterable[Document], form: str, by: User, at: datetime, **detail: object
) -> int:
    """Write for each document that it left, in which form and with how many others; gives their number.

    Call it before anything is handed out. All may leave, or none.

    Raises:
        RefusedError: `library.download.quota` with what is used, allowed and asked for, and when it renews.
    """
    taken = list(documents)
    refuse_beyond_quota(taken, by, at)
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


def take_source(*, document: Document, by: User, at: datetime) -> BinaryIO:
    """Hand out the file a document came in; all its documents leave with it, and count.

    Raises:
        RefusedError: `library.source.not_allowed`, `library.source.parts_closed`, `library.download.quota`.
        FileNotFoundError: its bytes are gone.
    """
    taken = documents_of_file(by, document)
    content = file_store().open(document.source.sha256)
    try:
        record_downloads(documents=taken, form="source", by=by, at=at)
    except RefusedError:
        content.close()
        raise
    return content


def refuse_beyond_quota(documents: Iterable[Document], by: User, at: datetime) -> None:
    """Stop what is more than the person may take today.

    Raises:
        RefusedError: `library.download.quota`.
    """
    if quota_of(by) is None:
        return
    User.objects.select_for_update().get(pk=by.pk)  # two downloads at once are counted one after the other
    may = allowance(by, at)
    asked = may.asked(document.pk for document in documents)
    if may.most is None or may.used + asked <= may.most or not asked:
        return
    raise RefusedError(
        "library.download.quota",
        used=may.used,
        allowed=may.most,
        asked=asked,
        renews=f"{timezone.localtime(may.renews_at):%Y-%m-%d %H:%M}",
    )

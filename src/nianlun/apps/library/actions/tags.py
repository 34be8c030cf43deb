"""Words people file documents under."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.importing.storing import tags_named
from nianlun.apps.library.indexing import touch
from nianlun.apps.library.models import Document, Tag
from nianlun.apps.library.rights import document_to_change
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

LONGEST = 50
MOST = 30


def cleaned(names: Iterable[str]) -> list[str]:
    """The words without what is empty or doubled.

    Raises:
        RefusedError: `library.tag.too_long`, `library.tag.too_many`.
    """
    words = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    for word in words:
        if len(word) > LONGEST:
            raise RefusedError("library.tag.too_long", name=word, most=LONGEST)
    if len(words) > MOST:
        raise RefusedError("library.tag.too_many", most=MOST)
    return words


@transaction.atomic
def set_tags(*, document_id: int, names: Iterable[str], by: User, at: datetime) -> list[Tag]:
    """Give a document exactly these tags; new words become tags.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`, `library.tag.too_long`,
            `library.tag.too_many`.
    """
    words = cleaned(names)
    document = document_to_change(document_id, by)
    before = sorted(document.tags.values_list("name", flat=True))
    if sorted(words) != before:
        document.tags.set(tags_named(words))
        touch(document.pk)
        record(
            "document.tagged", document, by=by, at=at, unit=document.unit, before=before, after=sorted(words)
        )
    return list(document.tags.order_by("name"))


@transaction.atomic
def tag_documents(*, documents: Iterable[Document], name: str, by: User, at: datetime) -> int:
    """Add one tag to many documents; gives the number of those that did not have it.

    Raises:
        RefusedError: as `set_tags`; then none gets it.
    """
    added = 0
    words = cleaned([name])
    for each in documents:
        document = document_to_change(each.pk, by)
        before = sorted(document.tags.values_list("name", flat=True))
        after = sorted({*before, *words})
        if after != before:
            set_tags(document_id=document.pk, names=after, by=by, at=at)
            added += 1
    return added

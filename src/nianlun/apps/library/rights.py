"""Who may change a document; asked by every action that does."""

from __future__ import annotations

from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.documents import editable, is_system, readable
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


def document_to_change(document_id: int, by: User) -> Document:
    """A document under a row lock; call it inside the transaction of the change.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`.
    """
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise RefusedError("library.document.missing", id=document_id)
    if not is_system(by) and not editable(by).filter(pk=document_id).exists():
        known = readable(by).filter(pk=document_id).exists()
        raise RefusedError(
            "library.document.not_allowed" if known else "library.document.missing", id=document_id
        )
    return document

"""What people mended, and what lost its place when a document was read again."""

from __future__ import annotations

from django.db.models import QuerySet

from nianlun.apps.library.models import Correction, Document
from nianlun.apps.library.queries.documents import editable
from nianlun.apps.people.models import User


def corrections_of(document: Document) -> QuerySet[Correction]:
    """Corrections of one document, withdrawn ones too, the latest first."""
    return (
        Correction.objects.filter(document=document).select_related("made_by", "withdrawn_by").order_by("-pk")
    )


def orphaned_corrections(user: User) -> QuerySet[Correction]:
    """Corrections whose place was not found again when the document was reread; a person must decide."""
    return (
        Correction.objects.filter(document__in=editable(user), withdrawn_at__isnull=True, orphaned=True)
        .select_related("document", "made_by")
        .defer("document__text")
        .order_by("-pk")
    )

"""What people mended, and what lost its place when a document was read again."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from nianlun.apps.library.models import Commitment, Correction, Document, Figure
from nianlun.apps.library.queries.documents import editable
from nianlun.apps.library.queries.open_text import closed_bits, open_to, with_parts_closed_to
from nianlun.apps.people.models import User


def corrections_of(user: User, document: Document) -> QuerySet[Correction]:
    """Corrections of one document, withdrawn ones too, the latest first.

    Where parts are closed to the person, only those of the document itself and of findings he may see.
    """
    found = Correction.objects.filter(document=document).select_related("made_by", "withdrawn_by")
    if closed_bits(user, document):
        here = {name: OuterRef(name) for name in ("document", "start", "end")}
        figures = open_to(user, Figure.objects.filter(**here))
        commitments = open_to(user, Commitment.objects.filter(**here))
        found = found.filter(
            Q(target=Correction.Target.META)
            | Q(target=Correction.Target.FIGURE) & Exists(figures)
            | Q(target=Correction.Target.COMMITMENT) & Exists(commitments)
        )
    return found.order_by("-pk")


def orphaned_corrections(user: User) -> QuerySet[Correction]:
    """Corrections whose place was not found again when the document was reread; a person must decide.

    Of documents he may read whole: a place that is lost cannot be said to lie outside a closed part.
    """
    return (
        Correction.objects.filter(document__in=editable(user), withdrawn_at__isnull=True, orphaned=True)
        .exclude(document__in=with_parts_closed_to(user))
        .select_related("document", "made_by")
        .defer("document__text")
        .order_by("-pk")
    )

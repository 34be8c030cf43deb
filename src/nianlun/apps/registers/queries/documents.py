"""Documents of the library linked to an entry, those the person may read."""

from __future__ import annotations

from nianlun.apps.library.queries.documents import readable
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Entry, EntryDocument


def documents_of(user: User, entry: Entry) -> list[EntryDocument]:
    """The links with their documents, in the order in which they were made; one query."""
    links = EntryDocument.objects.filter(
        entry=entry, unlinked_at__isnull=True, document__in=readable(user).values("pk")
    )
    return list(links.select_related("document__unit").defer("document__text", "document__signature"))

"""The switch of the digest mails on a person's account page."""

from __future__ import annotations

from django.conf import settings

from nianlun.apps.library.queries.digests import mails_of, wish_of
from nianlun.apps.people.models import User
from nianlun.apps.people.panels import Panel


def digest_panel(user: User) -> Panel:
    """Whether he gets the mails, where, and how the last ones went; two queries."""
    shown = {
        "wish": wish_of(user),
        "mails": mails_of(user),
        "hour": settings.DIGEST_HOUR,
        "only_filed": not settings.EMAIL_HOST,
    }
    return Panel("library/_digest_panel.html", shown)

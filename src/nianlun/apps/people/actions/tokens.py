"""Tokens by which programs act for a user."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import ApiToken, User
from nianlun.apps.people.queries import token_digest

TOKEN_MARK = "nianlun_"  # noqa: S105
"""Every token begins with it, so that one left in a text can be recognised."""
USE_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def issue_token(
    *, user: User, name: str, by: User, at: datetime, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token; returns its row and the token itself, which is kept nowhere."""
    token = TOKEN_MARK + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user, name=name, digest=token_digest(token), created_at=at, expires_at=expires_at
    )
    record("token.issued", row, by=by, at=at, unit=user.unit, user=user.pk)
    return row, token


@transaction.atomic
def revoke_token(*, token_id: int, by: User, at: datetime) -> ApiToken:
    """End a token; a second time changes nothing."""
    row = ApiToken.objects.select_for_update(of=("self",)).select_related("user__unit").get(pk=token_id)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = at, by
        row.save(update_fields=["revoked_at", "revoked_by"])
        record("token.revoked", row, by=by, at=at, unit=row.user.unit, user=row.user_id)
    return row


def note_use(*, token_id: int, at: datetime) -> None:
    """Remember that a token was used, at most once in five minutes; this is no act and leaves no event."""
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - USE_NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token_id).update(last_used_at=at)

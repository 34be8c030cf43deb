"""Asking for the digest by e-mail, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from nianlun.apps.audit.actions import record
from nianlun.apps.library.models import DigestWish
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

LONGEST = 254


@transaction.atomic
def ask_for_digest(*, address: str, by: User, at: datetime) -> DigestWish:
    """Send the additions of each day to an address, from those of today on; another address takes the place.

    Raises:
        RefusedError: `library.digest.address`.
    """
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise RefusedError("library.digest.address", address=address[:LONGEST]) from error
    if len(address) > LONGEST:
        raise RefusedError("library.digest.address", address=address[:LONGEST])
    wish = DigestWish.objects.select_for_update().filter(user=by).first()
    if wish is not None and wish.address == address:
        return wish
    if wish is None:
        wish = DigestWish(user=by, since_on=timezone.localdate(at))
    wish.address = address
    wish.save()
    record("digest.asked", by, by=by, at=at, unit=by.unit)
    return wish


@transaction.atomic
def end_digest(*, by: User, at: datetime) -> bool:
    """Send no more; a second time changes nothing."""
    removed, _ = DigestWish.objects.filter(user=by).delete()
    if removed:
        record("digest.ended", by, by=by, at=at, unit=by.unit)
    return bool(removed)

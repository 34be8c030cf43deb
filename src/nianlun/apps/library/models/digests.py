"""Who wants the additions of each day by e-mail, and which mail of which day has gone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DigestWish(models.Model):
    """A member wants the digest by e-mail; without this row he does not."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_wish")
    address = models.EmailField(max_length=254)
    since_on = models.DateField()
    """The first day whose additions are sent."""

    def __str__(self) -> str:
        return f"{self.user_id}: {self.since_on}"


class DigestMail(models.Model):
    """The digest of one day for one member: there is one row of it, and it is settled once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_mails")
    day = models.DateField()
    due_at = models.DateTimeField()
    """When it may be tried; whoever tries it moves this on first, so that nobody else does."""
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    """When the mail server took it, or nothing was found to tell."""
    documents = models.PositiveIntegerField(null=True)
    """How many additions it tells; 0: there were none, and no mail was sent."""
    fault = models.CharField(max_length=80, blank=True)
    """Sort of failure of the last attempt, without what the server said."""

    class Meta:
        ordering = ("-day", "pk")
        constraints = (
            models.UniqueConstraint("user", "day", name="digest_once_per_day"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, documents__isnull=True)
                | Q(settled_at__isnull=False, documents__isnull=False),
                name="digest_settled_with_its_number",
            ),
        )
        indexes = (models.Index(F("due_at"), name="digest_due", condition=Q(settled_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.day}"

"""What a user may do in which unit, and the tokens he gives to programs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models.units import Unit
from nianlun.apps.people.models.users import User


class Area(models.TextChoices):
    """Fields of work in which rights are given; an app adds its own."""

    ALL = "all", _("All areas")
    LIBRARY = "library", _("Library")
    REGISTERS = "registers", _("Registers")
    INDICATORS = "indicators", _("Indicators")
    PEOPLE = "people", _("Units and users")
    AUDIT = "audit", _("Audit trail")


ALL_AREAS = Area.ALL.value
"""The area of a grant that holds for every field of work."""


class Role(models.TextChoices):
    """What a grant allows; each but `read` allows reading too."""

    READ = "read", _("Read")
    KEEP = "keep", _("Keep")
    REVIEW = "review", _("Review")
    SUPERVISE = "supervise", _("Supervise")
    ADMINISTER = "administer", _("Administer")


def together(name: str, *, prefix: str) -> models.CheckConstraint:
    """The rule that `x_at` and `x_by` are both set or both empty."""
    at, by = f"{prefix}_at__isnull", f"{prefix}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=name
    )


class Grant(models.Model):
    """A user may act in a role, in an area of work, for a unit and all units below it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    area = models.SlugField(_("Area"), max_length=40, default=ALL_AREAS)
    granted_at = models.DateTimeField(_("Granted"))
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("user", "pk")
        constraints = (
            models.UniqueConstraint(
                "user", "unit", "role", "area", condition=Q(revoked_at__isnull=True), name="grant_once"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_known"),
            together("grant_granted_at_with_by", prefix="granted"),
            together("grant_revoked_at_with_by", prefix="revoked"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}/{self.area} @ {self.unit_id}"


class ApiToken(models.Model):
    """A secret by which a program acts as a user; only its digest is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("Name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256 of the token, in hexadecimal."""
    created_at = models.DateTimeField(_("Created"), default=timezone.now)
    last_used_at = models.DateTimeField(_("Last used"), null=True, blank=True)
    expires_at = models.DateTimeField(_("Expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            together("token_revoked_at_with_by", prefix="revoked"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at")),
                name="token_expires_after_creation",
            ),
        )

    def __str__(self) -> str:
        return self.name

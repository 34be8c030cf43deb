"""Registers, the versions of their definitions, and where the index keeps each field."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Unit
from nianlun.apps.people.models.rights import together
from nianlun.define.model.secrecy import Secrecy


class Register(models.Model):
    """A ledger; what it asks for stands in the versions of its definition."""

    class Source(models.TextChoices):
        """Where the definition comes from."""

        SHIPPED = "shipped", _("Pack that comes with Nianlun")
        COUNTY = "county", _("Pack of the county")
        BROWSER = "browser", _("Built in the browser")

    key = models.SlugField(_("Key"), max_length=60, unique=True)
    number = models.PositiveIntegerField(default=0)
    """Its number in the pack, never reused there."""
    pack = models.CharField(_("Pack"), max_length=60)
    label = models.CharField(_("Name"), max_length=120)
    label_en = models.CharField(_("Name in English"), max_length=120, blank=True)
    secrecy = models.CharField(
        _("Secrecy"),
        max_length=20,
        choices=[(each.value, each.value) for each in Secrecy],
        default="internal",
    )
    maintainer = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """The unit that answers for the ledger as a whole."""
    source = models.CharField(max_length=10, choices=Source)
    current = models.ForeignKey("RegisterVersion", models.PROTECT, null=True, blank=True, related_name="+")
    """The published definition; none while the register is only a draft."""
    order = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """A closed register can be read, and nothing is added."""

    class Meta:
        ordering = ("order", "pk")
        constraints = (together("register_closed_at_with_by", prefix="closed"),)

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.label_en if english and self.label_en else self.label


class RegisterVersion(models.Model):
    """A definition as it was published, or is being drafted; entries point at the one they were made with."""

    class Status(models.TextChoices):
        """Where a definition stands."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    register = models.ForeignKey(Register, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    """Canonical text of the definition; `nianlun.apps.registers.definitions` reads it."""
    digest = models.CharField(max_length=64)
    """SHA-256 of that text."""
    pack_version = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("register_id", "number")
        constraints = (
            models.UniqueConstraint("register", "number", name="register_version_once"),
            models.UniqueConstraint(
                "register", condition=Q(status="published"), name="register_version_published_once"
            ),
            models.UniqueConstraint(
                "register", condition=Q(status="draft"), name="register_version_draft_once"
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False),
                name="register_version_published_when",
            ),
            together("register_version_published_at_with_by", prefix="published"),
        )

    def __str__(self) -> str:
        return f"{self.register_id}/{self.number}"


class FieldSlot(models.Model):
    """The column of the index that holds a field; once given, it stays with the field."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="slots")
    field = models.PositiveIntegerField()
    """Lasting number of the field."""
    type = models.CharField(max_length=10)
    """`text`, `number`, `date`, or `code` for choices and for yes and no."""
    part = models.PositiveSmallIntegerField(default=0)
    """A period takes two columns, for its first day and its last."""
    column = models.CharField(max_length=4)
    """`t1`, `t25`, `n3`, `d2`: a column of `IndexRow`."""

    class Meta:
        ordering = ("register_id", "field", "type", "part")
        constraints = (
            models.UniqueConstraint("register", "field", "type", "part", name="field_slot_once"),
            models.UniqueConstraint("register", "column", name="field_slot_column_once"),
        )

    def __str__(self) -> str:
        return f"{self.register_id}/{self.field}: {self.column}"

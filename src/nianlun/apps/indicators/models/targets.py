"""Targets that people have set or taken out of a document; those of packs stand in the packs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.models import Commitment, Document
from nianlun.apps.people.models import Unit
from nianlun.apps.people.models.rights import together


class Target(models.Model):
    """What an indicator is to reach in a year, who set it and where it is written."""

    class Setter(models.TextChoices):
        """Who set it."""

        NATION = "nation", _("The nation")
        PROVINCE = "province", _("The province")
        CITY = "city", _("The city")
        COUNTY = "county", _("The county")
        UNIT = "unit", _("The unit itself")

    class Comparator(models.TextChoices):
        """When it is reached."""

        AT_LEAST = "at_least", _("At least")
        AT_MOST = "at_most", _("At most")

    indicator = models.SlugField(max_length=80)
    """Key of the indicator."""
    setter = models.CharField(_("Set by"), max_length=10, choices=Setter)
    year = models.PositiveSmallIntegerField(_("Year"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """None for the whole."""
    value = models.DecimalField(_("Value"), max_digits=30, decimal_places=8)
    """In `measure`; a ratio for indicators in percent."""
    measure = models.CharField(_("Unit of measure"), max_length=20, blank=True)
    """Empty means the indicator's."""
    comparator = models.CharField(max_length=8, choices=Comparator, default=Comparator.AT_LEAST)
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, null=True, blank=True, related_name="indicator_targets"
    )
    """The promise it was made of; a new reading of the document may take it away, the passage stays."""
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="indicator_targets"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    """Where the passage begins in the document."""
    source = models.CharField(_("Document"), max_length=300, blank=True)
    """Title of the document, in words."""
    passage = models.CharField(_("Passage"), max_length=1000, blank=True)
    """Its words, kept as they stood."""
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    """Why it was withdrawn."""

    class Meta:
        ordering = ("indicator", "year", "setter", "pk")
        constraints = (
            models.UniqueConstraint(
                "indicator",
                "setter",
                "year",
                "unit",
                condition=Q(confirmed_at__isnull=False, withdrawn_at__isnull=True, unit__isnull=False),
                name="target_once_for_a_unit",
            ),
            models.UniqueConstraint(
                "indicator",
                "setter",
                "year",
                condition=Q(confirmed_at__isnull=False, withdrawn_at__isnull=True, unit__isnull=True),
                name="target_once_for_the_whole",
            ),
            together("target_confirmed_at_with_by", prefix="confirmed"),
            together("target_withdrawn_at_with_by", prefix="withdrawn"),
            models.CheckConstraint(
                condition=Q(setter__in=("nation", "province", "city", "county", "unit")),
                name="target_setter_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.get_setter_display()}"

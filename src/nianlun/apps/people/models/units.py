"""The tree of units, the persons in them, and the posts they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is in the order of government."""

    COUNTY = "county", _("County")
    BUREAU = "bureau", _("Bureau")
    TOWN = "town", _("Town")
    STREET = "street", _("Street")
    VILLAGE = "village", _("Village or community")
    INSTITUTION = "institution", _("Institution")


class Unit(models.Model):
    """A county, bureau, town, street, village or institution; a node of the tree."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=UnitKind.choices)
    path = models.CharField(max_length=200, editable=False, db_index=True)
    """Numbers of all units from the root to this one, as `/1/5/`; kept right by the actions."""
    order = models.PositiveIntegerField(_("Order"), default=0)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_units",
        verbose_name=_("Merged into"),
    )
    """The unit that took over; what was this one's stays its own, and stands below the other in the tree."""

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint("parent", "name", name="unit_name_once_per_parent"),
            models.UniqueConstraint("name", condition=Q(parent__isnull=True), name="unit_name_once_at_root"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(closed_on__isnull=False),
                name="unit_merged_is_closed",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for a root, 1 for its children, and so on."""
        return self.path.count("/") - 2


class FormerName(models.Model):
    """What a unit was called until a day."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names")
    name = models.CharField(_("Name"), max_length=120, db_index=True)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    until_on = models.DateField(_("Until"))
    """The last day, included."""

    class Meta:
        ordering = ("unit", "-until_on")
        constraints = (models.UniqueConstraint("unit", "until_on", name="former_name_once_a_day"),)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who works somewhere or can be called; need not be able to sign in."""

    name = models.CharField(_("Name"), max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="persons")
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A place in a unit that is held by persons, one after the other."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(_("Title"), max_length=80)

    class Meta:
        ordering = ("unit", "title")
        constraints = (models.UniqueConstraint("unit", "title", name="post_once_per_unit"),)

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """A person holds a post, as holder A, holder B or stand-in, from a day until a day."""

    class Rank(models.TextChoices):
        """In which place he is called."""

        A = "A", _("Holder A")
        B = "B", _("Holder B")
        STAND_IN = "stand_in", _("Stand-in")

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    rank = models.CharField(_("Rank"), max_length=10, choices=Rank.choices)
    since_on = models.DateField(_("Since"))
    until_on = models.DateField(_("Until"), null=True, blank=True)
    """The last day, included."""

    class Meta:
        ordering = ("post", "rank", "since_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="holding_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.post_id}: {self.person_id} ({self.rank})"

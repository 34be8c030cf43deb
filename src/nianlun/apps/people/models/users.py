"""Those who can sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models.units import Person, Unit

SYSTEM_USERNAME = "system"
"""The account by which the command line and the clock act."""


class User(AbstractBaseUser):
    """An account. What it may do is said by its grants, never by a flag here."""

    username = models.CharField(
        _("User name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("There is a user of that name already.")},
    )
    display_name = models.CharField(_("Displayed name"), max_length=80)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="users")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="users")
    """Where he works; he may always read there."""
    language = models.CharField(_("Language"), max_length=10, blank=True)
    """A language code, or empty for the language of the site."""
    must_change_password = models.BooleanField(_("Must change the password"), default=False)
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_at = models.DateTimeField(_("Joined"), default=timezone.now, editable=False)
    visited_at = models.DateTimeField(null=True, editable=False)
    """When he last looked at the start page."""
    visited_before_at = models.DateTimeField(null=True, editable=False)
    """When the visit before this one ended; empty during the first."""

    objects: ClassVar[BaseUserManager[User]] = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        if self.username == SYSTEM_USERNAME:
            return gettext("System")
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """The name shown on pages."""
        return str(self)

    def get_short_name(self) -> str:
        """The name shown where there is little room."""
        return str(self)

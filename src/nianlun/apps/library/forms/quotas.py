"""Quotas of downloads, and the filter of the log of use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.labels import choices
from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.forms.units import UnitField
from nianlun.apps.people.models import Role, User
from nianlun.apps.people.queries import units_in_order, units_of

MOST_A_DAY = 1_000_000


class UseForm(Styled, forms.Form):
    """Whose downloads, of what, in which form, of which days."""

    person = forms.CharField(label=_("Person"), required=False, max_length=80)
    document = forms.CharField(label=_("Document"), required=False, max_length=200)
    form = forms.ChoiceField(label=_("Form"), required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = choices("download_form", empty=_("All"))  # type: ignore[attr-defined]


class QuotaForm(Styled, forms.Form):
    """For one person by his user name, or for a role in a unit."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        required=False,
        help_text=_("For one person. Leave it empty to set the quota of a role."),
    )
    unit = UnitField(
        label=_("Unit"), required=False, help_text=_("Holds for all who work in it or below it.")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        required=False,
        help_text=_("The highest role a person holds in the library; without any, he reads."),
    )
    documents_a_day = forms.IntegerField(
        label=_("Documents a day"),
        min_value=0,
        max_value=MOST_A_DAY,
        help_text=_("A document taken several times on one day counts once. 0 closes downloads."),
    )

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units_of(by, Role.ADMINISTER, "library")
        self.fields["unit"].offer(units_in_order(self.units))  # type: ignore[attr-defined]

    def clean_username(self) -> User | None:
        """The person, where he works in a unit that is administered."""
        name = self.cleaned_data["username"].strip()
        if not name:
            return None
        user = User.objects.filter(username=name, unit__in=self.units).select_related("unit").first()
        if user is None:
            raise forms.ValidationError(_("No user of that name works in a unit you administer."))
        return user

"""Users and their rights."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.areas import area_choices
from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.forms.units import UnitField
from nianlun.apps.people.models import Area, Role, Unit


class UserForm(Styled, forms.Form):
    """Who a user is and where he works."""

    display_name = forms.CharField(label=_("Displayed name"), max_length=80)
    unit = UnitField(label=_("Unit"))

    def __init__(self, *args: object, units: Iterable[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)


class NewUserForm(UserForm):
    """A new user."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Used to sign in: letters, digits and @/./+/-/_ only."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Right in the library of this unit"),
        required=False,
        choices=[("", _("None (reads their own unit only)")), *Role.choices],
    )

    field_order = ["username", "display_name", "unit", "role"]


class GrantForm(Styled, forms.Form):
    """A right for a unit and all below it."""

    unit = UnitField(label=_("Unit, with all below it"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    area = forms.ChoiceField(label=_("Area"), choices=Area.choices, initial=Area.LIBRARY)

    def __init__(self, *args: object, units: Iterable[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)
        self.fields["area"].choices = area_choices()


class UserFilter(Styled, forms.Form):
    """Which users the list shows."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    unit = UnitField(label=_("Unit"), required=False)

    def __init__(self, *args: object, units: Iterable[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units, nothing=_("All"))

"""Signing in, choosing a password, naming a token."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.forms.styled import Styled


class SignInForm(Styled, AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("User name and password do not belong together. Mind capital letters."),
        "inactive": _("This account is closed. Ask the administrator of your unit."),
    }


class PasswordForm(Styled, PasswordChangeForm):
    """The old password and, twice, the new one."""

    field_order = ["old_password", "new_password1", "new_password2"]

    def clean_new_password2(self) -> str:
        """A one-time password must not become the lasting one."""
        password = self.cleaned_data.get("new_password2", "")
        if password and password == self.cleaned_data.get("old_password"):
            raise forms.ValidationError(
                _("Choose a password that differs from the present one."), code="same"
            )
        return password


class TokenForm(Styled, forms.Form):
    """What a token is for, and how long it lasts."""

    name = forms.CharField(label=_("What the token is for"), max_length=80)
    days = forms.TypedChoiceField(
        label=_("How long it lasts"),
        coerce=int,
        initial=90,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
    )

"""What is asked before a report is composed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import units_of
from nianlun.apps.reports.queries import AREA, templates
from nianlun.define.errors import BadValueError
from nianlun.define.reading.periods import Period, read_period
from nianlun.define.words import Language, label_of


class ComposeForm(Styled, forms.Form):
    """Which paper, for whom, as of which day."""

    template = forms.ChoiceField(label=_("Paper"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    as_of = forms.DateField(
        label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    period = forms.CharField(
        label=_("Period"), required=False, help_text=_("2023, 2023-Q3 or 2023-09; empty: the usual one.")
    )

    def __init__(self, *args: Any, user: User, language: Language, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["template"].choices = [
            (key, label_of(each.definition, language)) for key, each in templates().items()
        ]
        self.fields["unit"].queryset = Unit.objects.filter(
            pk__in=units_of(user, Role.KEEP, AREA), closed_on__isnull=True
        ).order_by("path")

    def clean_as_of(self) -> date:
        """No day that has not come."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_period(self) -> Period | None:
        """A span somebody can read."""
        try:
            return read_period(self.cleaned_data["period"]) if self.cleaned_data["period"] else None
        except BadValueError as error:
            raise forms.ValidationError(_("This is no period.")) from error

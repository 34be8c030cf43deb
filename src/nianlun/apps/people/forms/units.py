"""Units."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.models import Unit, UnitKind

INDENT = "\u3000"


def unit_choices(units: Iterable[Unit]) -> list[tuple[int, str]]:
    """Units for a list to choose from, set in by their depth below the highest of them."""
    units = list(units)
    top = min((unit.depth for unit in units), default=0)
    return [(unit.pk, INDENT * (unit.depth - top) + unit.name) for unit in units]


class UnitField(forms.ChoiceField):
    """One of the units that the user may choose; cleans to the unit."""

    units: dict[int, Unit] = {}

    def offer(self, units: Iterable[Unit], *, nothing: str = "") -> None:
        """Set what can be chosen; `nothing` is the name of choosing none."""
        units = list(units)
        self.units = {unit.pk: unit for unit in units}
        self.choices = ([("", nothing)] if nothing else []) + unit_choices(units)

    def clean(self, value: str) -> Unit | None:
        """The chosen unit, or none."""
        chosen = super().clean(value)
        return self.units[int(chosen)] if chosen else None


class UnitForm(Styled, forms.Form):
    """A new unit, or what has changed about one."""

    parent = UnitField(label=_("Belongs to"))
    name = forms.CharField(label=_("Name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    order = forms.IntegerField(
        label=_("Place among its neighbours"), min_value=0, max_value=10_000, initial=0, required=False
    )
    closed_on = forms.DateField(
        label=_("Closed on"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: object, units: Iterable[Unit], root: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].required = not root
        self.fields["parent"].offer(units, nothing=_("None: it is the highest") if root else "")

    def clean_order(self) -> int:
        """An empty place is the first."""
        return self.cleaned_data["order"] or 0


class RenameForm(Styled, forms.Form):
    """What a unit is called from a day on."""

    name = forms.CharField(label=_("New name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    since_on = forms.DateField(
        label=_("Called so since"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class MergeForm(Styled, forms.Form):
    """The unit that takes over, and since when."""

    into = UnitField(label=_("The unit that takes over"))
    on = forms.DateField(label=_("Closed on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: object, units: Iterable[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].offer(units)

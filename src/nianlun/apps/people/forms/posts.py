"""Persons, posts, and who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.forms.units import UnitField
from nianlun.apps.people.models import Holding, Person, Post, Unit


class PersonForm(Styled, forms.Form):
    """Somebody who works in a unit."""

    name = forms.CharField(label=_("Name"), max_length=80)
    unit = UnitField(label=_("Unit"))
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)


class PostForm(Styled, forms.Form):
    """A post of a unit."""

    unit = UnitField(label=_("Unit"))
    title = forms.CharField(label=_("Title"), max_length=80)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)


class HoldingForm(Styled, forms.Form):
    """Who holds a post from a day on."""

    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none())
    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    rank = forms.ChoiceField(label=_("Rank"), choices=Holding.Rank.choices)
    since_on = forms.DateField(
        label=_("Since"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = list(units)
        self.fields["post"].queryset = Post.objects.filter(unit__in=units).select_related("unit")
        self.fields["post"].label_from_instance = lambda post: f"{post.unit} {post.title}"
        self.fields["person"].queryset = Person.objects.filter(unit__in=units).select_related("unit")
        self.fields["person"].label_from_instance = lambda person: f"{person.name}（{person.unit}）"

    def clean(self) -> dict[str, Any]:
        """Nobody stops before he begins."""
        given = super().clean() or {}
        since, until = given.get("since_on"), given.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("The last day comes before the first."))
        return given

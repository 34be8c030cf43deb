"""Closing a part of a text, and opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.models import Access
from nianlun.apps.library.parting.places import Stretch
from nianlun.apps.people.forms.styled import Styled

INDENT = "\u3000"
ACCESS_WORDS = (
    (Access.UNIT, _("Unit: the unit and the units above it")),
    (Access.PRIVATE, _("Private: only the owner")),
)


class ClosePartForm(Styled, forms.Form):
    """A heading with what stands under it, or a place in characters; who may still read it, and why."""

    section = forms.ChoiceField(
        label=_("A section"),
        required=False,
        help_text=_("The heading and all that stands under it. Or give the place in characters below."),
    )
    start = forms.IntegerField(label=_("From character"), min_value=0, required=False)
    end = forms.IntegerField(label=_("To character"), min_value=1, required=False)
    access = forms.ChoiceField(label=_("Who may still read it"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Shown in the history to those who may read the part."),
    )

    def __init__(self, sections: Sequence[Stretch], levels: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["access"].choices = [  # type: ignore[attr-defined]
            (access, words) for access, words in ACCESS_WORDS if access in levels
        ]
        if not sections:
            del self.fields["section"]
            return
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            ("", _("none")),
            *((f"{each.start}-{each.end}", f"{INDENT * each.depth}{each.name[:60]}") for each in sections),
        ]

    def clean(self) -> dict[str, Any]:
        """The place as `start` and `end`, also where a section was chosen."""
        given = super().clean() or {}
        if given.get("section"):
            start, _dash, end = given["section"].partition("-")
            given |= {"start": int(start), "end": int(end)}
        elif given.get("start") is None or given.get("end") is None:
            raise forms.ValidationError(_("Choose a section, or say from which character to which."))
        return given


class LiftPartForm(Styled, forms.Form):
    """Why a part is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=500)

"""Mending what the reader found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.actions.corrections import COMMITMENT_FIELDS, FIGURE_FIELDS, META_FIELDS
from nianlun.apps.library.labels import choices, label
from nianlun.apps.people.forms.styled import Styled, class_of

RECKONED = frozenset({"base_value", "base_upper", "base_unit"})
"""Follow from value and unit, so nobody types them."""
NOTHING = "—"
GROUPS = {
    ("figure", "role"): ("role", None),
    ("figure", "kind"): ("figure_kind", None),
    ("commitment", "kind"): ("commitment_kind", None),
    ("commitment", "comparator"): ("comparator", NOTHING),
    ("meta", "level"): ("level", NOTHING),
    ("meta", "kind"): ("kind", NOTHING),
    ("meta", "field"): ("field", NOTHING),
}
"""Fields that take one of some slugs: group of their words, and the word for none."""
EXAMPLES = {
    "value": _("As printed: 50, 33.33, 1/3; empty for a placeholder such as XX"),
    "unit": _("As printed, with 万 and 亿: 亿元, 个, %"),
    "period": _("2023, 2023-10 or 2023-01/2023-10"),
    "as_of": _("2023-10-20 or 2023-10"),
    "due": _("2024, 2024-06 or 2024-12-31"),
    "dated": _("2023-12-08, to the precision printed"),
    "indicator": _("What is measured, in the words of the sentence"),
}


class FindingForm(Styled, forms.Form):
    """Fields of a finding and the reason why they are changed; `fields_given` are those that changed."""

    names: tuple[str, ...] = ()
    target = ""
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Stands in the history; the next reader of the document sees it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names:
            field = _field(name, self.target)
            field.widget.attrs["class"] = class_of(field.widget)
            self.fields[name] = field
        self.order_fields([*self.names, "reason"])

    @property
    def fields_given(self) -> dict[str, object]:
        """Names and new values of what a person changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.names}


def _field(name: str, target: str) -> forms.Field:
    text = label("finding_field", name)
    if (target, name) in GROUPS:
        group, nothing = GROUPS[target, name]
        return forms.ChoiceField(label=text, choices=choices(group, empty=nothing), required=False)
    if name in {"year", "plan_year"}:
        return forms.IntegerField(label=text, required=False, min_value=1900, max_value=2200)
    longest = 500 if name == "title" else 200
    return forms.CharField(label=text, required=False, max_length=longest, help_text=EXAMPLES.get(name, ""))


class FigureForm(FindingForm):
    """A figure."""

    names = tuple(name for name in FIGURE_FIELDS if name not in RECKONED)
    target = "figure"


class CommitmentForm(FindingForm):
    """A commitment."""

    names = COMMITMENT_FIELDS
    target = "commitment"


class MetaForm(FindingForm):
    """What the document says of itself."""

    names = META_FIELDS
    target = "meta"


class ReasonForm(Styled, forms.Form):
    """Why something is taken out."""

    reason = forms.CharField(label=_("Reason"), max_length=500)

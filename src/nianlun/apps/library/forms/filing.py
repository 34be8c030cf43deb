"""Rights, tags, deliveries, saved searches, outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.labels import choices
from nianlun.apps.library.models import Access, Outcome
from nianlun.apps.people.forms.styled import Styled
from nianlun.apps.people.forms.units import UnitField
from nianlun.apps.people.models import Unit, User
from nianlun.apps.people.queries import units_in_order, units_of

LONGEST_TAG = 50


def writable_units(user: User) -> list[Unit]:
    """Units in which the person may keep documents, as a tree is read."""
    return units_in_order(units_of(user, "keep", "library"))


def split_words(text: str) -> list[str]:
    """Words between commas, also Chinese ones, each once."""
    for sign in "，、；;\n":
        text = text.replace(sign, ",")
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


class TagsField(forms.CharField):
    """Tags between commas."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Tags"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("Several with commas between them."))
        super().__init__(**kwargs)

    def clean(self, value: str) -> list[str]:  # type: ignore[override]
        """The tags as a list."""
        words = split_words(super().clean(value))
        if any(len(word) > LONGEST_TAG for word in words):
            raise forms.ValidationError(
                _("A tag has at most %(most)s characters."), params={"most": LONGEST_TAG}
            )
        return words


class SeveralFiles(forms.ClearableFileInput):
    """A box that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All the files of a delivery."""

    widget = SeveralFiles

    def clean(self, value: Sequence[UploadedFile], initial: object = None) -> list[UploadedFile]:  # type: ignore[override]
        """Every file by itself."""
        files = list(value) if isinstance(value, list | tuple) and value else [value or None]
        return [super(FilesField, self).clean(each, initial) for each in files]


class ImportForm(Styled, forms.Form):
    """A delivery of files."""

    files = FilesField(
        label=_("Files"), allow_empty_file=True, help_text=_("txt, docx, pdf, html; or a zip of them.")
    )
    unit = UnitField(label=_("Unit"))
    access = forms.ChoiceField(label=_("Access"), choices=Access.choices, initial=Access.UNIT)
    tags = TagsField()

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(writable_units(user))


class RightsForm(Styled, forms.Form):
    """Who may read a document, and whose it is."""

    access = forms.ChoiceField(label=_("Access"), choices=Access.choices)
    unit = UnitField(label=_("Unit"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(writable_units(user))


class TagsForm(Styled, forms.Form):
    """All the tags of a document."""

    tags = TagsField()


class BulkForm(Styled, forms.Form):
    """One change to many documents; what is left empty stays as it is."""

    tag = forms.CharField(label=_("Add a tag"), max_length=LONGEST_TAG, required=False)
    access = forms.ChoiceField(
        label=_("Set access"), choices=choices("access", empty=_("leave as it is")), required=False
    )


class SearchNameForm(Styled, forms.Form):
    """The name of a saved search."""

    name = forms.CharField(label=_("Name"), max_length=100)


class OutcomeForm(Styled, forms.Form):
    """What became of a commitment."""

    verdict = forms.ChoiceField(label=_("Outcome"), choices=Outcome.Verdict.choices)
    figure = forms.IntegerField(required=False, min_value=1)

"""What a person hands over to be checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.originality.checking import MOST_CHARACTERS
from nianlun.apps.people.forms.styled import Styled


class TextForm(Styled, forms.Form):
    """A text, pasted or as a file."""

    title = forms.CharField(
        label=pgettext_lazy("document", "Title"),
        required=False,
        max_length=300,
        help_text=_("What the report is called; empty for the name of the file, or the time."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=format_lazy(_("Up to {most} characters."), most=MOST_CHARACTERS),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,.pdf,.html,.htm"}),
        help_text=_("Word (docx), text, PDF or HTML. The file is read and not kept."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        has_text, has_file = bool((given.get("text") or "").strip()), bool(given.get("file"))
        if not self.errors and has_text == has_file:
            words = (
                _("Paste a text or choose a file, not both.")
                if has_text
                else _("Paste a text, or choose a file.")
            )
            raise forms.ValidationError(words)
        return given

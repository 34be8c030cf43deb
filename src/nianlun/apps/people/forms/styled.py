"""Bootstrap's classes on the fields of a form."""

from __future__ import annotations

from django import forms


class Styled:
    """Mixin of a form: each field gets the class its widget needs."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", class_of(field.widget))


def class_of(widget: forms.Widget) -> str:
    """The class that makes a widget look like the others."""
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"

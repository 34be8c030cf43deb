"""What can be chosen in the boxes of the builder: parts of the register itself, and words every register knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.define.check.references import DATES, NUMBERS, TEXTS, WHENS
from nianlun.define.describe_words import SPANS, secrecy_words
from nianlun.define.every import Every
from nianlun.define.kinds.text_formats import FORMATS
from nianlun.define.kinds.unit import UNIT_KINDS
from nianlun.define.model import Secrecy
from nianlun.define.model.views import ViewKind
from nianlun.define.words import Language, either, label_of

Offered = list[tuple[str, str]]

LAYOUTS = {
    ViewKind.TABLE: pgettext_lazy("view", "Table"),
    ViewKind.BOARD: pgettext_lazy("view", "Board"),
    ViewKind.CALENDAR: pgettext_lazy("view", "Calendar"),
    ViewKind.MAP: pgettext_lazy("view", "Map"),
}
SHAPES = {"point": _("a point"), "line": _("a line"), "area": _("an area")}
ALWAYS = {
    "stage": _("Stage"),
    "class": _("List"),
    "unit": _("Kept by"),
    "code": _("Number"),
    "updated": _("Brought up to date"),
}
"""Columns every register has besides its fields."""


def offers_of(plain: Mapping[str, Any], language: Language) -> dict[str, Offered]:
    """What can be chosen in each sort of list."""
    fields: Sequence[Mapping[str, Any]] = plain.get("fields", ())
    always = [(key, str(words)) for key, words in ALWAYS.items()]
    every = [(each.value, either(language, SPANS[each][0], SPANS[each][1])) for each in Every]
    own = _of_kinds(fields, ("unit",), language)
    return {
        "fields": _parts(fields, language),
        "whens": _of_kinds(fields, WHENS, language),
        "dates": _of_kinds(fields, DATES, language),
        "numbers": _of_kinds(fields, NUMBERS, language),
        "texts": _of_kinds(fields, TEXTS, language),
        "units": [("unit", str(ALWAYS["unit"])), *own],
        "columns": [*_parts(fields, language), *always],
        "groupings": [
            *always[:3],
            *_of_kinds(fields, ("choice", "yes_no", "person", "period"), language),
            *own,
        ],
        "stages": _parts(plain.get("stages", ()), language),
        "classes": _parts(plain.get("classes", ()), language),
        "groups": _parts(plain.get("groups", ()), language),
        "all_spans": every,
        "spans": every[1:],
        "unit_kinds": [(key, either(language, *words)) for key, words in UNIT_KINDS.items()],
        "secrecies": [(each.value, secrecy_words(each, language)) for each in Secrecy],
        "formats": [(key, label_of(each, language)) for key, each in FORMATS.items()],
        "shapes": [(key, str(words)) for key, words in SHAPES.items()],
        "layouts": [(each.value, str(words)) for each, words in LAYOUTS.items()],
    }


def _parts(parts: Iterable[Mapping[str, Any]], language: Language) -> Offered:
    return [
        (each["key"], either(language, each.get("label", ""), each.get("label_en", "")) or each["key"])
        for each in parts
        if each.get("key")
    ]


def _of_kinds(fields: Iterable[Mapping[str, Any]], kinds: Sequence[str], language: Language) -> Offered:
    return _parts((each for each in fields if each.get("kind") in kinds), language)

"""What the templates of the library say again and again."""

from __future__ import annotations

from decimal import Context, Decimal
from urllib.parse import urlencode

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from nianlun.apps.library.labels import finding_label, label
from nianlun.apps.library.models import Correction, Figure, SavedSearch
from nianlun.apps.library.parting.placeholders import part_reader

register = template.Library()
SHOWN_DIGITS = 8
"""Digits of a number people read; the export has them all."""


@register.filter
def label_of(slug: object, group: str) -> str | Promise:
    """The word for a slug: `{{ figure.role|label_of:"role" }}`."""
    return label(group, slug)


@register.filter
def changes(correction: Correction) -> list[tuple[str | Promise, str | Promise, str | Promise]]:
    """What a correction changed: name of the field, what stood there, what stands there now."""
    return [
        (
            label("finding_field", name),
            finding_label(correction.target, name, correction.before.get(name)),
            finding_label(correction.target, name, value),
        )
        for name, value in correction.fields.items()
    ]


@register.filter(name="part_reader")
def part_reader_of(access: str) -> str:
    """Who may read a closed part: `{{ part.access|part_reader }}`."""
    return part_reader(access)


@register.filter
def note(figure: Figure) -> str:
    """What a figure says, on one line: indicator, value, role, period."""
    qualifier = f"（{figure.qualifier}）" if figure.qualifier else ""
    parts = (
        figure.indicator or "",
        f"{figure.text}{qualifier}",
        str(label("role", figure.role)),
        figure.period or "",
        figure.setter or "",
        figure.basis or "",
    )
    return " · ".join(part for part in parts if part)


@register.filter
def plain(value: Decimal | float | None) -> str:
    """A number without the zeros of its storage, with thousands apart."""
    if value is None:
        return ""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    number = Context(prec=SHOWN_DIGITS).create_decimal(number).normalize()
    exponent = number.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{number:,.{min(places, 6)}f}"


@register.filter
def alike(share: float | None) -> str:
    """How alike two texts are: 99.6 %, and 100 % only where nothing differs."""
    if share is None:
        return ""
    return "100 %" if share >= 1 else f"{min(share * 100, 99.9):.1f} %"


@register.filter
def whole_percent(share: float | None) -> int:
    """A share from 0 to 1 in hundredths, for a bar of progress."""
    return int((share or 0) * 100)


@register.filter
def marked(parts: list[tuple[str, bool]]) -> SafeString:
    """Pieces of text, those that were found in `<mark>`."""
    return format_html_join("", "{}{}{}", ((MARK[found][0], piece, MARK[found][1]) for piece, found in parts))


MARK = {True: (SafeString("<mark>"), SafeString("</mark>")), False: ("", "")}


@register.filter
def words_of(text: str) -> list[str]:
    """The words of a literal: `{% for state in "waiting done"|words_of %}`."""
    return text.split()


@register.filter
def query_of(saved: SavedSearch) -> str:
    """The query string of a kept search."""
    return urlencode(saved.query, doseq=True)


@register.filter
def whole(text: str) -> int:
    """A whole number out of an address, 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@register.filter
def is_number(cell: object) -> bool:
    """Whether a cell of a table is a number."""
    return isinstance(cell, int | float | Decimal)


@register.filter
def cell_number(cell: Decimal | float) -> str:
    """A number of a table; what looks like a year stays without a comma."""
    if isinstance(cell, int) and 1900 <= cell <= 2200:
        return str(cell)
    return plain(cell)


@register.filter
def in_bytes(size: int | None) -> str:
    """A size in units people say: 88.3 KB."""
    amount = float(size or 0)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"

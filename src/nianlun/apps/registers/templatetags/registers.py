"""What the templates of the registers say again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.table import TableRow
from nianlun.apps.registers.recording.faults import ValueFault
from nianlun.define.kinds import KINDS
from nianlun.define.messages import words_of
from nianlun.define.model import FieldDef
from nianlun.define.problems import Problem
from nianlun.define.words import Labelled, Language, label_of

register = template.Library()
LONGEST_CELL = 60
"""Characters of a long text that a table shows."""


def _language() -> Language:
    return Language.of(get_language() or "")


@register.filter
def label(thing: Labelled | None) -> str:
    """The label of a part of a definition, in the language of the page."""
    return label_of(thing, _language()) if thing is not None else ""


@register.filter
def labels(things: Iterable[Labelled]) -> str:
    """The labels of several."""
    between = ", " if _language() is Language.ENGLISH else "、"
    return between.join(label_of(each, _language()) for each in things)


@register.filter
def help_of(field: FieldDef) -> str:
    """What to write in a field, in the language of the page."""
    return field.help_en if _language() is Language.ENGLISH and field.help_en else field.help


@register.filter
def description_of(thing: Any) -> str:
    """What a register or a list is for, in the language of the page."""
    return (
        thing.description_en
        if _language() is Language.ENGLISH and thing.description_en
        else thing.description
    )


@register.simple_tag
def shown(field: FieldDef, value: Any, names: Any) -> str:
    """A stored reading in words."""
    return KINDS[field.kind].show(value, field.options, _language(), names)


@register.simple_tag
def cell(row: TableRow, field: FieldDef, names: Any) -> str:
    """A cell of a table; a long text is cut."""
    return _cut(row.show(field, _language(), names))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - 1] + "…"


@register.filter
def is_number(field: FieldDef) -> bool:
    """Whether the readings of a field stand at the right."""
    return KINDS[field.kind].cell(field.options).type == "number"


@register.simple_tag
def cells(row: TableRow, fields: Iterable[FieldDef], names: Any, *, may_write: bool) -> SafeString:
    """The readings of a row, each in its cell: a page has hundreds, too many for the language of templates."""
    language, writes = _language(), may_write and row.is_living
    found = [_cell(row, field, names, language, writes=writes) for field in fields]
    return mark_safe("".join(found))  # noqa: S308 - every word in it is escaped


def _cell(row: TableRow, field: FieldDef, names: Any, language: Language, *, writes: bool) -> str:
    begins = f'<td class="{"number" if is_number(field) else "cell-words"} kind-{field.kind}"'
    if field.key in row.hidden:
        return f'{begins}><span class="soft" title="{escape(gettext("Not for you to see"))}">···</span></td>'
    if writes and field.kind not in ("computed", "file"):
        begins += f' data-field="{escape(field.key)}" tabindex="-1"'
    return f"{begins}>{escape(_cut(row.show(field, language, names)))}</td>"


@register.filter
def fault_words(fault: ValueFault) -> str:
    """Why a reading cannot stand."""
    return fault.words(get_language() or "zh-hans")


@register.filter
def plain(value: Decimal | float | None) -> str:
    """A number with its thousands apart."""
    return (
        ""
        if value is None
        else f"{value:,f}".rstrip("0").rstrip(".")
        if "." in f"{value:f}"
        else f"{value:,}"
    )


@register.filter
def pick(values: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key, or None."""
    return values.get(key)


@register.filter
def stored(value: Decimal) -> str:
    """A sum as a reading of its field would be stored."""
    return f"{value:f}"


CHANGES = {
    "added": pgettext_lazy("definition", "Added"),
    "removed": pgettext_lazy("definition", "Removed"),
    "vanished": pgettext_lazy("definition", "Gone without a trace"),
    "renamed": pgettext_lazy("definition", "Renamed"),
    "altered": pgettext_lazy("definition", "Altered"),
    "narrowed": pgettext_lazy("definition", "Narrowed"),
    "kind_changed": pgettext_lazy("definition", "Another kind"),
    "moves_changed": pgettext_lazy("definition", "Other steps"),
}


@register.filter
def change_words(action: str) -> str:
    """What happened to a part of a definition."""
    return str(CHANGES.get(action, action))


@register.filter
def title_of(row: TableRow, ledger: Ledger) -> str:
    """What an entry is called, as far as the person may see it; else its number."""
    field = ledger.definition.field_by_key.get(ledger.definition.title)
    if field is None or field.key in row.hidden:
        return row.code
    return row.show(field, _language(), ledger.names) or row.code


@register.filter
def problem_words(problem: Problem) -> str:
    """What is wrong with a definition, and what would mend it."""
    return words_of(problem.slug, problem.values, _language())


COLOURS = {
    "grey": _("grey"),
    "blue": _("blue"),
    "cyan": _("cyan"),
    "green": _("green"),
    "yellow": _("yellow"),
    "orange": _("orange"),
    "red": _("red"),
    "purple": _("purple"),
}


@register.filter
def colour_words(colour: str) -> str:
    """What a colour is called."""
    return str(COLOURS.get(colour, colour))

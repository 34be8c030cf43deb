"""Small tags that every template can use without loading them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.core.paginator import Page
from django.utils.translation import get_language

from nianlun.apps.audit.models import Event
from nianlun.apps.people.areas import area_choices
from nianlun.apps.people.importing import BadPeopleCell
from nianlun.apps.people.models import Area, Grant
from nianlun.kernel.errors import NianlunError, RefusedError
from nianlun.kernel.messages import message_of
from nianlun.web.acts import act_in_words

register = template.Library()


@register.filter
def elided(page: Page) -> Iterable[int | str]:
    """Numbers of the pages near this one, of the first and the last, and dots between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def in_words(error: NianlunError) -> str:
    """A failure in the language of the page."""
    return message_of(error, get_language() or "")


@register.filter
def percent(ratio: float | None) -> str:
    """A ratio from 0 to 1 as a percentage with one decimal place."""
    return "" if ratio is None else f"{ratio * 100:.1f} %"


@register.filter
def act(event: Event) -> str:
    """What was done, in words."""
    return act_in_words(event.kind)


@register.filter
def area_in_words(grant: Grant) -> str:
    """The field of work of a right."""
    labels = dict(Area.choices)
    return str(
        labels[grant.area] if grant.area in labels else dict(area_choices()).get(grant.area, grant.area)
    )


@register.filter
def of(values: Mapping[object, object], key: object) -> object:
    """The value of a key, or nothing."""
    return values.get(key, "")


@register.filter
def bad_cell_words(cell: BadPeopleCell) -> str:
    """Why a cell of a sheet cannot be taken."""
    return message_of(RefusedError(cell.slug, **cell.values), get_language() or "")

"""What people call a kind, level or field of work, in every language of the site."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils import translation

from nianlun.apps.library.labels import label
from nianlun.text.kinds import FIELDS, KINDS


@cache
def names_of(group: str, slug: str) -> tuple[str, ...]:
    """The slug itself and its words."""
    names = [slug]
    known = {"kind": KINDS, "field": FIELDS}.get(group, {}).get(slug)
    if known is not None:
        names += [known.label, known.english]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names.append(str(label(group, slug)))
    return tuple(dict.fromkeys(names))

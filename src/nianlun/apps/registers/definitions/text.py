"""A definition as canonical text and back; the text is what the database keeps and what is digested."""

from __future__ import annotations

import json
from collections import OrderedDict
from datetime import date
from hashlib import sha256

from nianlun.apps.registers.models import RegisterVersion
from nianlun.define.bind import Binder
from nianlun.define.errors import PacksError
from nianlun.define.export import plain
from nianlun.define.model import Register as Definition
from nianlun.define.nodes import from_plain

DEFINITIONS_AT_HAND = 256
"""How many read definitions a process keeps."""


def text_of(definition: Definition) -> str:
    """Its canonical text."""
    return json.dumps(
        plain(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )


def digest_of_text(text: str) -> str:
    """SHA-256 of a definition's text."""
    return sha256(text.encode()).hexdigest()


def read_text(text: str) -> Definition:
    """The definition a text says.

    Raises:
        PacksError: it says none, which only happens to a text changed behind the application's back.
    """
    binder = Binder()
    definition: Definition = binder.bind(Definition, from_plain(json.loads(text)), "register")
    if binder.problems:
        raise PacksError(tuple(binder.problems))
    return definition


_AT_HAND: OrderedDict[str, Definition] = OrderedDict()


def definition_of(version: RegisterVersion) -> Definition:
    """The definition of a row, known again by its digest; the text is only fetched where it is not at hand."""
    found = _AT_HAND.get(version.digest)
    if found is None:
        found = _AT_HAND[version.digest] = read_text(version.definition)
        if len(_AT_HAND) > DEFINITIONS_AT_HAND:
            _AT_HAND.popitem(last=False)
    return found

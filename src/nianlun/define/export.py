"""Definitions back to plain values and canonical YAML, which load to the same definitions again."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ruamel.yaml import YAML

from nianlun.define.catalog import PackContents
from nianlun.define.expressions.tree import Expression
from nianlun.define.sections import PACK, SECTIONS

WIDTH = 110
"""Characters of a line."""


def plain(thing: Any) -> Any:
    """A definition as mappings, lists and scalars, without what is as by default."""
    if isinstance(thing, Expression):
        return thing.source
    if isinstance(thing, StrEnum):
        return thing.value
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return _object(thing)
    if isinstance(thing, Mapping):
        return {key: plain(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [plain(each) for each in thing]
    if isinstance(thing, Decimal):
        return int(thing) if thing == thing.to_integral_value() else f"{thing:f}"
    return thing


def _object(thing: Any) -> Any:
    found: dict[str, Any] = {}
    short = ""
    for each in dataclasses.fields(thing):
        value = getattr(thing, each.name)
        if "inline" in each.metadata:
            found |= _object(value)
        elif not _default(each, value):
            found[each.name] = plain(value)
        if each.metadata.get("shorthand"):
            short = each.name
    return found[short] if short and set(found) == {short} else found


def _default(each: dataclasses.Field[Any], value: Any) -> bool:
    if each.default is not dataclasses.MISSING:
        return bool(value == each.default and type(value) is type(each.default))
    return each.default_factory is not dataclasses.MISSING and value == each.default_factory()


def plain_pack(contents: PackContents) -> dict[str, Any]:
    """A whole pack as one file would hold it."""
    found: dict[str, Any] = {PACK: plain(contents.pack)}
    for section in SECTIONS:
        things = plain(getattr(contents, section))
        if things:
            found[section] = things
    return found


def to_yaml(things: Mapping[str, Any]) -> str:
    """Canonical YAML of plain values."""
    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = WIDTH
    writer.representer.ignore_aliases = lambda _: True
    stream = io.StringIO()
    writer.dump(dict(things), stream)
    return stream.getvalue()


def export_pack(contents: PackContents) -> str:
    """A pack as one file that loads to the same pack, changes of other packs merged in."""
    return to_yaml(plain_pack(contents))


def digest_of(thing: Any) -> str:
    """SHA-256 of a definition, the same whenever the definition is."""
    text = json.dumps(
        plain(thing), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain_date
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain_date(thing: Any) -> str:
    if isinstance(thing, date):
        return thing.isoformat()
    raise TypeError(type(thing))

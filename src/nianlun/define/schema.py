"""JSON Schema of definition files, for editors: made from the dataclasses, with their words."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import textwrap
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from nianlun.define.bind import hints_of, parts_of_union
from nianlun.define.expressions.tree import Expression
from nianlun.define.extend import PARTS, WHOLE
from nianlun.define.kinds import KINDS
from nianlun.define.model import FieldDef, Pack, Register
from nianlun.define.sections import CHANGES, PACK, SECTIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema."""


def file_schema() -> dict[str, Any]:
    """Schema of a file of a pack."""
    made: dict[str, Any] = {}
    properties = {PACK: _object(Pack, made)}
    for section, cls in SECTIONS.items():
        properties[section] = {"type": "array", "items": _object(cls, made)}
    properties[CHANGES] = {"type": "array", "items": _change(made)}
    return {
        "$schema": DIALECT,
        "title": "Nianlun pack",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": made,
    }


@cache
def words_under(cls: type) -> Mapping[str, str]:
    """The line beneath each field of a dataclass."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    found: dict[str, str] = {}
    name = ""
    for part in getattr(tree, "body", ()):
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            name = part.target.id
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and name:
            found[name] = " ".join(str(part.value.value).split())
            name = ""
    return found


def _object(cls: type, made: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a definition class, made once."""
    reference = {"$ref": f"#/$defs/{cls.__name__}"}
    if cls.__name__ in made:
        return reference
    made[cls.__name__] = {}
    schema = _field(made) if cls is FieldDef else _plain_object(cls, made)
    short = next((each for each in dataclasses.fields(cls) if each.metadata.get("shorthand")), None)
    made[cls.__name__] = {"anyOf": [{"type": "string"}, schema]} if short else schema
    return reference


def _plain_object(cls: type, made: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": inspect.getdoc(cls),
        "additionalProperties": False,
        "required": [each.name for each in dataclasses.fields(cls) if _needed(each)],
        "properties": _properties(cls, made),
    }


def _needed(each: dataclasses.Field[Any]) -> bool:
    no_default = each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    return no_default and "inline" not in each.metadata


def _properties(cls: type, made: dict[str, Any]) -> dict[str, Any]:
    words = words_under(cls)
    return {
        each.name: _value(hints_of(cls)[each.name], made) | {"description": words.get(each.name, "")}
        for each in dataclasses.fields(cls)
        if "inline" not in each.metadata
    }


def _field(made: dict[str, Any]) -> dict[str, Any]:
    """A field: what all share, and for each kind its own options."""
    common = _plain_object(FieldDef, made)
    shared = common["properties"] | {"kind": {"enum": list(KINDS), "description": "Key of the field kind."}}
    variants = []
    for kind in KINDS.values():
        needed = [each.name for each in dataclasses.fields(kind.options) if _needed(each)]
        own = _properties(kind.options, made)
        variants.append(
            {
                "title": kind.label,
                "type": "object",
                "additionalProperties": False,
                "required": [*common["required"], *needed],
                "properties": {**shared, **own, "kind": {"const": kind.key, "description": kind.label_en}},
            }
        )
    return {"description": common["description"], "oneOf": variants}


def _value(hint: Any, made: dict[str, Any]) -> dict[str, Any]:
    allowed = parts_of_union(hint)
    if len(allowed) > 1:
        options = [_value(each, made) for each in allowed if each is not types.NoneType]
        return options[0] if len(options) == 1 else {"anyOf": options}
    wanted = allowed[0]
    origin = typing.get_origin(wanted)
    if origin is tuple:
        return {"type": "array", "items": _value(typing.get_args(wanted)[0], made)}
    if origin is Mapping or wanted is Any:
        return {"type": "object"} if origin is Mapping else {}
    if wanted is Expression:
        return {"type": ["string", "boolean", "number"]}
    if isinstance(wanted, type) and dataclasses.is_dataclass(wanted):
        return _object(wanted, made)
    if issubclass(wanted, StrEnum):
        return {"enum": [each.value for each in wanted]}
    known: dict[Any, dict[str, Any]] = {
        str: {"type": ["string", "number", "boolean"]},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        Decimal: {"type": ["number", "string"]},
        date: {"type": "string", "format": "date"},
    }
    return dict(known[wanted])


def _change(made: dict[str, Any]) -> dict[str, Any]:
    """A change to a register of another pack."""
    register = _properties(Register, made)
    parts = {part: register[part] for part in PARTS}
    keyed = {"type": "array", "items": {"type": "object", "required": ["key"]}}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["register"],
        "properties": {
            "register": {"type": "string"},
            "hide": {"type": "array", "items": {"type": "string"}},
            "add": {"type": "object", "additionalProperties": False, "properties": parts},
            "alter": {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(PARTS, keyed),
            },
            **{name: register[name] for name in sorted(WHOLE)},
        },
    }

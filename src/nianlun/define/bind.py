"""Trees to frozen definitions: keys, types and nothing else; the dataclasses say what a file may hold.

A part that cannot be read is reported and replaced by something harmless, so that the other rules still run.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from nianlun.define.expressions.errors import ExpressionError
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.tree import Expression, Literal
from nianlun.define.kinds import KINDS
from nianlun.define.nodes import Map, Node, Scalar, Seq, names_of, to_plain
from nianlun.define.problems import Place, Problem
from nianlun.define.suggest import listed, nearest

TRUE = Expression("true", Literal(value=True))
"""Stands in for an expression that cannot be read."""


@cache
def hints_of(cls: type) -> dict[str, Any]:
    """Types of a definition's fields."""
    return typing.get_type_hints(cls)


def parts_of_union(hint: Any) -> tuple[Any, ...]:
    """The types a hint allows, None among them; one where it is no union."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return typing.get_args(hint)
    return (hint,)


class Binder:
    """Binds the trees of one load, and remembers problems and places."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self.blocks: set[str] = set()

    def say(self, slug: str, place: Place, path: str, **values: Any) -> None:
        """Write a problem down."""
        self.problems.append(Problem(slug, place, path, values))

    def bind(self, cls: type, node: Node, path: str) -> Any:
        """An object of a definition class; None where the tree is nothing of the sort."""
        self.places[path] = node.place
        short = next((f for f in dataclasses.fields(cls) if f.metadata.get("shorthand")), None)
        if isinstance(node, Scalar) and short is not None and node.value is not None:
            return cls(**{short.name: self.value(hints_of(cls)[short.name], node, path)})
        if not isinstance(node, Map):
            self.say("define.key.not_mapping", node.place, path)
            return None
        return self._object(cls, node, path)

    def _object(self, cls: type, node: Map, path: str) -> Any:
        known: dict[str, Any] = {}
        inline = next((f for f in dataclasses.fields(cls) if "inline" in f.metadata), None)
        options = self._options_class(node, path) if inline else None
        names = [f.name for f in dataclasses.fields(cls) if f is not inline]
        extra = [f.name for f in dataclasses.fields(options)] if options else []
        for pair in node.pairs:
            here = f"{path}.{pair.key}"
            self.places[here] = pair.place
            if pair.key not in names and pair.key not in extra and not (inline and options is None):
                every = [*names, *extra]
                values = {"key": pair.key, "suggestion": nearest(pair.key, every), "known": listed(every)}
                self.say("define.key.unknown", pair.place, here, **values)
            elif pair.key in names:
                known[pair.key] = self.value(hints_of(cls)[pair.key], pair.node, here)
        for each in dataclasses.fields(cls):
            if each.name not in known and each is not inline and _needed(each):
                self.say("define.key.missing", node.place, path, key=each.name)
                known[each.name] = _harmless(hints_of(cls)[each.name])
        if inline:
            options = options or KINDS["text"].options
            kept = tuple(pair for pair in node.pairs if pair.key in extra)
            known[inline.name] = self._object(options, dataclasses.replace(node, pairs=kept), path)
            known["kind"] = known["kind"] if known.get("kind") in KINDS else "text"
        return cls(**known)

    def _options_class(self, node: Map, path: str) -> type | None:
        """Class of a field's options; None where its kind is not known."""
        kind = node.text("kind")
        if kind in KINDS:
            return KINDS[kind].options
        at = node.get("kind")
        if at is not None:
            values = {"kind": kind, "suggestion": nearest(kind, KINDS), "known": listed(KINDS)}
            self.say("define.field.kind", at.place, f"{path}.kind", **values)
        return None

    def value(self, hint: Any, node: Node, path: str) -> Any:
        """A value of a hinted type."""
        allowed = parts_of_union(hint)
        if types.NoneType in allowed:
            if isinstance(node, Scalar) and node.value is None:
                return None
            allowed = tuple(each for each in allowed if each is not types.NoneType)
        if len(allowed) > 1:
            return self._plain_scalar(allowed, node, path)
        wanted = allowed[0]
        origin = typing.get_origin(wanted)
        if origin is tuple:
            return self._tuple(typing.get_args(wanted)[0], node, path)
        if origin is Mapping:
            return self._mapping(node, path)
        if dataclasses.is_dataclass(wanted) and isinstance(wanted, type) and wanted is not Expression:
            return self.bind(wanted, node, path)
        return self._scalar(wanted, node, path)

    def _tuple(self, hint: Any, node: Node, path: str) -> tuple[Any, ...]:
        if not isinstance(node, Seq):
            self.say("define.key.not_list", node.place, path)
            return ()
        found = [self.value(hint, item, f"{path}[{name}]") for name, item in names_of(node)]
        for name, item in names_of(node):
            self.places.setdefault(f"{path}[{name}]", item.place)
        return tuple(each for each in found if each is not None)

    def _mapping(self, node: Node, path: str) -> dict[str, Any]:
        if not isinstance(node, Map):
            self.say("define.key.not_mapping", node.place, path)
            return {}
        for pair in node.pairs:
            self.places[f"{path}.{pair.key}"] = pair.place
        return {pair.key: to_plain(pair.node) for pair in node.pairs}

    def _plain_scalar(self, allowed: tuple[Any, ...], node: Node, path: str) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, allowed):
            return node.value
        if isinstance(node, Scalar) and str in allowed:
            return node.text
        self.say("define.key.type", node.place, path, wanted="text", found=_kind_of(node))
        return None

    def _scalar(self, wanted: Any, node: Node, path: str) -> Any:
        if not isinstance(node, Scalar) or node.value is None:
            self.say("define.key.type", node.place, path, wanted=wanted.__name__, found=_kind_of(node))
            return _harmless(wanted)
        value = node.value
        if node.block:
            self.blocks.add(path)
        if wanted is str:
            return node.text
        if wanted is Expression:
            return self._expression(node, path)
        if issubclass(wanted, StrEnum):
            return self._member(wanted, node, path)
        if wanted is Decimal and isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        if wanted is Decimal and isinstance(value, str) and _is_decimal(value):
            return Decimal(value)
        if wanted is date and isinstance(value, str) and _is_date(value):
            return date.fromisoformat(value)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            self.say("define.key.type", node.place, path, wanted=wanted.__name__, found=node.text)
            return _harmless(wanted)
        return value

    def _expression(self, node: Scalar, path: str) -> Expression:
        try:
            return parse(node.text)
        except ExpressionError as error:
            self.say(error.slug, node.place, path, expression=node.text, **error.values)
            return TRUE

    def _member(self, wanted: type[StrEnum], node: Scalar, path: str) -> StrEnum:
        members = [each.value for each in wanted]
        if node.text in members:
            return wanted(node.text)
        values = {"found": node.text, "suggestion": nearest(node.text, members), "known": listed(members)}
        self.say("define.key.choice", node.place, path, **values)
        return next(iter(wanted))


def _needed(each: dataclasses.Field[Any]) -> bool:
    return each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING


def _harmless(hint: Any) -> Any:
    allowed = parts_of_union(hint)
    if types.NoneType in allowed:
        return None
    wanted = allowed[0]
    if typing.get_origin(wanted) is tuple:
        return ()
    if wanted is Expression:
        return TRUE
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return next(iter(wanted))
    made: dict[Any, Any] = {str: "", int: 0, bool: False, Decimal: Decimal(0), date: date(2000, 1, 1)}
    return made.get(wanted)


def _kind_of(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    return "[...]" if isinstance(node, Seq) else "{...}"


def _is_decimal(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

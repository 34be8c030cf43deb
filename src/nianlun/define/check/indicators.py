"""Indicators say what their kind needs, of registers, fields and indicators that are there."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.expressions import CONDITION, type_faults
from nianlun.define.check.measures import unknown_unit
from nianlun.define.check.paths import each_of
from nianlun.define.circles import circle_from
from nianlun.define.expressions.tree import names_in
from nianlun.define.expressions.types import NUMERIC, Type
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.define.problems import Fault, fault
from nianlun.define.scopes import scope_of, scope_of_indicators
from nianlun.define.suggest import listed, nearest

_KINDS = IndicatorKind
NEEDS: dict[IndicatorKind, tuple[str, ...]] = {
    _KINDS.COUNT: ("register",),
    _KINDS.SUM: ("register", "value"),
    _KINDS.AVERAGE: ("register", "value"),
    _KINDS.EXTREME: ("register", "value", "extreme"),
    _KINDS.SHARE: ("numerator", "denominator"),
    _KINDS.DIFFERENCE: ("numerator", "denominator"),
    _KINDS.GROWTH: ("of",),
    _KINDS.TO_DATE: ("of",),
    _KINDS.LATEST: ("register", "value", "date"),
    _KINDS.ENTERED: (),
    _KINDS.DERIVED: ("formula",),
}
"""What each kind must say."""
_TELLING = ("register", "where", "date", "value", "extreme", "numerator", "denominator", "of", "formula")
_COUNTED = ("register", "where", "date", "unit")


def check_indicators(catalog: Catalog) -> Iterator[Fault]:
    """Of every pack."""
    leads_to = {key: parts_of_indicator(each) for key, each in catalog.indicators.items()}
    for contents in catalog.packs:
        for path, each in each_of(contents.indicators, "indicators"):
            yield from _says(each, path)
            yield from _names(each, path, catalog)
            yield from _register(each, path, catalog)
            yield from unknown_unit(each.measure, f"{path}.measure", catalog)
            if each.formula is not None:
                scope = scope_of_indicators(catalog.indicators.values())
                yield from type_faults(each.formula, f"{path}.formula", scope, frozenset(NUMERIC))
            circle = circle_from(each.key, leads_to)
            if circle:
                yield fault("define.indicator.circle", path, circle=" → ".join(circle))


def parts_of_indicator(each: IndicatorDef) -> tuple[str, ...]:
    """Keys of the indicators it is reckoned from."""
    named = [each.numerator, each.denominator, each.of]
    if each.formula is not None:
        named += sorted(names_in(each.formula.tree))
    return tuple(name for name in named if name)


def _says(each: IndicatorDef, path: str) -> Iterator[Fault]:
    needed = NEEDS[each.kind]
    allowed = (*needed, *(_COUNTED if "register" in needed else ()))
    for name in needed:
        if not getattr(each, name):
            yield fault("define.indicator.needs", path, kind=each.kind, key=name)
    for name in _TELLING:
        if getattr(each, name) and name not in allowed:
            yield fault("define.indicator.useless", f"{path}.{name}", kind=each.kind, key=name)
    if each.extreme not in ("", "largest", "smallest"):
        near = nearest(each.extreme, ("largest", "smallest"))
        yield fault("define.indicator.extreme", f"{path}.extreme", key=each.extreme, suggestion=near)
    if each.kind in (IndicatorKind.SHARE, IndicatorKind.GROWTH) and each.measure != "%":
        yield fault("define.indicator.percent", f"{path}.measure", kind=each.kind)


def _names(each: IndicatorDef, path: str, catalog: Catalog) -> Iterator[Fault]:
    known = catalog.indicators
    for name in ("numerator", "denominator", "of"):
        key = getattr(each, name)
        if key and key not in known:
            near = nearest(key, known)
            yield fault(
                "define.reference.indicator", f"{path}.{name}", key=key, suggestion=near, known=listed(known)
            )


def _register(each: IndicatorDef, path: str, catalog: Catalog) -> Iterator[Fault]:
    if not each.register:
        return
    register = catalog.registers.get(each.register)
    if register is None:
        near = nearest(each.register, catalog.registers)
        known = listed(catalog.registers)
        yield fault(
            "define.reference.register", f"{path}.register", key=each.register, suggestion=near, known=known
        )
        return
    scope = scope_of(register)
    yield from type_faults(each.where, f"{path}.where", scope, CONDITION)
    yield from type_faults(each.value, f"{path}.value", scope, frozenset(NUMERIC))
    for name, types in (("date", (Type.DATE, Type.PERIOD)), ("unit", (Type.UNIT,))):
        key = getattr(each, name)
        if key and (key not in scope.names or scope.names[key].type not in types):
            fitting = [
                n for n, shape in scope.names.items() if shape.type in types and n not in ("today", "as_of")
            ]
            near = nearest(key, fitting)
            yield fault(
                "define.reference.field", f"{path}.{name}", key=key, suggestion=near, known=listed(fitting)
            )

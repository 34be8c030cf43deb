"""What expressions may speak of, for a register and for indicators."""

from __future__ import annotations

from collections.abc import Iterable

from nianlun.define.expressions.scope import WORDS, Scope
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds import KINDS
from nianlun.define.model import FieldDef, IndicatorDef, Register
from nianlun.kernel.measures import measure_of


def shape_of_field(field: FieldDef) -> Shape:
    """Type of a field in expressions."""
    return KINDS[field.kind].shape(field.options)


def scope_of(register: Register) -> Scope:
    """Fields, words, stages and lists of a register."""
    stages = tuple(each.key for each in register.stages)
    names = dict(WORDS) | {each.key: shape_of_field(each) for each in register.fields}
    if stages:
        names["stage"] = Shape(Type.CHOICE, stages)
    return Scope(names, stages, tuple(each.key for each in register.classes))


def shape_of_indicator(indicator: IndicatorDef) -> Shape:
    """Type of an indicator in formulas."""
    if indicator.measure == "%":
        return Shape(Type.RATIO)
    measure = measure_of(indicator.measure)
    if measure.kind == "money":
        return Shape(Type.MONEY, measure=measure.base_unit or "")
    return Shape(Type.NUMBER)


def scope_of_indicators(indicators: Iterable[IndicatorDef]) -> Scope:
    """Every indicator by its key."""
    return Scope({each.key: shape_of_indicator(each) for each in indicators})

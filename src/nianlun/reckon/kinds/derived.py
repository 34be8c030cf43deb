"""A formula over other indicators."""

from __future__ import annotations

from decimal import Decimal, localcontext

from nianlun.define.expressions.evaluate import evaluate
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.tree import Expression, names_in
from nianlun.define.expressions.types import Term, Type
from nianlun.define.expressions.typing import shape_of
from nianlun.define.model import IndicatorDef
from nianlun.define.scopes import scope_of_indicators
from nianlun.reckon.amounts import EXACT, scale_of
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, begun, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def derived(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """The value of the formula; a part that is missing stays missing unless the formula provides for it."""
    formula = indicator.formula
    if formula is None:
        return ended(begun(indicator, question), None, Missing.UNKNOWN)
    parts = tuple(ask(key, question) for key in sorted(names_in(formula.tree)))
    result = begun(indicator, question, *parts)
    values = {each.indicator: each.value for each in parts}
    return ended(result, reckoned(formula, values, indicator, reckoner), result.missing or Missing.UNKNOWN)


def reckoned(
    formula: Expression, values: dict[str, Decimal | None], indicator: IndicatorDef, reckoner: Reckoner
) -> Decimal | None:
    """What a formula gives for values of indicators, as values are kept."""
    with localcontext(EXACT):
        found = evaluate(formula, Situation(values=dict[str, Term](values)))
        if not isinstance(found, Decimal):
            return None
        scope = scope_of_indicators(reckoner.indicators[key] for key in values)
        shape = shape_of(formula, scope)
        in_base = shape is not None and shape.type in (Type.MONEY, Type.RATIO)
        return found if in_base else found * scale_of(indicator.measure)

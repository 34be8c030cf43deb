"""Reckons an expression for a situation; a missing reading stays missing, as NULL does in SQL."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from nianlun.define.expressions.functions import FUNCTIONS
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.tree import Among, Binary, Call, Expression, Literal, Name, Tree, Unary
from nianlun.define.expressions.types import Term

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(expression: Expression | Tree, situation: Situation) -> Term:
    """The value; None where a reading it needs is missing."""
    match expression:
        case Expression(tree=tree):
            return evaluate(tree, situation)
        case Literal(value=value):
            return value
        case Name(key=key):
            return situation.term(key)
        case Unary(sign="not", operand=operand):
            truth = evaluate(operand, situation)
            return None if truth is None else not truth
        case Unary(operand=operand):
            number = evaluate(operand, situation)
            return -number if isinstance(number, Decimal) else None
        case Among(operand=operand, choices=choices):
            found = evaluate(operand, situation)
            return None if found is None else any(found == choice.value for choice in choices)
        case Binary(sign="and" | "or"):
            return _logic(expression, situation)
        case Binary(sign=sign, left=left, right=right):
            return _binary(sign, evaluate(left, situation), evaluate(right, situation))
        case Call():
            return _call(expression, situation)


def holds(expression: Expression | None, situation: Situation) -> bool:
    """Whether a condition is certainly true; no condition always holds."""
    return expression is None or evaluate(expression, situation) is True


def _logic(tree: Binary, situation: Situation) -> bool | None:
    decides = tree.sign == "or"
    left, right = evaluate(tree.left, situation), evaluate(tree.right, situation)
    if left is decides or right is decides:
        return decides
    return None if left is None or right is None else not decides


def _binary(sign: str, left: Term, right: Term) -> Term:
    if left is None or right is None:
        return None
    if sign in _COMPARE:
        return _COMPARE[sign](left, right)
    if isinstance(left, date):
        return _move(sign, left, right)
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    return _arithmetic(sign, left, right)


def _move(sign: str, day: date, other: Term) -> Term:
    if isinstance(other, date):
        return Decimal((day - other).days) if sign == "-" else None
    if not isinstance(other, Decimal):
        return None
    try:
        span = timedelta(days=int(other))
        return day + span if sign == "+" else day - span
    except OverflowError:
        return None


def _arithmetic(sign: str, left: Decimal, right: Decimal) -> Decimal | None:
    try:
        match sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case _:
                return left / right if right else None
    except ArithmeticError:
        return None


def _call(tree: Call, situation: Situation) -> Term:
    function = FUNCTIONS.get(tree.name)
    if function is None or tree.target is not None:
        return None
    given = [evaluate(argument, situation) for argument in tree.arguments]
    if not function.sees_missing and any(each is None for each in given):
        return None
    return function.reckon(given, situation)

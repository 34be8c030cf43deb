"""Checks the types of an expression before there are any values; every fault is collected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.functions import FUNCTIONS, Function
from nianlun.define.expressions.scope import Scope
from nianlun.define.expressions.tree import Among, Binary, Call, Expression, Literal, Name, Tree, Unary
from nianlun.define.expressions.types import NUMERIC, Shape, Type
from nianlun.define.reading.periods import read_period
from nianlun.define.suggest import listed, nearest

ORDERED = NUMERIC | {Type.DATE, Type.TEXT}
"""Types with more and less."""
COMPARABLE = ORDERED | {Type.PERIOD, Type.TRUTH, Type.CHOICE, Type.UNIT, Type.PERSON, Type.ENTRY}
"""Types with same and other."""


@dataclass(frozen=True)
class TypeFault:
    """Something in an expression that cannot be."""

    slug: str
    """`define.expression.<fault>`."""
    values: dict[str, Any] = field(default_factory=dict)
    """What the words need; `at` counts characters from 1."""


def check_types(expression: Expression, scope: Scope, wanted: frozenset[Type]) -> list[TypeFault]:
    """All faults of an expression that must give one of the wanted types."""
    checker = _Checker(scope)
    shape = checker.shape(expression.tree)
    if shape is not None and shape.type not in wanted and not checker.faults:
        checker.say("result", expression.tree, found=shape.type, wanted=listed(sorted(wanted)))
    return checker.faults


def shape_of(expression: Expression, scope: Scope) -> Shape | None:
    """Type of what an expression gives; None where that cannot be told."""
    return _Checker(scope).shape(expression.tree)


def _written(tree: Literal) -> Shape:
    match tree.value:
        case bool():
            return Shape(Type.TRUTH)
        case Decimal() if tree.unit == "%":
            return Shape(Type.RATIO)
        case Decimal():
            return Shape(Type.MONEY, measure=tree.unit) if tree.unit else Shape(Type.NUMBER)
        case date():
            return Shape(Type.DATE)
        case _:
            return Shape(Type.TEXT)


class _Checker:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[TypeFault] = []

    def say(self, fault: str, tree: Tree, **values: Any) -> None:
        self.faults.append(TypeFault(f"define.expression.{fault}", {"at": tree.at + 1, **values}))

    def shape(self, tree: Tree) -> Shape | None:
        match tree:
            case Literal():
                return _written(tree)
            case Name():
                return self._name(tree)
            case Unary(sign="not", operand=operand):
                self._must(operand, Type.TRUTH)
                return Shape(Type.TRUTH)
            case Unary(operand=operand):
                found = self.shape(operand)
                if found is not None and found.type not in NUMERIC:
                    self.say("number", tree, found=found.type)
                return found
            case Among(operand=operand, choices=choices):
                found = self.shape(operand)
                for choice in choices:
                    self._same(found, _written(choice), operand, choice, choice)
                return Shape(Type.TRUTH)
            case Binary(sign="and" | "or", left=left, right=right):
                self._must(left, Type.TRUTH)
                self._must(right, Type.TRUTH)
                return Shape(Type.TRUTH)
            case Binary(sign="+" | "-" | "*" | "/"):
                return self._arithmetic(tree)
            case Binary():
                return self._comparison(tree)
            case Call():
                return self._call(tree)

    def _name(self, tree: Name) -> Shape | None:
        found = self.scope.names.get(tree.key)
        if found is None:
            self.say("name", tree, name=tree.key, suggestion=nearest(tree.key, self.scope.names))
        return found

    def _must(self, tree: Tree, type_: Type) -> None:
        found = self.shape(tree)
        if found is not None and found.type is not type_:
            self.say("condition", tree, found=found.type)

    def _comparison(self, tree: Binary) -> Shape:
        left, right = self.shape(tree.left), self.shape(tree.right)
        self._same(left, right, tree.left, tree.right, tree)
        if left is not None and tree.sign not in ("==", "!=") and left.type not in ORDERED:
            self.say("order", tree, found=left.type)
        return Shape(Type.TRUTH)

    def _same(self, left: Shape | None, right: Shape | None, ltree: Tree, rtree: Tree, at: Tree) -> None:
        """Whether two sides can be compared at all."""
        if left is None or right is None:
            return
        for one, tree, other in ((left, rtree, right), (right, ltree, left)):
            if isinstance(tree, Literal) and isinstance(tree.value, str) and self._coded(one, tree):
                return
            if one.type is Type.MONEY and other.type in NUMERIC and isinstance(tree, Literal):
                self._money(one, tree, other)
                return
        numbers = {Type.NUMBER, Type.RATIO}
        agree = left.type is right.type or {left.type, right.type} <= numbers
        if not agree or left.type not in COMPARABLE:
            self.say("compare", at, left=left.type, right=right.type)
        elif left.type is Type.MONEY and left.measure != right.measure:
            self.say("currency", at, left=left.measure, right=right.measure)

    def _coded(self, shape: Shape, tree: Literal) -> bool:
        """Texts that name a choice or a period."""
        word = str(tree.value)
        if shape.type is Type.CHOICE:
            if word not in shape.choices:
                known = listed(shape.choices)
                self.say("choice", tree, name=word, known=known, suggestion=nearest(word, shape.choices))
            return True
        if shape.type is Type.PERIOD:
            try:
                read_period(word)
            except BadValueError:
                self.say("period", tree, name=word)
            return True
        return False

    def _money(self, money: Shape, tree: Literal, other: Shape) -> None:
        if other.type is Type.MONEY:
            if other.measure != money.measure:
                self.say("currency", tree, left=money.measure, right=other.measure)
        elif tree.value != 0:
            self.say("bare_money", tree, number=tree.value)

    def _arithmetic(self, tree: Binary) -> Shape | None:
        left, right = self.shape(tree.left), self.shape(tree.right)
        if left is None or right is None:
            return None
        result = _result(tree.sign, left, right)
        if result is None:
            self.say("arithmetic", tree, left=left.type, right=right.type, sign=tree.sign)
        return result

    def _call(self, tree: Call) -> Shape | None:
        function = FUNCTIONS.get(tree.name)
        if function is None or tree.target is not None:
            self.say("function", tree, name=tree.name, suggestion=nearest(tree.name, FUNCTIONS))
            return None
        shapes = [self.shape(argument) for argument in tree.arguments]
        if not self._count(tree, function):
            return None
        takes = function.takes
        if function.name == "under" and len(shapes) == 1:
            takes = takes[1:]
        for place, (argument, shape) in enumerate(zip(tree.arguments, shapes, strict=True)):
            allowed = takes[min(place, len(takes) - 1)]
            if shape is not None and shape.type not in allowed:
                self.say(
                    "argument", argument, name=tree.name, found=shape.type, wanted=listed(sorted(allowed))
                )
        self._named(tree, function)
        if function.gives is not None:
            return Shape(function.gives)
        given = shapes[1:] if function.name == "when" else shapes[:1] if function.name == "round" else shapes
        for other, argument in zip(given[1:], tree.arguments[-len(given) + 1 :], strict=False):
            self._agree(given[0], other, argument)
        return given[0]

    def _agree(self, first: Shape | None, other: Shape | None, argument: Tree) -> None:
        if first is None or other is None or first.type is other.type:
            return
        nought = isinstance(argument, Literal) and argument.value == 0
        if not (
            {first.type, other.type} <= NUMERIC and (nought or Type.MONEY not in {first.type, other.type})
        ):
            self.say("compare", argument, left=first.type, right=other.type)

    def _count(self, tree: Call, function: Function) -> bool:
        count = len(tree.arguments)
        least = function.least if function.least is not None else len(function.takes)
        most = None if function.repeats else len(function.takes)
        if count < least or (most is not None and count > most):
            self.say("arguments", tree, name=tree.name, count=count, wanted=least if most is None else most)
            return False
        return True

    def _named(self, tree: Call, function: Function) -> None:
        if tree.name == "contains":
            known: tuple[str, ...] = (self.shape_quiet(tree.arguments[0]) or Shape(Type.OTHER)).choices
            if not known:
                return
        elif function.names:
            known = self.scope.stages if function.names == "stage" else self.scope.classes
        else:
            return
        argument = tree.arguments[-1]
        if not isinstance(argument, Literal):
            self.say("literal", argument, name=tree.name)
        elif argument.value not in known:
            word = str(argument.value)
            self.say(
                function.names or "choice",
                argument,
                name=word,
                known=listed(known),
                suggestion=nearest(word, known),
            )

    def shape_quiet(self, tree: Tree) -> Shape | None:
        return _Checker(self.scope).shape(tree)


def _result(sign: str, left: Shape, right: Shape) -> Shape | None:
    if left.type is Type.DATE:
        if right.type is Type.DATE and sign == "-":
            return Shape(Type.NUMBER)
        return Shape(Type.DATE) if right.type is Type.NUMBER and sign in "+-" else None
    if left.type not in NUMERIC or right.type not in NUMERIC:
        return None
    money = (left.type is Type.MONEY, right.type is Type.MONEY)
    if money == (False, False):
        return Shape(Type.NUMBER if Type.NUMBER in (left.type, right.type) or sign == "/" else Type.RATIO)
    if money == (True, True):
        if left.measure != right.measure or sign == "*":
            return None
        return Shape(Type.RATIO) if sign == "/" else left
    if sign == "*":
        return left if money[0] else right
    return left if sign == "/" and money[0] else None

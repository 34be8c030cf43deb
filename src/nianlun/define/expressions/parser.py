"""Reads an expression by recursive descent; nothing is ever evaluated as Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from nianlun.define.expressions.errors import ExpressionError
from nianlun.define.expressions.lexer import Token, tokens_of
from nianlun.define.expressions.tree import Among, Binary, Call, Expression, Literal, Name, Tree, Unary
from nianlun.kernel.measures import SCALES, measure_of

LONGEST = 2000
"""Characters of the longest expression."""
DEEPEST = 60
"""Brackets within brackets, so that no text can exhaust the machine."""

_COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")
_PERCENT = {"%": Decimal("0.01"), "‰": Decimal("0.001")}


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """Read an expression.

    Raises:
        ExpressionError: `define.expression.<fault>`, with the place of the first mark that does not fit.
    """
    if len(source) > LONGEST:
        raise ExpressionError("define.expression.long", at=LONGEST, most=LONGEST)
    parser = _Parser(list(tokens_of(source)))
    tree = parser.either()
    parser.end()
    return Expression(source.strip(), tree)


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def take(self, *texts: str) -> Token | None:
        token = self.now
        if token.kind in ("sign", "word") and token.text in texts:
            self.place += 1
            return token
        return None

    def need(self, text: str) -> None:
        if not self.take(text):
            raise ExpressionError(
                "define.expression.expected", at=self.now.at, expected=text, found=self._found()
            )

    def end(self) -> None:
        if self.now.kind != "end":
            raise ExpressionError("define.expression.unexpected", at=self.now.at, found=self._found())

    def _found(self) -> str:
        return self.now.text or "…"

    def _chain(self, below: Callable[[], Tree], *signs: str) -> Tree:
        left = below()
        while sign := self.take(*signs):
            left = Binary(sign.text, left, below(), sign.at)
        return left

    def either(self) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("define.expression.deep", at=self.now.at, most=DEEPEST)
        tree = self._chain(self.both, "or")
        self.depth -= 1
        return tree

    def both(self) -> Tree:
        return self._chain(self.negation, "and")

    def negation(self) -> Tree:
        signs = []
        while sign := self.take("not"):
            signs.append(sign)
        tree = self.comparison()
        for sign in reversed(signs):
            tree = Unary("not", tree, sign.at)
        return tree

    def comparison(self) -> Tree:
        left = self.sum()
        if sign := self.take(*_COMPARISONS):
            return Binary(sign.text, left, self.sum(), sign.at)
        if sign := self.take("in"):
            return Among(left, self.list_of_literals(), sign.at)
        if self.now.text == "not" and self.tokens[self.place + 1].text == "in":
            negation, sign = self.take("not"), self.take("in")
            if negation and sign:
                return Unary("not", Among(left, self.list_of_literals(), sign.at), negation.at)
        return left

    def list_of_literals(self) -> tuple[Literal, ...]:
        self.need("(")
        found = [self.literal()]
        while self.take(","):
            found.append(self.literal())
        self.need(")")
        return tuple(found)

    def sum(self) -> Tree:
        return self._chain(self.product, "+", "-")

    def product(self) -> Tree:
        return self._chain(self.signed, "*", "/")

    def signed(self) -> Tree:
        signs = []
        while sign := self.take("-"):
            signs.append(sign)
        tree = self.dotted()
        for sign in reversed(signs):
            tree = Unary("-", tree, sign.at)
        return tree

    def dotted(self) -> Tree:
        tree = self.primary()
        while self.take("."):
            token = self.now
            if token.kind != "name":
                raise ExpressionError("define.expression.unexpected", at=token.at, found=self._found())
            self.place += 1
            arguments = self.arguments() if self.take("(") else ()
            tree = Call(token.text, arguments, tree, token.at)
        return tree

    def primary(self) -> Tree:
        token = self.now
        if self.take("("):
            tree = self.either()
            self.need(")")
            return tree
        if token.kind == "name":
            self.place += 1
            if self.take("("):
                return Call(token.text, self.arguments(), None, token.at)
            return Name(token.text, token.at)
        return self.literal()

    def arguments(self) -> tuple[Tree, ...]:
        if self.take(")"):
            return ()
        found = [self.either()]
        while self.take(","):
            found.append(self.either())
        self.need(")")
        return tuple(found)

    def literal(self) -> Literal:
        token = self.now
        minus = self.take("-") if self.tokens[self.place + 1 : self.place + 2] else None
        if minus:
            token = self.now
        value = _constant(token)
        if value is None or (minus and value.unit == "" and not isinstance(value.value, Decimal)):
            raise ExpressionError("define.expression.unexpected", at=token.at, found=self._found())
        self.place += 1
        if minus and isinstance(value.value, Decimal):
            return Literal(-value.value, value.unit, minus.at)
        return value


def _constant(token: Token) -> Literal | None:
    match token.kind:
        case "number":
            return _quantity(token)
        case "text":
            return Literal(token.text, "", token.at)
        case "word" if token.text in ("true", "false"):
            return Literal(token.text == "true", "", token.at)
        case "date":
            try:
                return Literal(date.fromisoformat(token.text), "", token.at)
            except ValueError as error:
                raise ExpressionError("define.expression.date", at=token.at, found=token.text) from error
        case _:
            return None


def _quantity(token: Token) -> Literal:
    number = Decimal(token.text)
    unit = token.unit
    if not unit:
        return Literal(number, "", token.at)
    if unit in _PERCENT:
        return Literal(number * _PERCENT[unit], "%", token.at)
    if unit in SCALES:
        return Literal(number * SCALES[unit], "", token.at)
    measure = measure_of(unit)
    if measure.kind != "money":
        raise ExpressionError("define.expression.unit", at=token.at, unit=unit)
    return Literal(number * measure.factor, measure.base_unit or "", token.at)

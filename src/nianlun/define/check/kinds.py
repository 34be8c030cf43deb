"""What a field says beyond its kind makes sense: known units, possible bounds, readable defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from nianlun.define.catalog import Catalog
from nianlun.define.check.measures import unknown_unit
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.errors import BadValueError
from nianlun.define.every import Every
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.kinds.date import DateOptions
from nianlun.define.kinds.file import FileOptions
from nianlun.define.kinds.money import MoneyOptions
from nianlun.define.kinds.period import PeriodOptions
from nianlun.define.kinds.place import SHAPES, PlaceOptions
from nianlun.define.kinds.text import TextOptions
from nianlun.define.kinds.text_formats import FORMATS
from nianlun.define.kinds.unit import UNIT_KINDS, UnitOptions
from nianlun.define.model import FieldDef
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest
from nianlun.kernel.measures import measure_of

MOST_PLACES = 10
"""Digits after the point that still mean something."""
REFERENCES = frozenset({"unit", "person", "link", "file"})
"""Kinds whose values cannot be written into a pack."""


def check_kinds(catalog: Catalog) -> Iterator[Fault]:
    """Of every field."""
    for path, register in registers_of(catalog):
        for here, field in each_of(register.fields, f"{path}.fields"):
            yield from _numbers(field, here, catalog)
            yield from _words(field, here)
            yield from _default(field, here)


def _numbers(field: FieldDef, path: str, catalog: Catalog) -> Iterator[Fault]:
    options: Any = field.options
    places = getattr(options, "places", 0)
    if not 0 <= places <= MOST_PLACES:
        yield fault("define.kind.places", f"{path}.places", places=places, most=MOST_PLACES)
    least, most = getattr(options, "least", None), getattr(options, "most", None)
    if least is not None and most is not None and Decimal(least) > Decimal(most):
        yield fault("define.kind.bounds", f"{path}.least", least=least, most=most)
    unit = getattr(options, "unit", "")
    money = isinstance(options, MoneyOptions) or (
        isinstance(options, ComputedOptions) and options.result == "money"
    )
    if money and unit and measure_of(unit).kind != "money":
        yield fault("define.kind.money_unit", f"{path}.unit", unit=unit)
    elif unit and not money:
        yield from unknown_unit(unit, f"{path}.unit", catalog)
    if isinstance(options, DateOptions):
        first, last = options.not_before, options.not_after
        if first and last and first > last:
            yield fault("define.kind.bounds", f"{path}.not_before", least=first, most=last)
    if isinstance(options, PeriodOptions) and options.every is Every.DAY:
        yield fault("define.kind.period_day", f"{path}.every")
    for name in ("max_length", "max_mb"):
        if getattr(options, name, 1) < 1:
            yield fault("define.kind.small", f"{path}.{name}", name=name)


def _words(field: FieldDef, path: str) -> Iterator[Fault]:
    options = field.options
    if isinstance(options, ChoiceOptions) and not options.choices:
        yield fault("define.kind.no_choices", path, key=field.key)
    if isinstance(options, TextOptions):
        if options.format:
            yield from _known(options.format, tuple(FORMATS), f"{path}.format")
        yield from _pattern(options.pattern, f"{path}.pattern")
    if isinstance(options, UnitOptions):
        for kind in options.units:
            yield from _known(kind, tuple(UNIT_KINDS), f"{path}.units")
    if isinstance(options, PlaceOptions):
        for shape in options.shapes:
            yield from _known(shape, tuple(SHAPES), f"{path}.shapes")
        if not options.shapes:
            yield fault("define.kind.no_shapes", f"{path}.shapes")
    if isinstance(options, FileOptions):
        for ending in options.types:
            if not re.fullmatch(r"[a-z0-9]{1,8}", ending):
                yield fault("define.kind.ending", f"{path}.types", ending=ending)


def _known(word: str, known: tuple[str, ...], path: str) -> Iterator[Fault]:
    if word not in known:
        yield fault(
            "define.kind.unknown_word", path, key=word, suggestion=nearest(word, known), known=listed(known)
        )


def _pattern(pattern: str, path: str) -> Iterator[Fault]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield fault("define.kind.pattern", path, reason=str(error))


def _default(field: FieldDef, path: str) -> Iterator[Fault]:
    if field.default is None or field.kind == "computed":
        return
    if field.kind in REFERENCES:
        yield fault("define.field.default_reference", f"{path}.default", kind=field.kind)
        return
    try:
        KINDS[field.kind].read(field.default, field.options)
    except BadValueError as error:
        values = {"raw": field.default, "why": error.slug, "suggestion": error.suggestion}
        yield fault("define.field.default", f"{path}.default", **values)

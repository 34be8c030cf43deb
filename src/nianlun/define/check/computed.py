"""Computed fields are not reckoned from themselves, by whatever way round."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.circles import circle_from
from nianlun.define.computing import needs_of
from nianlun.define.kinds.computed import RESULTS, ComputedOptions
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest


def check_computed(catalog: Catalog) -> Iterator[Fault]:
    """Of every register."""
    for path, register in registers_of(catalog):
        needs = needs_of(register)
        for here, field in each_of(register.fields, f"{path}.fields"):
            if not isinstance(field.options, ComputedOptions):
                continue
            if field.options.result not in RESULTS:
                values = {"key": field.options.result, "known": listed(RESULTS)}
                near = nearest(field.options.result, RESULTS)
                yield fault("define.computed.result", f"{here}.result", suggestion=near, **values)
            if field.required or field.default is not None or field.unique:
                yield fault("define.computed.typed", here, key=field.key)
            circle = circle_from(field.key, needs)
            if circle:
                yield fault("define.computed.circle", f"{here}.formula", circle=" → ".join(circle))

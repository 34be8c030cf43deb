"""Units of measure are known: measured ones to the kernel, counting ones to a pack."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import nearest
from nianlun.kernel.measures import SCALES, UNITS


def check_measures(catalog: Catalog) -> Iterator[Fault]:
    """Units a pack brings are multiples of known ones, and by more than nothing."""
    for contents in catalog.packs:
        for unit in contents.measures:
            path = f"measures[{unit.key}]"
            if unit.base:
                yield from unknown_unit(unit.base, f"{path}.base", catalog)
            if unit.factor <= 0:
                yield fault("define.measure.factor", f"{path}.factor", unit=unit.key)
            if unit.key in UNITS:
                yield fault("define.measure.known", f"{path}.key", unit=unit.key)


def unknown_unit(unit: str, path: str, catalog: Catalog) -> Iterator[Fault]:
    """The fault of a unit nobody knows, with the one that was perhaps meant."""
    known = set(UNITS) | set(catalog.measures)
    bare = next(
        (unit[len(scale) :] for scale in SCALES if unit.startswith(scale) and len(unit) > len(scale)), unit
    )
    if unit not in known and bare not in known and "/" not in unit:
        yield fault("define.measure.unknown", path, unit=unit, suggestion=nearest(unit, known))

"""Targets are for indicators that are there, once from each setter in a year."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest
from nianlun.kernel.measures import measure_of

YEARS = range(1949, 2200)
"""Years a target can be for."""


def check_targets(catalog: Catalog) -> Iterator[Fault]:
    """Of every pack."""
    known = catalog.indicators
    seen: dict[tuple[object, ...], str] = {}
    for contents in catalog.packs:
        for each in contents.targets:
            name = " ".join(part for part in (each.indicator, each.setter, str(each.year), each.unit) if part)
            path = f"targets[{name}]"
            if each.indicator not in known:
                near = nearest(each.indicator, known)
                yield fault(
                    "define.reference.indicator",
                    path,
                    key=each.indicator,
                    suggestion=near,
                    known=listed(known),
                )
                continue
            if each.year not in YEARS:
                yield fault("define.target.year", path, year=each.year)
            theirs, ours = (
                measure_of(each.measure or known[each.indicator].measure),
                measure_of(known[each.indicator].measure),
            )
            if (theirs.kind, theirs.base_unit) != (ours.kind, ours.base_unit):
                values = {"unit": each.measure, "wanted": known[each.indicator].measure}
                yield fault("define.target.measure", f"{path}.measure", **values)
            key = (each.indicator, each.setter, each.year, each.unit)
            if key in seen:
                yield fault("define.target.twice", f"targets[{name}#2]", name=name, other=seen[key])
            seen.setdefault(key, contents.pack.key)

"""A milestone is counted one way, from one date, by one measure of days."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.problems import Fault, fault


def check_milestones(catalog: Catalog) -> Iterator[Fault]:
    """Of every register."""
    for path, register in registers_of(catalog):
        for here, each in each_of(register.milestones, f"{path}.milestones"):
            if bool(each.before) == bool(each.after):
                yield fault("define.milestone.direction", here, key=each.key)
            if (each.days is None) == (each.workdays is None):
                yield fault("define.milestone.days", here, key=each.key)
            if (each.days or each.workdays or 0) < 0:
                yield fault("define.milestone.negative", here, key=each.key)

"""Cycles, floors and duties can be kept: the 25th is a day of a month, a floor is above nought."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.every import Every
from nianlun.define.model import Cycle
from nianlun.define.problems import Fault, fault

LAST_DAY = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31, Every.QUARTER: 92, Every.YEAR: 366}
"""The last day there can be in a span."""


def check_cycles(catalog: Catalog) -> Iterator[Fault]:
    """Of every register and report."""
    for path, register in registers_of(catalog):
        yield from _cycle(register.update, f"{path}.update")
        for here, each in each_of(register.classes, f"{path}.classes"):
            yield from _cycle(each.update, f"{here}.update")
        for here, floor in each_of(register.floors, f"{path}.floors"):
            if floor.at_least < 1:
                yield fault("define.cycle.at_least", f"{here}.at_least", count=floor.at_least)
        for here, duty in each_of(register.duties, f"{path}.duties"):
            if duty.at_least < 1:
                yield fault("define.cycle.at_least", f"{here}.at_least", count=duty.at_least)
    for contents in catalog.packs:
        for here, report in each_of(contents.reports, "reports"):
            yield from _cycle(report.cycle, f"{here}.cycle")


def _cycle(cycle: Cycle | None, path: str) -> Iterator[Fault]:
    if cycle is None or cycle.by is None:
        return
    last = LAST_DAY[cycle.every]
    if not 1 <= cycle.by <= last:
        yield fault("define.cycle.day", f"{path}.by", day=cycle.by, every=cycle.every, last=last)

"""Report templates speak of indicators that are there, and print no number that is not a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.expressions import CONDITION, type_faults
from nianlun.define.check.paths import each_of
from nianlun.define.figures import figures_of
from nianlun.define.model import Readers, ReportTemplateDef
from nianlun.define.problems import Fault, fault
from nianlun.define.scopes import scope_of_indicators
from nianlun.define.suggest import listed, nearest

LEVELS = range(1, 5)
"""Levels of headings: 一、（一）1.（1）"""


def check_reports(catalog: Catalog) -> Iterator[Fault]:
    """Of every pack."""
    for contents in catalog.packs:
        for path, report in each_of(contents.reports, "reports"):
            yield from _report(report, path, catalog)


def _report(report: ReportTemplateDef, path: str, catalog: Catalog) -> Iterator[Fault]:
    known = catalog.indicators
    if report.ranked_by and report.ranked_by not in known:
        near = nearest(report.ranked_by, known)
        values = {"key": report.ranked_by, "suggestion": near, "known": listed(known)}
        yield fault("define.reference.indicator", f"{path}.ranked_by", **values)
    if report.readers is Readers.RANKED and not report.ranked_units:
        yield fault("define.report.nobody_ranked", f"{path}.readers", key=report.key)
    if not report.sections:
        yield fault("define.report.empty", path, key=report.key)
    scope = scope_of_indicators(known.values())
    seen: set[str] = set()
    for here, section in each_of(report.sections, f"{path}.sections"):
        if section.key in seen:
            yield fault("define.key.twice", f"{here}.key", key=section.key, other=report.key)
        seen.add(section.key)
        if section.level not in LEVELS:
            yield fault("define.report.level", f"{here}.level", level=section.level)
        yield from type_faults(section.when, f"{here}.when", scope, CONDITION)
        for each in figures_of(section.heading, report.words).faults:
            yield fault(each.slug, f"{here}.heading", **each.values)
        text = figures_of(section.text, report.words)
        for each in text.faults:
            yield fault(each.slug, f"{here}.text", **each.values)
        yield from _named(text.indicators, known, "define.reference.indicator", f"{here}.text")
        yield from _named(text.registers, catalog.registers, "define.reference.register", f"{here}.text")


def _named(asked: Iterable[tuple[str, int]], known: Iterable[str], slug: str, path: str) -> Iterator[Fault]:
    names = set(known)
    for key, row in asked:
        if key not in names:
            yield fault(slug, path, key=key, suggestion=nearest(key, names), known=listed(names), row=row)

"""A paper is read by everybody who may read in its unit, so nothing more secret is printed in it."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of
from nianlun.define.figures import Asked, figures_of
from nianlun.define.model import ReportTemplateDef
from nianlun.define.openness import OPEN, closed_columns
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest


def check_papers(catalog: Catalog) -> Iterator[Fault]:
    """Of every template: its lists and its indicators."""
    for contents in catalog.packs:
        for path, report in each_of(contents.reports, "reports"):
            yield from _of_report(report, path, catalog)


def _of_report(report: ReportTemplateDef, path: str, catalog: Catalog) -> Iterator[Fault]:
    for here, section in each_of(report.sections, f"{path}.sections"):
        asked = figures_of(section.text, report.words)
        yield from _lists(asked, f"{here}.text", catalog)
        for key, row in asked.indicators:
            indicator = catalog.indicators.get(key)
            if indicator is not None and indicator.secrecy is not None and indicator.secrecy not in OPEN:
                yield fault("define.report.secret_indicator", f"{here}.text", key=key, row=row)


def _lists(asked: Asked, path: str, catalog: Catalog) -> Iterator[Fault]:
    for key, view, row in asked.lists:
        register = catalog.registers.get(key)
        if register is None:
            continue
        known = [each.key for each in register.views]
        if view and view not in known:
            values = {
                "key": view,
                "register": key,
                "suggestion": nearest(view, known),
                "known": listed(known),
            }
            yield fault("define.report.view", path, **values, row=row)
            continue
        closed = closed_columns(register, view)
        if closed:
            yield fault("define.report.secret", path, register=key, fields=listed(closed), row=row)

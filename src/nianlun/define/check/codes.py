"""Patterns of numbers and titles have only the blanks that can be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest

ENTRY_BLANKS = ("year", "month", "number", "unit")
"""Blanks in the code of an entry."""
ISSUE_BLANKS = ("year", "month", "quarter", "week", "number", "unit", "county", "next_year", "as_of")
"""Blanks in the title and the number of an issue."""

_BLANK = re.compile(r"\{([^{}:]*)(?::(\d+))?\}")


def check_codes(catalog: Catalog) -> Iterator[Fault]:
    """Of registers and reports."""
    for path, register in registers_of(catalog):
        yield from _blanks(register.code, ENTRY_BLANKS, f"{path}.code")
        if "number" not in _names(register.code):
            yield fault("define.code.no_number", f"{path}.code", code=register.code)
    for contents in catalog.packs:
        for path, report in each_of(contents.reports, "reports"):
            yield from _blanks(report.title, ISSUE_BLANKS, f"{path}.title")
            yield from _blanks(report.number, ISSUE_BLANKS, f"{path}.number")


def _names(pattern: str) -> list[str]:
    return [match[1] for match in _BLANK.finditer(pattern)]


def _blanks(pattern: str, known: tuple[str, ...], path: str) -> Iterator[Fault]:
    for name in _names(pattern):
        if name not in known:
            yield fault(
                "define.code.blank", path, key=name, suggestion=nearest(name, known), known=listed(known)
            )
    if re.search(r"[{}]", _BLANK.sub("", pattern)):
        yield fault("define.code.braces", path, code=pattern)

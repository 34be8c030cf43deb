"""Report templates print no number typed in words either: 二十一个, 百分之三十, 三成.

What words are a figure is judged by a reader given from above, the one that reads documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of
from nianlun.define.figures import words_outside
from nianlun.define.problems import Fault, fault

Figures = Callable[[str], Iterable[tuple[int, int]]]
"""Says where in a text figures stand."""


def check_worded(catalog: Catalog, figures: Figures) -> Iterator[Fault]:
    """Of every template; digits are told by the rule about templates."""
    for contents in catalog.packs:
        for path, report in each_of(contents.reports, "reports"):
            yield from _typed(report.title, f"{path}.title", report.words, figures)
            for here, section in each_of(report.sections, f"{path}.sections"):
                yield from _typed(section.heading, f"{here}.heading", report.words, figures)
                yield from _typed(section.text, f"{here}.text", report.words, figures)


def _typed(text: str, path: str, words: tuple[str, ...], figures: Figures) -> Iterator[Fault]:
    rest = words_outside(text, words)
    for start, end in figures(rest):
        number = rest[start:end]
        if not any(sign.isdecimal() for sign in number):
            row = rest.count("\n", 0, start) + 1
            yield fault("define.report.bare_number", path, number=number, row=row)

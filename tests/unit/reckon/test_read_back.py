"""What reckoning prints, the reader reads back: the same number in the same unit."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianlun.define.model import IndicatorDef, ReportTemplateDef
from nianlun.reckon.amounts import in_measure, kept, printed
from nianlun.reckon.expressions import reckon_blank
from nianlun.reckon.facts import Fact
from nianlun.reckon.printing import NOTHING, worded
from nianlun.text.model import Extracted, Figure
from nianlun.text.reading import read
from tests.unit.reckon.making import CATALOG
from tests.unit.reckon.test_figures import ANNUAL

BLANK = re.compile(r"\{\{(.*?)\}\}")


def figures_in(text: str) -> list[Figure]:
    """Every figure the reader finds."""
    return [each for piece in read(Extracted(text, "txt", "utf-8")).pieces for each in piece.figures]


def said(fact: Fact) -> tuple[str, str | None]:
    """Number and unit of a fact as the reader names them; a place has no unit."""
    assert fact.value is not None
    places = len(re.sub(r"^.*?(\.|$)", "", re.sub(r"[^\d.]", "", fact.text)))
    number = printed(in_measure(abs(fact.value), fact.measure), places)
    return (number, None if fact.measure == "名次" else fact.measure)


@pytest.mark.parametrize("report", CATALOG.reports.values(), ids=lambda each: each.key)
def test_every_number_of_the_shipped_reports_is_read_back(report: ReportTemplateDef) -> None:
    facts: list[Fact] = []

    def fill(match: re.Match[str]) -> str:
        found = reckon_blank(match[1].strip(), ANNUAL)
        if not isinstance(found, Fact):
            return ""
        facts.append(found)
        return found.text

    text = "\n".join(f"一、{each.heading}\n{BLANK.sub(fill, each.text)}" for each in report.sections)
    found = [(each.value, each.unit) for each in figures_in(f"工作总结\n{text}")]

    for each in facts:
        if each.text != NOTHING:
            assert said(each) in found, each.expression


@settings(deadline=None)
@given(st.sampled_from(sorted(CATALOG.indicators)), st.decimals(1, 9999, places=2))
def test_any_value_is_read_back_from_a_sentence(key: str, number: Decimal) -> None:
    indicator: IndicatorDef = CATALOG.indicators[key]
    number = number if indicator.measure != "名次" else number.to_integral_value() % 99 + 1
    text = worded(kept(number, indicator.measure), indicator.measure, indicator.places)

    found = figures_in(f"2023年工作总结\n截至目前，{indicator.label}{text}。")

    unit = None if indicator.measure == "名次" else indicator.measure
    assert (printed(number, indicator.places), unit) in [(each.value, each.unit) for each in found]

"""Answers made up for tests: an indicator's figure is what the test says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from nianlun.compose.report.chips import chip
from nianlun.compose.report.composing import Drawing, Rows
from nianlun.compose.report.facts import Fact, Record, digest_of_records

AT = datetime(2023, 10, 20, 16, tzinfo=UTC)


def fact(key: str, number: str, measure: str, **more) -> Fact:
    over = (Record(1, 1), Record(2, 3))
    values = {
        "id": key,
        "asked": "value",
        "indicator": key,
        "label": key,
        "period": "2023",
        "as_of": date(2023, 10, 20),
        "known_at": AT,
        "since": AT,
        "until": AT,
        "display": f"{number}{measure}",
        "number": number,
        "measure": measure,
        "value": Decimal(number),
        "over": over,
        "digest": digest_of_records(over),
    }
    return Fact(**{**values, **more})


class PlainAnswers:
    def __init__(self, **figures: tuple[str, str]) -> None:
        self.facts = {key: fact(key, *figure) for key, figure in figures.items()}

    def fact(self, indicator: str, asked: str, setter: str = "") -> Fact:
        name = ".".join(each for each in (indicator, "" if asked == "value" else asked, setter) if each)
        if name not in self.facts:
            self.facts[name] = fact(name, "66.7", "%", asked=asked, indicator=indicator, setter=setter)
        return self.facts[name]

    def value(self, indicator: str) -> Decimal | None:
        return self.facts[indicator].value

    def ranking(self, indicators: tuple[str, ...]) -> Rows:
        return Rows(head=("单位", *indicators), rows=(("青溪街道", *(chip(each) for each in indicators)),))

    def table(self, register: str, view: str) -> Rows:
        return Rows(head=(register, view), rows=())

    def items(self, register: str, view: str) -> tuple[str, ...]:
        return ()

    def chart(self, form: str, indicator: str) -> Drawing:
        return Drawing(specification="{}", caption=f"{form}图", facts=(indicator,))

"""Made-up ledgers, for properties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from nianlun.define.expressions.parser import parse
from nianlun.define.model import IndicatorDef, IndicatorKind
from tests.unit.reckon.making import OTHER_TOWN, TOWN, Books

MADE = settings(deadline=None, max_examples=40)
"""For properties that ask every indicator of a ledger."""
FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 900).map(lambda number: (FIRST + timedelta(days=number)).isoformat())
AMOUNTS = st.sampled_from([None, "0", "100000000", "333333333.33", "500000000", "-70000000"])


@st.composite
def books(draw: st.DrawFn) -> Books:
    """Up to six entries with up to four versions each, and a few readings."""
    made = Books()
    for entry in range(1, draw(st.integers(0, 6)) + 1):
        for day in sorted(draw(st.lists(DAYS, min_size=1, max_size=4))):
            made.version(
                entry,
                on=day,
                unit=draw(st.sampled_from([TOWN, OTHER_TOWN])),
                stage=draw(st.sampled_from(["negotiating", "signed", "started"])),
                is_living=draw(st.integers(0, 5)) > 0,
                is_final=draw(st.integers(0, 5)) > 0,
                is_correction=draw(st.booleans()),
                invest_total=draw(AMOUNTS),
                signed_on=draw(st.none() | DAYS),
                started_on=draw(st.none() | DAYS),
                high_quality=draw(st.sampled_from([None, True, False])),
            )
    for _ in range(draw(st.integers(0, 3))):
        span = draw(st.sampled_from(["2022", "2023-01", "2023-Q3", "2023"]))
        made.read("entered", span, draw(st.sampled_from(["0", "4", "7.5"])), draw(DAYS))
    return made


def defined(key: str, kind: str, measure: str, **more: Any) -> IndicatorDef:
    """An indicator over projects."""
    for name in ("value", "where", "formula"):
        if name in more:
            more[name] = parse(more[name])
    return IndicatorDef(key=key, label=key, kind=IndicatorKind(kind), measure=measure, **more)


def counted(key: str, kind: str, measure: str = "亿元", **more: Any) -> IndicatorDef:
    """An indicator counted by the day of signing."""
    return defined(key, kind, measure, **{"register": "projects", "date": "signed_on", **more})


INDICATORS = {
    each.key: each
    for each in (
        counted("all", "count", "个"),
        counted("undated", "count", "个", date="", where='stage == "signed"'),
        counted("fine", "count", "个", where="high_quality == true and has(started_on)"),
        counted("amount", "sum", value="invest_total"),
        counted("mean", "average", value="invest_total"),
        counted("largest", "extreme", value="invest_total", extreme="largest"),
        counted("last", "latest", value="invest_total"),
        defined("entered", "entered", "个"),
        defined("share", "share", "%", numerator="fine", denominator="all"),
        defined("per_project", "share", "%", numerator="amount", denominator="undated"),
        defined("less", "difference", "个", numerator="all", denominator="fine"),
        defined("growth", "growth", "%", of="amount"),
        defined("growth_of_share", "growth", "%", of="share"),
        defined("so_far", "to_date", "个", of="all"),
        defined("points", "derived", "分", formula="2 * all - fine * fine + 100 * share"),
        defined("guarded", "derived", "分", formula="coalesce(share, 1) + all / 3"),
    )
}

"""Every kind of indicator, on a few entries; missing stays missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nianlun.define.expressions.parser import parse
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.kernel.errors import DefinitionError
from nianlun.reckon.indicators import answer, version_of
from nianlun.reckon.results import Missing, Nature, Result
from tests.unit.reckon.making import CATALOG, COUNTY, OTHER_TOWN, TOWN, Books, asked


def defined(kind: str, key: str = "it", measure: str = "个", **more: Any) -> IndicatorDef:
    """An indicator of projects by the day they were signed."""
    counted = {"count", "sum", "average", "extreme", "latest"}
    base: dict[str, Any] = {"register": "projects", "date": "signed_on"} if kind in counted else {}
    for name in ("value", "formula", "where"):
        if name in more:
            more[name] = parse(more[name])
    return IndicatorDef(key=key, label=key, kind=IndicatorKind(kind), measure=measure, **{**base, **more})


def found(books: Books, indicator: IndicatorDef, *others: IndicatorDef, **question: Any) -> Result:
    """The answer for 2023 as of 20 October."""
    reckoner = books.reckoner(**{each.key: each for each in (indicator, *others)})
    return answer(indicator.key, asked(**question), reckoner)


def three() -> Books:
    """Investments of 1, 3 and 5亿元, and one that is not known."""
    books = Books()
    for day, amount in [("03-01", "100000000"), ("04-01", "500000000"), ("05-01", "300000000")]:
        books.add(1, signed_on=f"2023-{day}", invest_total=amount)
    books.add(1, signed_on="2023-06-01", invest_total=None)
    return books


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        (defined("count"), 4),
        (defined("sum", measure="亿元", value="invest_total"), 900_000_000),
        (defined("average", measure="亿元", value="invest_total"), 300_000_000),
        (defined("extreme", measure="亿元", value="invest_total", extreme="largest"), 500_000_000),
        (defined("extreme", measure="亿元", value="invest_total", extreme="smallest"), 100_000_000),
        (defined("latest", measure="亿元", value="invest_total"), 300_000_000),
        (defined("count", where="invest_total >= 3亿元"), 2),
        (defined("count", where="not (invest_total >= 3亿元)"), 1),
    ],
)
def test_a_counted_kind_gives_its_value(indicator: IndicatorDef, value: int) -> None:
    result = found(three(), indicator)

    assert result.value == value
    assert len(result.counted) == (4 if indicator.where is None else value)


@pytest.mark.parametrize(
    ("kind", "value", "missing"),
    [
        ("count", 0, None),
        ("sum", 0, None),
        ("average", None, Missing.NO_READING),
        ("extreme", None, Missing.NO_READING),
        ("latest", None, Missing.NO_READING),
    ],
)
def test_no_entries_is_nought_only_where_that_is_true(
    kind: str, value: int | None, missing: Missing | None
) -> None:
    more = {} if kind == "count" else {"value": "invest_total", "measure": "亿元"}

    result = found(Books(), defined(kind, **more))

    assert (result.value, result.missing) == (value, missing)


def test_entries_that_all_lack_the_reading_leave_the_sum_missing() -> None:
    books = Books()
    books.add(2, signed_on="2023-06-01", invest_total=None)

    result = found(books, defined("sum", measure="亿元", value="invest_total"))

    assert (result.value, result.missing, result.lacking) == (None, Missing.NO_READING, 2)


def test_a_bare_number_is_in_the_unit_of_the_indicator() -> None:
    result = found(three(), defined("sum", measure="万元", value="days_between(signed_on, signed_on) + 5"))

    assert result.value == 4 * 50_000


def test_drafts_and_dropped_entries_do_not_count() -> None:
    books = Books()
    books.version(1, signed_on="2023-03-01", is_final=False)
    books.version(2, signed_on="2023-03-01")
    books.version(2, signed_on="2023-03-01", is_living=False, on="2023-09-02")
    books.version(3, signed_on="2023-03-01")

    assert [each.entry for each in found(books, defined("count")).counted] == [3]


def test_happened_and_known_are_asked_apart() -> None:
    books = Books()
    books.version(1, signed_on="2023-03-01", on="2023-11-05")
    books.version(2, signed_on="2023-11-01", on="2023-10-01")
    books.version(3, signed_on="2022-03-01", on="2023-01-01")

    assert [each.entry for each in found(books, defined("count")).counted] == [2]
    assert [each.entry for each in found(books, defined("count"), as_of=date(2023, 11, 5)).counted] == [1, 2]
    assert [each.entry for each in found(books, defined("count"), period="2022").counted] == [3]


def test_an_entry_counts_for_the_unit_its_field_names() -> None:
    books = Books()
    books.add(2, signed_on="2023-03-01", unit=TOWN)
    books.add(1, signed_on="2023-03-01", unit=COUNTY, town=OTHER_TOWN)
    by_town, by_keeper = defined("count", unit="town"), defined("count")

    def number(indicator: IndicatorDef, *units: int) -> Decimal | None:
        return found(books, indicator, unit=units[0], units=frozenset(units)).value

    assert number(by_town, TOWN) == 2
    assert number(by_town, OTHER_TOWN) == 1
    assert number(by_keeper, OTHER_TOWN) == 0
    assert number(by_keeper, COUNTY, TOWN, OTHER_TOWN) == 3


BIG = defined("count", "big", where="invest_total >= 3亿元")
ALL = defined("count", "all")


def test_a_share_keeps_its_numerator_and_denominator() -> None:
    result = found(three(), defined("share", measure="%", numerator="big", denominator="all"), BIG, ALL)

    assert (result.value, result.numerator, result.denominator) == (Decimal("0.5"), 2, 4)
    assert (len(result.over), len(result.under)) == (2, 4)


def test_a_share_of_nothing_is_missing() -> None:
    result = found(Books(), defined("share", measure="%", numerator="big", denominator="all"), BIG, ALL)

    assert (result.value, result.missing) == (None, Missing.NOTHING_BELOW)


def test_a_difference_takes_away() -> None:
    result = found(three(), defined("difference", numerator="all", denominator="big"), BIG, ALL)

    assert result.value == 2


def test_growth_holds_a_running_year_against_the_same_days() -> None:
    books = three()
    books.add(2, signed_on="2022-10-20")
    books.add(7, signed_on="2022-10-21")

    result = found(books, defined("growth", measure="%", of="all"), ALL)

    assert (result.value, result.numerator, result.denominator) == (1, 4, 2)
    assert result.parts[1].question.period.code == "2022-01-01/2022-10-20"


@pytest.mark.parametrize(
    ("period", "missing"), [("2023", Missing.NOTHING_BELOW), ("2024", Missing.NOT_BEGUN)]
)
def test_growth_against_nothing_is_missing(period: str, missing: Missing) -> None:
    result = found(three(), defined("growth", measure="%", of="all"), ALL, period=period)

    assert (result.value, result.missing) == (None, missing)


def test_to_date_begins_with_the_year() -> None:
    result = found(three(), defined("to_date", of="all"), ALL, period="2023-04")

    assert result.value == 2
    assert len(result.over) == 2


def test_a_derived_one_reckons_with_its_parts() -> None:
    result = found(three(), defined("derived", measure="分", formula="2 * all + big / 4"), BIG, ALL)

    assert result.value == Decimal("8.5")
    assert [each.indicator for each in result.parts] == ["all", "big"]


def test_a_derived_one_is_missing_where_a_part_is() -> None:
    rate = defined("share", "rate", "%", numerator="big", denominator="all")
    plain = defined("derived", measure="分", formula="all + rate")
    guarded = defined("derived", measure="分", formula="all + coalesce(rate, 0)")

    assert found(Books(), plain, rate, BIG, ALL).missing is Missing.PART
    assert found(Books(), guarded, rate, BIG, ALL).value == 0


def test_a_reading_says_who_when_and_where_from() -> None:
    books = Books()
    books.read("it", "2023-Q3", "1.5", source="财政局月报")

    result = found(books, defined("entered", measure="亿元"))

    assert result.value == 150_000_000
    assert (result.readings[0].entered_by, result.readings[0].source) == ("王芳", "财政局月报")


def test_of_readings_the_latest_span_counts_and_what_is_so_goes_before_what_is_expected() -> None:
    books = Books()
    books.read("it", "2023-09", "9", nature=Nature.FORECAST, on="2023-10-01")
    books.read("it", "2023-09", "8", on="2023-09-30")
    books.read("it", "2023-08", "7", on="2023-10-02")
    books.read("it", "2023-12", "6", unit=TOWN)

    result = found(books, defined("entered"))

    assert (result.value, result.is_forecast) == (8, False)


def test_a_forecast_says_that_it_is_one() -> None:
    books = Books()
    books.read("it", "2022", "9", nature=Nature.FORECAST, on="2023-01-01")

    result = found(books, defined("entered"), period="2022")

    assert (result.is_forecast, result.provisional) == (True, True)


def test_a_replaced_reading_counts_until_it_is_replaced() -> None:
    books = Books()
    first = books.read("it", "2023-09", "8", on="2023-10-01")
    books.read("it", "2023-09", "9", on="2023-10-21", replaces=first.id)

    assert found(books, defined("entered")).value == 8
    assert found(books, defined("entered"), as_of=date(2023, 10, 21)).value == 9


def test_an_indicator_nobody_defined_is_named() -> None:
    with pytest.raises(DefinitionError, match=r"define\.reference\.indicator"):
        answer("signed_cities", asked(), Books().reckoner())


def test_the_version_of_an_indicator_moves_with_its_parts() -> None:
    share = defined("share", measure="%", numerator="big", denominator="all")
    other = defined("count", "big", where="invest_total >= 2亿元")
    first = Books().reckoner(it=share, big=BIG, all=ALL)
    second = Books().reckoner(it=share, big=other, all=ALL)

    assert version_of("it", first) != version_of("it", second)
    assert version_of("all", first) == version_of("all", second)


def test_every_indicator_of_the_packs_answers() -> None:
    reckoner = three().reckoner()

    answers = {key: answer(key, asked(), reckoner) for key in CATALOG.indicators}

    assert all((each.value is None) == (each.missing is not None) for each in answers.values())
    assert answers["signed_all"].value == 4

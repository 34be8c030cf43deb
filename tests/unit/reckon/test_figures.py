"""The blanks of report templates: what they print, and the facts behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nianlun.define.expressions.parser import parse
from nianlun.define.figures import METHODS as CHECKED
from nianlun.define.figures import figures_of
from nianlun.define.model import ReportTemplateDef
from nianlun.kernel.errors import DefinitionError, RefusedError
from nianlun.reckon.expressions import Listing, Ranking, Series, reckon_blank, stands
from nianlun.reckon.facts import Fact, plain_fact, read_fact
from nianlun.reckon.methods import METHODS, Composing
from tests.unit.reckon.making import CATALOG, OTHER_TOWN, TOWN, Books, annual_books, asked, at

TARGETS = tuple(each for one in CATALOG.packs for each in one.targets)
THIRD_TOWN = 18
PEERS = {unit: frozenset((unit,)) for unit in (TOWN, OTHER_TOWN, THIRD_TOWN)}


def composing(made: Books, **question: object) -> Composing:
    """Ready to compose the report of the county."""
    return Composing(
        question=asked(**question),
        reckoner=made.reckoner(),
        targets=TARGETS,
        peers=PEERS,
        registers=CATALOG.registers,
    )


ANNUAL = composing(annual_books())


def fact(source: str, here: Composing = ANNUAL) -> Fact:
    """The fact of a blank."""
    found = reckon_blank(source, here)
    assert isinstance(found, Fact)
    return found


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("projects_new", "22个"),
        ("projects_new.value()", "22个"),
        ("projects_new.number()", "22"),
        ("projects_new.in_period()", "22个"),
        ('projects_new.completion("county")', "66.7%"),
        ('projects_new.completion("县定")', "66.7%"),
        ('projects_new.completion("city")', "88%"),
        ('projects_new_single_plant.completion("市定")', "112.5%"),
        ('projects_high_quality.completion("city")', "200%"),
        ('projects_new.completion("province")', "—"),
        ('projects_new.target("county")', "33个"),
        ('projects_new.gap("county")', "11个"),
        ('projects_high_quality.gap("city")', "-2个"),
        ("landing_rate", "63.6%"),
        ("signed_city_start_rate", "33.33%"),
        ("push_rate", "71.43%"),
        ("foreign_growth", "168.99%"),
        ("foreign_growth.sentence()", "同比增长168.99%"),
        ("foreign_capital", "3469.92万美元"),
        ("foreign_capital.growth()", "169%"),
        ("visits_firms.growth()", "—"),
        ("projects_new_city_rank", "第四"),
        ("projects_new.city_rank()", "第四"),
        ("landing_rate.growth()", "63.6个百分点"),
        ("hq_tax", "—"),
        ("signed_city.previous()", "3个"),
    ],
)
def test_a_blank_prints_what_the_trade_writes(source: str, text: str) -> None:
    assert fact(source).text == text


def test_a_plan_prints_the_targets_of_the_next_year() -> None:
    assert fact('projects_started.target("county")', replace(ANNUAL, target_year=2024)).text == "25个"


def test_a_completion_stands_on_the_actual_and_the_target() -> None:
    found = fact('projects_new.completion("county")')

    assert (found.numerator, found.denominator, found.measure) == (22, 33, "%")
    assert len(found.records) == 22
    assert found.provisional


def test_the_words_of_checker_and_reckoner_are_the_same() -> None:
    assert METHODS.keys() == CHECKED.keys()


def test_the_checker_knows_setters_by_key_and_by_word() -> None:
    assert not figures_of('{{ a.completion("县定") }}{{ a.completion("county") }}', ()).faults
    assert figures_of('{{ a.completion("镇定") }}', ()).faults


def ranked() -> Books:
    """Three towns: two with three new projects, one with one."""
    made = Books()
    for unit, number in ((TOWN, 3), (OTHER_TOWN, 3), (THIRD_TOWN, 1)):
        made.add(number, unit=unit, recognised_on="2023-05-01")
    made.add(1, unit=THIRD_TOWN, recognised_on="2022-10-21")
    made.add(4, unit=TOWN, recognised_on="2022-05-01")
    return made


@pytest.mark.parametrize(
    ("unit", "rank", "share"),
    [(TOWN, "并列第一", "42.9%"), (OTHER_TOWN, "并列第一", "42.9%"), (THIRD_TOWN, "第三", "14.3%")],
)
def test_a_town_has_its_place_and_its_share(unit: int, rank: str, share: str) -> None:
    here = composing(ranked(), unit=unit, units=frozenset((unit,)))

    assert fact("projects_new.rank()", here).text == rank
    assert fact("projects_new.share()", here).text == share


def test_a_fall_is_said_in_words() -> None:
    here = composing(ranked(), unit=TOWN, units=frozenset((TOWN,)))

    assert fact("projects_new.sentence()", here).text == "同比下降25%"
    assert fact("projects_new.growth()", here).value == Decimal("-0.25")


def test_a_ranking_has_a_row_for_every_unit() -> None:
    found = reckon_blank('ranking("projects_new", "signed_all")', composing(ranked()))

    assert isinstance(found, Ranking)
    assert [(row.unit, row.place.place, row.facts[0].text) for row in found.rows] == [
        (TOWN, 1, "3个"),
        (OTHER_TOWN, 1, "3个"),
        (THIRD_TOWN, 3, "1个"),
    ]


def test_a_listing_freezes_its_entries() -> None:
    found = reckon_blank('table("projects", "landing")', ANNUAL)

    assert isinstance(found, Listing)
    assert (len(found.entries), found.fact.text, found.is_table) == (38, "38条", True)
    assert found.fact.expression == 'table("projects", "landing")'


def test_a_chart_has_the_months_that_have_begun() -> None:
    found = reckon_blank('chart("projects_new")', ANNUAL)

    assert isinstance(found, Series)
    assert len(found.periods) == 10
    assert [each.text for each in found.facts[0]][4] == "22个"


@pytest.mark.parametrize(("condition", "holds"), [("projects_new > 0", True), ("hq_tax > 0亿元", False)])
def test_a_section_stands_where_its_condition_holds(condition: str, holds: bool) -> None:
    assert stands(parse(condition), ANNUAL) is holds
    assert stands(None, ANNUAL)


@pytest.mark.parametrize(
    "source",
    [
        "no_such_thing",
        "projects_new.praise()",
        'projects_new.completion("nobody")',
        'table("nothing")',
        "projects_new + 1",
    ],
)
def test_what_cannot_be_printed_is_refused(source: str) -> None:
    with pytest.raises(DefinitionError):
        reckon_blank(source, ANNUAL)


@pytest.mark.parametrize("report", CATALOG.reports.values(), ids=lambda each: each.key)
def test_every_blank_of_the_shipped_reports_is_reckoned(report: ReportTemplateDef) -> None:
    here = replace(ANNUAL, question=ANNUAL.question.of(TOWN, frozenset((TOWN,))))
    for section in report.sections:
        assert not figures_of(section.text, report.words).faults
        for blank in section.text.split("{{")[1:]:
            assert reckon_blank(blank.split("}}")[0].strip(), here) is not None
        assert stands(section.when, here) in (True, False)


def test_a_fact_comes_back_from_its_plain_form() -> None:
    for source in (
        "landing_rate",
        'projects_new.completion("county")',
        "foreign_growth",
        "projects_new_city_rank",
    ):
        found = fact(source, replace(ANNUAL, question=ANNUAL.question.known(at("2023-10-20", 18))))

        assert read_fact(plain_fact(found)) == found


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", "64.6%"),
        ("value", "0.646"),
        ("numerator", "22"),
        ("as_of", "2023-10-21"),
        ("sets", []),
        ("digest", ""),
        ("digest", None),
        ("period", "2024"),
        ("value", "much"),
        ("colour", "red"),
    ],
)
def test_an_altered_fact_does_not_come_back(key: str, value: object) -> None:
    plain = {**plain_fact(fact("landing_rate")), key: value}

    with pytest.raises(RefusedError, match=r"reckon\.fact\.altered"):
        read_fact(plain)


def test_facts_of_the_same_question_are_the_same() -> None:
    again = composing(annual_books())

    assert fact("landing_rate").digest == fact("landing_rate", again).digest
    later = replace(again, question=asked(as_of=date(2023, 10, 21)))
    assert fact("signed_city").digest != fact("signed_city", later).digest

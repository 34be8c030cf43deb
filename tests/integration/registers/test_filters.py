"""What SQL filters and reckons equals the pure functions of the definitions, for any values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nianlun.apps.people.models import Role
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import IndexRow, Version
from nianlun.apps.registers.queries.conditions import situations, sql_for, where
from nianlun.apps.registers.queries.rows import ordered, rows_of
from nianlun.apps.registers.queries.sql_expressions import Untranslatable, as_condition
from nianlun.apps.registers.queries.table_request import FilterBy, Sorting, TableRequest
from nianlun.apps.registers.recording.content import content_of
from nianlun.define.expressions.evaluate import holds
from nianlun.define.expressions.parser import parse
from nianlun.define.kinds import KINDS
from tests import factories
from tests.integration.registers.kit import AT, ledger, make_register

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31)).map(date.isoformat)
NUMBERS = st.decimals(Decimal(-9999), Decimal(99999), places=2).map(lambda number: f"{number:f}")
WORDS = st.sampled_from(["宠物A", "宠物a项目", "显示_屏", "100%数字", "abc\\d", "装备"])
PERIODS = st.sampled_from(["2023", "2023-Q4", "2024-01", "2024", "2023-11"])
INDUSTRIES = st.sampled_from(["pets", "display", "digital"])
NEEDS = st.lists(st.sampled_from(["land", "plant", "fund"]), unique=True, min_size=1)

ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"name": WORDS},
        optional={
            "amount": st.integers(0, 10**7).map(str),
            "area": st.integers(1, 5000).map(lambda number: f"{number / 10}"),
            "staff": st.integers(-5, 500),
            "signed_on": DAYS,
            "year": PERIODS,
            "foreign": st.booleans(),
            "industry": INDUSTRIES,
            "needs": NEEDS,
        },
    ),
    min_size=2,
    max_size=6,
)
"""Values in stored form."""

OPERANDS = {
    "name": st.sampled_from(["宠物", "A", "%", "_", "\\", "宠物a项目"]),
    "amount": st.integers(0, 1000).map(lambda number: f"{number}万元"),
    "area": st.integers(1, 500).map(str),
    "staff": st.integers(-5, 500).map(str),
    "signed_on": DAYS,
    "year": PERIODS,
    "foreign": st.sampled_from(["是", "否"]),
    "industry": st.sampled_from(["宠物", "display", "数字"]),
    "needs": st.sampled_from(["土地", "plant"]),
}

CONDITIONS = st.sampled_from(
    [
        "amount > 500万元",
        "not (amount > 500万元)",
        'industry == "pets" or area >= 100',
        'industry != "pets" and not has(staff)',
        'industry in ("pets", "digital")',
        "foreign == true",
        "foreign != true or staff < 0",
        "not foreign",
        "days_between(signed_on, today) > 30",
        "signed_on + 10 > today",
        "today - signed_on < 100",
        "year(signed_on) == 2023",
        "month(year) == 1",
        "amount / area > 3万元",
        "amount / staff > 3万元",
        "coalesce(staff, 7) == 7",
        "least(staff, 10) < most(5, area)",
        'contains(needs, "land")',
        'contains(name, "a")',
        'reached("signed")',
        'reached_on("signed") <= 2024-01-01',
        'stage == "planned"',
        'stage in ("signed", "ended")',
        'in_class("push") or in_class("landing")',
        'under("甲局")',
        'under("无此单位")',
        "per_mu > 2万元",
        "days_open > 100",
        "when(has(staff), staff, 3) > 2",
        "add_days(signed_on, 5) < 2024-01-01",
        "updated_on >= 2024-01-01",
        "has(year)",
        "-staff < 5",
        "true",
    ]
)


def world(entries):
    county = factories.UnitFactory(name="青禾县", kind="county")
    units = [factories.UnitFactory(name=name, parent=county) for name in ("甲局", "乙局")]
    user = factories.UserFactory(unit=county)
    factories.GrantFactory(user=user, unit=county, role=Role.ADMINISTER, area="all")
    register = make_register(user)
    for number, values in enumerate(entries):
        named = {**values, "name": f"{values['name']}{number}"}
        entry = actions.create_entry(
            register=register,
            unit=units[number % 2],
            values=named,
            classes=["push"] if number % 3 == 0 else [],
            stored=True,
            by=user,
            at=AT,
        )
        if number % 2 and "signed_on" in values:
            actions.move_stage(entry_id=entry.pk, to="signed", by=user, at=AT)
    return user, register


class Filters(TestCase):
    """Hypothesis needs a fresh database for every example."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ENTRIES, st.data())
    def test_filter_in_sql_equals_the_test_of_its_kind(self, entries, data):
        user, register = world(entries)
        book = ledger(user, register)
        for key, operands in OPERANDS.items():
            each = book.definition.field_by_key[key]
            for way in KINDS[each.kind].filters(each.options):
                count = way.operands if way.operands >= 0 else 2
                raw = tuple(data.draw(operands) for _ in range(count))
                asked = TableRequest(filters=(FilterBy(key, way.key, raw),))
                found = set(rows_of(book, asked).values_list("entry", flat=True))
                assert found == expected(register, each, way, raw), (key, way.key, raw)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ENTRIES, st.lists(CONDITIONS, min_size=6, max_size=12, unique=True))
    def test_condition_in_sql_equals_its_evaluation(self, entries, conditions):
        user, register = world(entries)
        book = ledger(user, register)
        rows = rows_of(book, TableRequest())
        here = list(situations(book, rows, as_of_on=AT.date()))
        for source in conditions:
            expression = parse(source)
            said = {row.entry_id for row, situation in here if holds(expression, situation)}
            found = rows.filter(as_condition(expression, sql_for(book, as_of_on=AT.date())))
            assert set(found.values_list("entry", flat=True)) == said, source

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ENTRIES, st.sampled_from(["amount", "staff", "signed_on", "industry", "name"]), st.booleans())
    def test_order_in_sql_equals_the_order_of_the_kind(self, entries, key, down):
        user, register = world(entries)
        book = ledger(user, register)
        each = book.definition.field_by_key[key]
        rows = list(
            ordered(book, rows_of(book, TableRequest()), [Sorting(key, down)]).values_list(
                "version", flat=True
            )
        )
        values = {
            version.pk: content_of(version).values.get(str(each.id))
            for version in Version.objects.filter(pk__in=rows)
        }
        keys = [KINDS[each.kind].sort_key(folded(values[number]), each.options) for number in rows]
        there = [key for key in keys if not key[0]]
        assert keys == there + [key for key in keys if key[0]]
        assert there == sorted(there, reverse=down)


def folded(value):
    return value.casefold() if isinstance(value, str) else value


def expected(register, each, way, raw):
    """Entries for which the pure test holds; texts are compared in one case."""
    kind = KINDS[each.kind]
    operands = tuple(
        part
        for one in raw
        for part in ((one,) if way.as_text else kind.index(kind.read(one, each.options), each.options))
    )
    operands = tuple(folded(part) for part in operands)
    found = set()
    for row in IndexRow.objects.filter(register=register, superseded_at__isnull=True).select_related(
        "version"
    ):
        value = row.version.values.get(str(each.id))
        values = tuple(folded(part) for part in kind.index(value, each.options))
        if way.test(values, operands):
            found.add(row.entry_id)
    return found


def test_condition_that_sql_cannot_say_is_asked_in_python(register, alice, make):
    make("甲")
    wanted = make("乙")
    book = ledger(alice, register)
    expression = parse(f'code == "{wanted.code}"')
    rows = rows_of(book, TableRequest())

    with pytest.raises(Untranslatable):
        as_condition(expression, sql_for(book))
    assert list(rows.filter(where(book, rows, expression, None)).values_list("entry", flat=True)) == [
        wanted.pk
    ]

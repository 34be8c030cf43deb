"""The database counts as plain Python does: every kind, period, unit, day and instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nianlun.apps.indicators.queries.counting import Books, DatabaseSource, IndexHistory, prepared
from nianlun.apps.people.actions import system_user
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.recording.reindexing import reindex
from nianlun.define.reading.periods import read_period
from nianlun.reckon.asking import Question
from nianlun.reckon.changes import change
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.history import PlainHistory
from nianlun.reckon.indicators import answer
from nianlun.reckon.source import Reckoner
from nianlun.reckon.versions import CHINA, EntryVersion, ledger_of
from tests import factories
from tests.integration.indicators.kit import COUNTED, catalog
from tests.integration.registers.kit import make_register

BEGIN = datetime(2023, 1, 1, 9, tzinfo=CHINA)
DAYS = st.dates(date(2022, 1, 1), date(2024, 2, 29))
CENTS = st.decimals(-10_000_000, 900_000_000_000, places=2).map(lambda each: f"{each.normalize():f}")
READINGS = st.fixed_dictionaries(
    {},
    optional={
        "1": st.sampled_from(["甲", "乙", "丙丁"]),
        "2": CENTS | st.sampled_from(["1000000", "999999.99"]),
        "3": st.decimals(-50, 5000, places=4).map(lambda each: f"{each.normalize():f}"),
        "4": st.integers(-9, 90_000),
        "5": DAYS.map(date.isoformat),
        "6": st.sampled_from(
            ["2022", "2023", "2023-H1", "2023-Q2", "2023-04", "2023-03-15/2024-01-02", "2023-W14"]
        ),
        "7": st.booleans(),
        "8": st.sampled_from(["pets", "display", "digital"]),
        "9": st.lists(st.sampled_from(["land", "plant", "fund"]), min_size=1, unique=True),
        "10": st.integers(0, 2),
    },
)
FIELDS = {
    "1": "name", "2": "amount", "3": "area", "4": "staff", "5": "signed_on", "6": "year", "7": "foreign",
    "8": "industry", "9": "needs", "10": "town",
}  # fmt: skip
STAGES = {1: "planned", 2: "signed", 3: "started", 4: "ended"}
CLASSES = {1: "push", 2: "landing"}
CATALOG = catalog()


@dataclass(frozen=True)
class Written:
    """A version as it is drawn."""

    after_hours: int
    unit: int
    stage: int
    classes: frozenset[int]
    values: dict
    is_final: bool
    is_living: bool
    corrects: bool


VERSIONS = st.builds(
    Written,
    after_hours=st.integers(1, 4000),
    unit=st.integers(0, 2),
    stage=st.sampled_from([1, 2, 3, 4]),
    classes=st.frozensets(st.sampled_from([1, 2])),
    values=READINGS,
    is_final=st.sampled_from([True, True, True, False]),
    is_living=st.sampled_from([True, True, True, False]),
    corrects=st.booleans(),
)
LEDGERS = st.lists(st.lists(VERSIONS, min_size=1, max_size=3), max_size=7)
PERIODS = st.sampled_from(
    ["2023", "2022", "2023-H1", "2023-Q2", "2023-04", "2023-01-01/2023-10-20", "2023-W14"]
)
ASKED = st.tuples(PERIODS, st.dates(date(2023, 1, 1), date(2024, 3, 1)), st.sampled_from([None, 0, 1, 2]))


@pytest.fixture
def units(county, bureau, other_bureau):
    return [county, bureau, factories.UnitFactory(name="城关镇", kind="town", parent=county)]


@pytest.fixture
def register(alice, units) -> Register:
    return make_register(alice)


def write(register: Register, units, drawn) -> list[tuple[str, EntryVersion]]:
    """The versions in the database, with their index; and the same as plain Python knows them."""
    plain = []
    for place, versions in enumerate(drawn):
        entry = factories.EntryFactory(
            register=register, code=f"E-{place}", unit=units[0], created_by=register.created_by
        )
        stood: frozenset[str] = frozenset()
        before, at = None, BEGIN
        for number, each in enumerate(versions, 1):
            at += timedelta(hours=each.after_hours)
            values = {key: units[value].pk if key == "10" else value for key, value in each.values.items()}
            corrects = before if each.corrects else None
            act = ("corrected" if corrects else "edited") if number > 1 else "created"
            if corrects is not None:
                stood -= {STAGES[before.stage]}
            before = factories.VersionFactory(
                entry=entry, number=number, unit=units[each.unit], stage=each.stage, act=act, corrects=corrects,
                classes=sorted(each.classes), values=values, state="final" if each.is_final else "draft",
                is_living=each.is_living, recorded_at=at, definition=register.current, recorded_by=register.created_by,
                previous_digest="x" if number > 1 else "",
            )  # fmt: skip
            stood |= {STAGES[each.stage]}
            known = EntryVersion(
                entry=entry.pk,
                number=number,
                recorded_at=at,
                unit=units[each.unit].pk,
                stage=STAGES[each.stage],
                stood=stood,
                classes=frozenset(CLASSES[one] for one in each.classes),
                values={FIELDS[key]: value for key, value in values.items()},
                code=entry.code,
                is_final=each.is_final,
                is_living=each.is_living,
                is_correction=corrects is not None,
            )
            plain.append(("works", known))
        entry.newest = len(versions)
        entry.save()
    reindex(register)
    return plain


def question(asked, units) -> Question:
    period, as_of, unit = asked
    found = Question(period=read_period(period), as_of=as_of)
    if unit is None:
        return found
    below = {each.pk for each in units} if unit == 0 else {units[unit].pk}
    return found.of(units[unit].pk, frozenset(below))


@pytest.mark.django_db
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    drawn=LEDGERS,
    asked=st.lists(ASKED, min_size=1, max_size=6),
    later=st.dates(date(2023, 1, 1), date(2024, 3, 1)),
)
def test_database_counts_as_plain_python_does(register, units, drawn, asked, later):
    with transaction.atomic():
        definitions = CATALOG
        ledger = ledger_of(definitions.registers, write(register, units, drawn))
        plain = Reckoner(definitions.indicators, PlainSource(ledger))
        books = Books(system_user())
        source = DatabaseSource(books)
        alone = Reckoner(definitions.indicators, source)
        together = prepared(
            DatabaseSource(books),
            definitions,
            [(key, question(each, units)) for key in COUNTED for each in asked],
        )

        for key in COUNTED:
            for each in asked:
                here = question(each, units)
                wanted, found, totals = (answer(key, here, one) for one in (plain, alone, together))
                assert found == wanted, (key, here)
                assert (totals.value, totals.numerator, totals.denominator, totals.lacking, totals.missing) == (
                    wanted.value, wanted.numerator, wanted.denominator, wanted.lacking, wanted.missing,
                ), (key, here)  # fmt: skip
                after = replace(here, as_of=max(later, here.as_of))
                before_and_after = [answer(key, one, alone) for one in (here, after)]
                history = IndexHistory(books, definitions.indicators)
                history.look_at(*before_and_after)
                assert change(*before_and_after, alone, history) == change(
                    answer(key, here, plain), answer(key, after, plain), plain, PlainHistory(ledger)
                )
        transaction.set_rollback(True)

"""Who sees which rows and fields, and who may do what."""

from __future__ import annotations

import io

import pytest

from nianlun.adapters.sheets import read_sheets
from nianlun.apps.people.models import Role
from nianlun.apps.registers import actions
from nianlun.apps.registers.exporting.plain import export_plain
from nianlun.apps.registers.exporting.sheets import export_csv, export_xlsx
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.registers import registers_for
from nianlun.apps.registers.queries.table import table
from nianlun.apps.registers.queries.table_request import FilterBy, Sorting, TableRequest
from nianlun.apps.registers.queries.timeline import timeline
from nianlun.kernel.errors import RefusedError
from tests import factories
from tests.integration.registers.kit import AT, PACK, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(county):
    """Reads all registers of the county, and keeps none."""
    user = factories.UserFactory(username="reader", unit=county)
    factories.GrantFactory(user=user, unit=county, role=Role.READ, area="registers")
    return user


@pytest.fixture
def entry(make):
    return make("一号", final=True, secret="900", amount="100")


PEOPLE = ("alice", "dora", "erin", "reader", "charlie", "nobody", "bob")
SEES_ROWS = {"alice", "dora", "erin", "reader", "bob"}
"""Bob works in the bureau and may always read there; his grant is for the library."""
SEES_SECRET = {"alice", "dora"}
KEEPS = {"alice", "dora"}
REVIEWS = {"alice", "erin"}


@pytest.mark.parametrize("name", PEOPLE)
def test_rows_and_secret_fields_by_person(request, register, entry, name):
    user = request.getfixturevalue(name)

    if name not in SEES_ROWS:
        with pytest.raises(RefusedError):
            entry_page(user, entry.pk)
        with pytest.raises(RefusedError):
            timeline(user, entry.pk)
        seen = [] if name == "nobody" else table(user, register, TableRequest()).rows
        assert not seen
        return
    row = table(user, register, TableRequest(columns=("name", "secret"))).rows[0]
    page = entry_page(user, entry.pk)
    told = {change.field.key for item in timeline(user, entry.pk).items for change in item.difference.fields}
    plain = next(iter(export_plain(user, register, TableRequest())))
    for values in (row.values, page.values, told, plain["values"]):
        assert ("secret" in values) is (name in SEES_SECRET)
    assert ("secret" in row.hidden) is (name not in SEES_SECRET)


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ["edit", "return"])
def test_acts_by_person(request, entry, name, act):
    user = request.getfixturevalue(name)
    allowed = KEEPS if act == "edit" else REVIEWS

    def do():
        if act == "edit":
            return actions.edit_entry(entry_id=entry.pk, values={"staff": "9"}, by=user, at=AT)
        return actions.return_entry(entry_id=entry.pk, reason="缺件", by=user, at=AT)

    if name in allowed:
        assert do()
        return
    with pytest.raises(RefusedError) as caught:
        do()
    hidden = "registers.entry.not_allowed" if name in SEES_ROWS else "registers.entry.missing"
    assert caught.value.slug == hidden


@pytest.mark.parametrize(("name", "count"), [("alice", 1), ("reader", 1), ("charlie", 0), ("nobody", None)])
def test_list_of_registers_counts_what_is_seen(request, entry, name, count):
    found = registers_for(request.getfixturevalue(name))

    assert [each.entries for each in found] == ([] if count is None else [count])


def test_secret_field_cannot_be_guessed_by_filter_sort_sum_or_group(register, entry, reader, dora):
    def asked(user, **request):
        return table(user, register, TableRequest(**request))

    by_price = (FilterBy("secret", "at_least", ("800",)),)
    assert asked(dora, filters=by_price).total == 1
    assert asked(dora, sums=("secret",)).sums == {"secret": 9000000}
    for key, value in (("filters", by_price), ("sort", (Sorting("secret"),)), ("group_by", "secret")):
        with pytest.raises(RefusedError) as caught:
            asked(reader, **{key: value})
        assert caught.value.slug == "registers.table.field_unknown"
    assert asked(reader, sums=("secret",)).sums == {}


def test_field_is_seen_in_own_rows_only_where_rights_differ(register, make, dora, other_bureau, alice):
    make("本局", final=True, secret="900")
    foreign = make("外局", final=True, secret="100")
    actions.hand_over(entry_id=foreign.pk, unit=other_bureau, reason="划转", by=alice, at=AT)
    factories.GrantFactory(user=dora, unit=other_bureau, role=Role.READ, area="works")

    request = TableRequest(columns=("name", "secret"), sums=("secret",), sort=(Sorting("secret"),))
    page = table(dora, register, request)
    assert [row.values.get("secret") for row in page.rows] == ["9000000", None]
    assert page.sums == {"secret": 9000000}
    asked = TableRequest(filters=(FilterBy("secret", "missing"),))
    assert table(dora, register, asked).total == 0


def test_secret_field_cannot_be_written_blindly(entry, register, bureau, erin):
    factories.GrantFactory(user=erin, unit=bureau, role=Role.READ, area="works")

    with pytest.raises(RefusedError):
        actions.correct_entry(entry_id=entry.pk, values={"secret": "1"}, reason="改价", by=erin, at=AT)
    assert actions.correct_entry(entry_id=entry.pk, values={"staff": "1"}, reason="人数", by=erin, at=AT)


def test_export_holds_no_secret(register, entry, reader, dora):
    request = TableRequest(columns=("name", "secret"))

    def sheet_of(user):
        target = io.BytesIO()
        export_xlsx(user, register, request, target)
        return str([sheet.rows for sheet in read_sheets("x.xlsx", target.getvalue())])

    assert "底价" in sheet_of(dora)
    assert "底价" not in sheet_of(reader)
    assert "900" not in "".join(export_csv(reader, register, request))


def test_whole_register_can_be_secret(alice, bureau, reader, dora):
    secret = make_register(alice, PACK.replace("title: name", "title: name\n  secrecy: restricted"))
    actions.create_entry(register=secret, unit=bureau, values={"name": "密"}, by=dora, at=AT)

    assert table(dora, secret, TableRequest()).total == 1
    with pytest.raises(RefusedError):
        table(reader, secret, TableRequest())
    assert registers_for(reader) == []


def test_right_in_a_unit_holds_for_those_below(register, entry, county):
    user = factories.UserFactory(unit=None)
    factories.GrantFactory(user=user, unit=county, role=Role.SUPERVISE, area="works")

    assert table(user, register, TableRequest()).total == 1

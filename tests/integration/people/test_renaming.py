"""A unit gets a new name: what it was called stays known, for the past and for sheets that still use it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from nianlun.apps.audit.queries import events_of
from nianlun.apps.library.models import Document
from nianlun.apps.people import actions
from nianlun.apps.people.models import FormerName, Person, Role, Unit
from nianlun.apps.people.unit_names import names_on, units_called
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

MARCH = date(2024, 3, 1)


def rename(unit: Unit, name: str, by, now, since: date = MARCH) -> Unit:
    return actions.rename_unit(unit=unit, name=name, since_on=since, by=by, at=now)


def test_renamed_unit_keeps_the_name_it_had_for_the_days_before(bureau, alice, now):
    rename(bureau, "县农业局", alice, now, date(2024, 1, 1))
    rename(bureau, "县乡村振兴局", alice, now)

    bureau.refresh_from_db()
    assert bureau.name == "县乡村振兴局"
    assert names_on(date(2023, 6, 1))[bureau.pk].name == "县农业农村局"
    assert names_on(date(2024, 2, 29))[bureau.pk].name == "县农业局"
    assert bureau.pk not in names_on(MARCH)
    event = events_of(bureau).first()
    assert (event.kind, event.detail["before"]["name"], event.detail["since"]) == (
        "unit.renamed",
        "县农业局",
        "2024-03-01",
    )


@pytest.mark.parametrize(
    ("name", "since", "slug"),
    [
        ("县农业局", MARCH, "people.unit.same_name"),
        ("县水利局", MARCH, "people.unit.name_taken"),
        ("县乡村局", date(2024, 3, 2), "people.unit.named_later"),
        ("县乡村局", date(2024, 2, 1), "people.unit.named_earlier"),
    ],
)
def test_name_that_cannot_hold_is_refused(bureau, other_bureau, alice, now, name, since, slug):
    rename(bureau, "县农业局", alice, now, date(2024, 2, 1))

    with pytest.raises(RefusedError, match=slug.replace(".", r"\.")):
        rename(bureau, name, alice, now, since)

    assert FormerName.objects.count() == 1


def test_sheet_that_uses_the_old_name_finds_the_unit(bureau, alice, now):
    rename(bureau, "县乡村振兴局", alice, now)

    sheet = "姓名,单位\n张三,县农业农村局\n".encode()
    actions.import_people(name="人员.csv", content=sheet, by=alice, at=now)

    assert Person.objects.get(name="张三").unit == bureau
    assert units_called("县农业农村局") == [bureau]


@pytest.mark.parametrize("act", ["rename", "mend"])
def test_documents_of_a_renamed_unit_are_to_be_indexed_again(bureau, other_bureau, alice, now, act):
    mine, other = (factories.DocumentFactory(unit=unit, index_due=False) for unit in (bureau, other_bureau))

    if act == "rename":
        rename(bureau, "县乡村振兴局", alice, now)
    else:
        kept = {"kind": bureau.kind, "short_name": "", "order": 0, "closed_on": None}
        actions.amend_unit(unit=bureau, name="县乡村振兴局", **kept, by=alice, at=now)

    assert list(Document.objects.filter(index_due=True)) == [mine]
    assert Document.objects.get(pk=mine.pk).version == mine.version + 1
    assert Document.objects.get(pk=other.pk).version == other.version


def test_page_renames_a_unit_and_lists_what_it_was_called(client_of, alice, bureau):
    client = client_of(alice)
    since = timezone.localdate() - timedelta(days=3)
    form = {"renaming-name": "县乡村振兴局", "renaming-short_name": "乡村局", "renaming-since_on": since}

    page = client.post(reverse("people:rename-unit", args=[bureau.pk]), form, follow=True).content.decode()

    assert "县乡村振兴局" in page
    assert "县农业农村局" in page
    assert Unit.objects.get(pk=bureau.pk).short_name == "乡村局"


def test_page_says_why_a_name_is_refused(client_of, alice, bureau, other_bureau):
    form = {"renaming-name": other_bureau.name, "renaming-since_on": "2024-01-01"}

    page = client_of(alice).post(reverse("people:rename-unit", args=[bureau.pk]), form).content.decode()

    assert 'role="alert"' in page
    assert not FormerName.objects.exists()


def test_page_merges_a_unit_into_another(client_of, alice, bureau, other_bureau):
    form = {"merging-into": other_bureau.pk, "merging-on": "2024-01-01"}

    client_of(alice).post(reverse("people:merge-unit", args=[bureau.pk]), form)

    bureau.refresh_from_db()
    assert (bureau.merged_into, bureau.parent) == (other_bureau, other_bureau)
    assert "2024-01-01" in client_of(alice).get(reverse("people:unit", args=[bureau.pk])).content.decode()


@pytest.mark.parametrize("what", ["rename-unit", "merge-unit"])
def test_units_are_renamed_and_merged_only_by_who_administers_them(
    client_of, bob, charlie, nobody, bureau, other_bureau, what
):
    """Bob administers people of another bureau; Charlie and nobody administer none."""
    factories.GrantFactory(user=bob, unit=other_bureau, role=Role.ADMINISTER, area="people")
    address = reverse(f"people:{what}", args=[bureau.pk])
    form = {
        "renaming-name": "别的局",
        "renaming-since_on": "2024-01-01",
        "merging-into": other_bureau.pk,
        "merging-on": "2024-01-01",
    }

    answers = [client_of(user).post(address, form).status_code for user in (bob, charlie, nobody, None)]

    bureau.refresh_from_db()
    assert answers == [403, 403, 403, 302]
    assert (bureau.name, bureau.closed_on) == ("县农业农村局", None)


def test_unit_is_not_merged_into_one_that_is_not_administered(client_of, bob, bureau, other_bureau):
    factories.GrantFactory(user=bob, unit=bureau, role=Role.ADMINISTER, area="people")
    form = {"merging-into": other_bureau.pk, "merging-on": "2024-01-01"}

    client_of(bob).post(reverse("people:merge-unit", args=[bureau.pk]), form)

    bureau.refresh_from_db()
    assert bureau.closed_on is None

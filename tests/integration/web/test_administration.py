"""What administrators do on pages."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from nianlun.apps.people.models import ApiToken, Grant, Unit, User
from nianlun.apps.people.queries import may, user_of_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(alice, client_of):
    return client_of(alice)


def test_unit_is_made(browser, county):
    answer = browser.post(
        reverse("people:new-unit"), {"parent": county.pk, "name": "河口镇", "kind": "town", "order": ""}
    )

    assert answer.status_code == 302
    assert Unit.objects.get(name="河口镇").path == f"{county.path}{Unit.objects.get(name='河口镇').pk}/"


def test_unit_of_a_taken_name_is_refused_in_words(browser, county, bureau):
    answer = browser.post(
        reverse("people:new-unit"), {"parent": county.pk, "name": bureau.name, "kind": "bureau"}
    )

    assert f"同一上级单位下已有“{bureau.name}”" in answer.content.decode()


def test_unit_is_changed_and_moved(browser, bureau, other_bureau):
    browser.post(
        reverse("people:unit", args=[bureau.pk]),
        {"parent": other_bureau.pk, "name": "农业站", "kind": "institution", "closed_on": "2024-05-01"},
    )

    bureau.refresh_from_db()
    assert (bureau.name, bureau.kind, bureau.parent) == ("农业站", "institution", other_bureau)
    assert bureau.path == f"{other_bureau.path}{bureau.pk}/"


def test_unit_is_made_only_below_units_one_administers(bob, bureau, county, client_of):
    Grant.objects.filter(user=bob).update(role="administer", area="all")

    answer = client_of(bob).post(
        reverse("people:new-unit"), {"parent": county.pk, "name": "新局", "kind": "bureau"}
    )

    assert answer.status_code == 200
    assert not Unit.objects.filter(name="新局").exists()


def test_user_is_made_with_a_password_shown_once(browser, client, bureau):
    answer = browser.post(
        reverse("people:new-user"),
        {"username": "li", "display_name": "李四", "unit": bureau.pk, "role": "keep"},
    )

    password = re.search(r'id="secret">([a-z0-9-]+)<', answer.content.decode())[1]
    user = User.objects.get(username="li")
    assert user.check_password(password)
    assert user.must_change_password
    assert may(user, "keep", bureau, "library")
    assert "no-store" in answer.headers["Cache-Control"]


def test_rights_are_given_and_taken_back(browser, charlie, other_bureau):
    browser.post(
        reverse("people:give-right", args=[charlie.pk]),
        {"unit": other_bureau.pk, "role": "keep", "area": "library"},
    )
    assert may(charlie, "keep", other_bureau, "library")

    held = Grant.objects.get(user=charlie)
    browser.post(reverse("people:take-right", args=[charlie.pk, held.pk]))
    assert not may(charlie, "keep", other_bureau, "library")


def test_account_is_closed_and_opened_again(browser, charlie):
    for active in (False, True):
        browser.post(reverse("people:open-or-close", args=[charlie.pk]))
        charlie.refresh_from_db()
        assert charlie.is_active is active


def test_keeper_cannot_administer_by_writing_to_the_address(bob, charlie, client_of):
    browser = client_of(bob)
    for name in ("give-right", "new-password", "open-or-close"):
        answer = browser.post(reverse(f"people:{name}", args=[charlie.pk]))
        assert answer.status_code in (403, 404)
    charlie.refresh_from_db()
    assert charlie.is_active


def test_token_is_shown_once_and_ended(bob, client_of):
    browser = client_of(bob)

    page = browser.post(reverse("account"), {"name": "export", "days": 30}).content.decode()
    token = re.search(r'id="token">([^<]+)<', page)[1]
    assert user_of_token(token)[0] == bob
    assert token not in browser.get(reverse("account")).content.decode()

    browser.post(reverse("end-token", args=[ApiToken.objects.get().pk]))
    assert user_of_token(token) is None


def test_token_of_another_is_not_ended(bob, charlie, client_of):
    client_of(bob).post(reverse("account"), {"name": "export", "days": 30})

    answer = client_of(charlie).post(reverse("end-token", args=[ApiToken.objects.get().pk]))

    assert answer.status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_audit_page_is_narrowed(browser, charlie, other_bureau):
    browser.post(
        reverse("people:give-right", args=[charlie.pk]),
        {"unit": other_bureau.pk, "role": "keep", "area": "library"},
    )

    def subjects(**wanted):
        return [event.subject_label for event in browser.get(reverse("audit"), wanted).context["page"]]

    assert subjects(kind="grant.given") == ["Charlie"]
    assert subjects(person="alice") == ["Charlie"]
    assert subjects(person="bob") == []
    assert subjects(until="2020-01-01") == []


@pytest.mark.parametrize(
    ("path", "queries"), [("/", 38), ("/units/", 12), ("/users/", 14), ("/audit/", 15), ("/account/", 11)]
)
def test_page_asks_the_database_a_bounded_number_of_times(
    browser, other_bureau, path, queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(queries):
        browser.get(path)

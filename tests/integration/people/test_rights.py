"""Who may do what where."""

from __future__ import annotations

import pytest

from nianlun.apps.audit.queries import events_of
from nianlun.apps.people import actions
from nianlun.apps.people.models import Grant, Role
from nianlun.apps.people.queries import may, may_manage, units_of, user_of_token, users_managed_by
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db


def test_grant_reaches_the_units_below(alice, county, bureau, other_bureau):
    for role in Role.values:
        assert units_of(alice, role, "library") == {county.pk, bureau.pk, other_bureau.pk}


def test_grant_does_not_reach_the_units_above_or_beside(bob, county, bureau, other_bureau):
    assert units_of(bob, "keep", "library") == {bureau.pk}
    assert not may(bob, "read", county, "library")
    assert not may(bob, "read", other_bureau, "library")


def test_own_unit_may_be_read_and_no_more(charlie, other_bureau):
    assert units_of(charlie, "read", "library") == {other_bureau.pk}
    assert units_of(charlie, "keep", "library") == set()


def test_own_unit_does_not_open_the_units_below(charlie, other_bureau):
    below = factories.UnitFactory(parent=other_bureau)

    assert not may(charlie, "read", below, "library")


def test_nobody_may_nothing(nobody, bureau):
    assert not may(nobody, "read", bureau, "library")
    assert not may(nobody, "read", None, "library")


@pytest.mark.parametrize(
    ("held", "given"),
    [
        ("read", {"read"}),
        ("keep", {"read", "keep"}),
        ("review", {"read", "review"}),
        ("supervise", {"read", "supervise"}),
        ("administer", {"read", "keep", "review", "supervise", "administer"}),
    ],
)
def test_role_carries_other_roles(nobody, bureau, held, given):
    factories.GrantFactory(user=nobody, unit=bureau, role=held)

    assert {role for role in Role.values if may(nobody, role, bureau, "library")} == given


def test_grant_holds_in_its_area_only(bob, bureau):
    assert not may(bob, "keep", bureau, "people")


def test_revoked_grant_holds_no_longer(bob, alice, bureau, now):
    held = Grant.objects.get(user=bob)

    actions.revoke(grant_id=held.pk, by=alice, at=now)
    actions.revoke(grant_id=held.pk, by=alice, at=now)

    assert not may(bob, "keep", bureau, "library")
    assert [event.kind for event in events_of(bob)] == ["grant.revoked"]


def test_closed_account_may_nothing(bob, alice, bureau, now):
    actions.close_user(user=bob, by=alice, at=now)

    assert not may(bob, "read", bureau, "library")


def test_grant_is_given_once(bob, alice, bureau, now):
    first = actions.grant(user=bob, unit=bureau, role="review", area="library", by=alice, at=now)
    second = actions.grant(user=bob, unit=bureau, role="review", area="library", by=alice, at=now)

    assert first == second
    assert [event.kind for event in events_of(bob)] == ["grant.given"]


@pytest.mark.parametrize("role", ["read", "administer"])
def test_nobody_gives_what_he_does_not_administer(bob, charlie, bureau, now, role):
    with pytest.raises(RefusedError, match=r"people\.grant\.not_yours"):
        actions.grant(user=charlie, unit=bureau, role=role, area="library", by=bob, at=now)


def test_administrator_of_a_bureau_does_not_reach_the_county(bob, county, bureau, now):
    factories.GrantFactory(user=bob, unit=bureau, role="administer", area="all")

    with pytest.raises(RefusedError, match=r"people\.grant\.not_yours"):
        actions.grant(user=bob, unit=county, role="read", area="all", by=bob, at=now)


def test_administrator_of_users_cannot_make_himself_keeper_of_another_area(bob, bureau, now):
    factories.GrantFactory(user=bob, unit=bureau, role="administer", area="people")

    with pytest.raises(RefusedError, match=r"people\.grant\.not_yours"):
        actions.grant(user=bob, unit=bureau, role="keep", area="all", by=bob, at=now)


def test_account_with_rights_elsewhere_is_not_managed(bob, bureau, county, now):
    """Resetting the password of a more powerful neighbour would take his rights."""
    factories.GrantFactory(user=bob, unit=bureau, role="administer", area="all")
    powerful = factories.UserFactory(unit=bureau)
    factories.GrantFactory(user=powerful, unit=county, role="administer", area="all")

    assert powerful in users_managed_by(bob)
    assert not may_manage(bob, powerful)
    for act in (actions.reset_password, actions.close_user):
        with pytest.raises(RefusedError, match=r"people\.user\.not_yours"):
            act(user=powerful, by=bob, at=now)


def test_nobody_closes_his_own_account(alice, now):
    with pytest.raises(RefusedError, match=r"people\.user\.own_account"):
        actions.close_user(user=alice, by=alice, at=now)


def test_token_acts_for_its_user(bob, now):
    row, token = actions.issue_token(user=bob, name="export", by=bob, at=now)

    assert user_of_token(token) == (bob, row)
    assert token not in str(row.__dict__)
    assert user_of_token(f"{token}x") is None


def test_token_that_ended_or_expired_acts_no_longer(bob, now):
    ended, token = actions.issue_token(user=bob, name="export", by=bob, at=now)
    actions.revoke_token(token_id=ended.pk, by=bob, at=now)
    factories.ApiTokenFactory(user=bob, token="nianlun_old", expires_at=now.replace(year=2025))

    assert user_of_token(token) is None
    assert user_of_token("nianlun_old") is None


def test_token_of_a_closed_account_acts_no_longer(bob, alice, now):
    _row, token = actions.issue_token(user=bob, name="export", by=bob, at=now)
    actions.close_user(user=bob, by=alice, at=now)

    assert user_of_token(token) is None


def test_use_of_a_token_is_noted_at_most_every_five_minutes(bob, now):
    row, _token = actions.issue_token(user=bob, name="export", by=bob, at=now)

    actions.note_use(token_id=row.pk, at=now)
    actions.note_use(token_id=row.pk, at=now.replace(minute=now.minute + 1))
    row.refresh_from_db()
    assert row.last_used_at == now

    actions.note_use(token_id=row.pk, at=now.replace(minute=now.minute + 6))
    row.refresh_from_db()
    assert row.last_used_at == now.replace(minute=now.minute + 6)


def test_user_of_a_taken_name_is_refused(bob, alice, bureau, now):
    with pytest.raises(RefusedError, match=r"people\.user\.name_taken"):
        actions.create_user(username="BOB", display_name="B", unit=bureau, password="x", by=alice, at=now)


def test_reset_password_has_to_be_changed(bob, alice, now):
    password = actions.reset_password(user=bob, by=alice, at=now)

    assert bob.check_password(password)
    assert bob.must_change_password
    actions.change_password(user=bob, password="another-one-9", by=bob, at=now)
    assert not bob.must_change_password

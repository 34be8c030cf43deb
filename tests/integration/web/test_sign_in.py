"""Signing in, being locked out, and the one-time password."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from nianlun.apps.audit.models import Event
from nianlun.apps.people import actions
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, username, password, **more):
    return client.post("/sign-in/", {"username": username, "password": password}, **more)


def test_user_signs_in_and_out(client, bob):
    answer = sign_in(client, "bob", PASSWORD)
    assert answer.headers["Location"] == "/"
    assert client.get("/account/").status_code == 200

    client.post("/sign-out/")

    assert client.get("/account/").status_code == 302
    assert [event.kind for event in Event.objects.order_by("pk")] == ["user.signed_in", "user.signed_out"]


def test_user_comes_in_his_language(client, bob):
    bob.language = "en"
    bob.save()

    sign_in(client, "bob", PASSWORD)

    assert client.get("/about/").headers["Content-Language"] == "en"


def test_sign_in_does_not_lead_elsewhere(client, bob):
    answer = client.post(
        "/sign-in/", {"username": "bob", "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert answer.headers["Location"] == "/"


def test_wrong_password_is_told_without_saying_which_was_wrong(client, bob):
    answers = [sign_in(client, name, "wrong").content.decode() for name in ("bob", "stranger")]

    assert all("用户名或密码不正确" in answer for answer in answers)


def test_closed_account_does_not_come_in(client, bob, alice, now):
    actions.close_user(user=bob, by=alice, at=now)

    assert sign_in(client, "bob", PASSWORD).status_code == 200
    assert client.get("/account/").status_code == 302


def test_closing_ends_a_running_session(client, bob, alice, now):
    sign_in(client, "bob", PASSWORD)

    actions.close_user(user=bob, by=alice, at=now)

    assert client.get("/account/").status_code == 302


def test_repeated_failures_lock_out_even_the_right_password(client, bob):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, "bob", "wrong")

    assert answer.status_code == 429
    assert "登录已锁定" in answer.content.decode()
    assert sign_in(client, "bob", PASSWORD).status_code == 429


def test_lock_out_does_not_reach_other_users_or_computers(client, bob, charlie):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "bob", "wrong")

    assert sign_in(client, "charlie", PASSWORD).status_code == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.44"), "bob", PASSWORD).status_code == 302


def test_form_without_its_secret_is_refused(bob):
    answer = sign_in(Client(enforce_csrf_checks=True), "bob", PASSWORD)

    assert answer.status_code == 403
    assert "页面已失效" in answer.content.decode()


def test_one_time_password_leads_nowhere_but_to_a_new_one(client, bob, alice, now):
    password = actions.reset_password(user=bob, by=alice, at=now)
    sign_in(client, "bob", password)

    assert client.get("/").headers["Location"] == "/password/"
    assert client.get("/account/").headers["Location"] == "/password/"

    new = {"old_password": password, "new_password1": "quiet-river-52", "new_password2": "quiet-river-52"}
    assert client.post("/password/", new).headers["Location"] == "/"
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize("weak", ["short-1", "1234567890123", "password1234", PASSWORD])
def test_weak_password_is_refused(client, bob, weak):
    client.force_login(bob)

    answer = client.post(
        "/password/", {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_new_password_ends_the_other_sessions(bob):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(bob)

    here.post(
        "/password/",
        {"old_password": PASSWORD, "new_password1": "quiet-river-52", "new_password2": "quiet-river-52"},
    )

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302

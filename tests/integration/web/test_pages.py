"""Every page: who may open it, in which language, and with what headers."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import RequestFactory, override_settings
from django.urls import reverse

from nianlun.web import errors
from nianlun.web.middleware import client_address

ALICE, BOB, CHARLIE, NOBODY, STRANGER = "alice", "bob", "charlie", "nobody", "stranger"
TO_SIGN_IN = 302
RIGHTS = {
    # page: answers to Alice (administers the county), Bob (keeps the library of a bureau),
    # Charlie (no grant), nobody (no unit), and a stranger who is not signed in
    "/": (200, 200, 200, 200, TO_SIGN_IN),
    "/about/": (200, 200, 200, 200, 200),
    "/account/": (200, 200, 200, 200, TO_SIGN_IN),
    "/password/": (200, 200, 200, 200, TO_SIGN_IN),
    "/sign-in/": (302, 302, 302, 302, 200),
    "/units/": (200, 403, 403, 403, TO_SIGN_IN),
    "/units/new/": (200, 403, 403, 403, TO_SIGN_IN),
    "/users/": (200, 403, 403, 403, TO_SIGN_IN),
    "/users/new/": (200, 403, 403, 403, TO_SIGN_IN),
    "/audit/": (200, 403, 403, 403, TO_SIGN_IN),
    "/healthz": (200, 200, 200, 200, 200),
    "/readyz": (200, 200, 200, 200, 200),
    "/nothing/": (404, 404, 404, 404, 404),
}
EVERYBODY = (ALICE, BOB, CHARLIE, NOBODY, STRANGER)
CASES = [
    pytest.param(path, name, status, id=f"{path}-{name}")
    for path, statuses in RIGHTS.items()
    for name, status in zip(EVERYBODY, statuses, strict=True)
]


@pytest.fixture
def people(alice, bob, charlie, nobody):
    return {ALICE: alice, BOB: bob, CHARLIE: charlie, NOBODY: nobody, STRANGER: None}


@pytest.mark.parametrize(("path", "name", "status"), CASES)
def test_page_opens_for_whom_it_should(people, client_of, path, name, status):
    response = client_of(people[name]).get(path)

    assert response.status_code == status
    if status == TO_SIGN_IN and name == STRANGER:
        assert response.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", RIGHTS)
def test_page_carries_the_headers_of_safety(alice, client_of, path):
    headers = client_of(alice).get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [path for path, statuses in RIGHTS.items() if statuses[0] == 200])
def test_page_holds_no_inline_script_or_style(alice, client_of, path):
    page = client_of(alice).get(path).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize("path", ["/units/{other}/", "/users/{other_user}/"])
def test_administrator_of_a_bureau_sees_no_other_bureau(bob, charlie, bureau, client_of, path):
    bob.grants.create(unit=bureau, role="administer", area="all", granted_at=bob.joined_at, granted_by=bob)

    response = client_of(bob).get(path.format(other=charlie.unit_id, other_user=charlie.pk))

    assert response.status_code in (403, 404)


def test_chinese_is_spoken_first(client):
    page = client.get("/sign-in/", headers={"Accept-Language": "en-US,en"})

    assert page.headers["Content-Language"] == "zh-hans"
    assert 'lang="zh-hans"' in page.content.decode()
    assert "登录" in page.content.decode()


@pytest.mark.django_db
def test_language_is_switched_and_remembered(client, bob):
    client.force_login(bob)

    answer = client.post("/language/", {"language": "en", "next": "/about/"})

    assert answer.headers["Location"] == "/about/"
    assert "About Nianlun" in client.get("/about/").content.decode()
    bob.refresh_from_db()
    assert bob.language == "en"


@pytest.mark.django_db
def test_language_switch_does_not_lead_elsewhere(client):
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example/"})

    assert "evil" not in answer.headers["Location"]


def test_navigation_shows_what_rights_open(people, client_of):
    def shown(name):
        page = client_of(people[name]).get("/").content.decode()
        return {
            route
            for route in ("library:list", "library:imports", "people:units", "audit")
            if f'href="{reverse(route)}"' in page
        }

    assert shown(ALICE) == {"library:list", "library:imports", "people:units", "audit"}
    assert shown(BOB) == {"library:list", "library:imports"}
    assert shown(CHARLIE) == {"library:list"}
    assert shown(NOBODY) == set()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.csrf_failure, 403),
        (errors.locked_out, 429),
    ],
)
@pytest.mark.django_db
def test_error_page_is_shown_in_our_look(client, bob, view, status):
    request = RequestFactory().get("/")
    request.user, request._messages = bob, []

    page = view(request)

    assert page.status_code == status
    assert "nianlun/nianlun.css" in page.content.decode()


def test_failure_page_needs_no_database():
    page = errors.server_error(RequestFactory().get("/"))

    assert page.status_code == 500
    assert "nianlun/nianlun.css" in page.content.decode()


def test_unknown_host_is_refused_but_probes_are_answered(client):
    for path, status in (("/sign-in/", 400), ("/healthz", 200)):
        assert client.get(path, headers={"Host": "elsewhere.example"}).status_code == status


@pytest.mark.django_db
def test_ready_page_tells_when_the_database_is_gone(client, monkeypatch):
    monkeypatch.setattr("nianlun.web.health.connection.cursor", fails)

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def fails(*_args, **_kwargs):
    raise OperationalError


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 192.0.2.8", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "<script>", "192.0.2.1"),
    ],
)
def test_only_trusted_proxies_are_believed(hops, forwarded, seen):
    addresses = []
    middleware = client_address(lambda request: addresses.append(request.META["REMOTE_ADDR"]))

    with override_settings(PROXY_HOPS=hops):
        middleware(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded}))

    assert addresses == [seen]


@pytest.mark.django_db
def test_upload_beyond_the_limit_is_refused(client, bob, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    client.force_login(bob)
    small, large = (named_bytes(size) for size in (900, 2000))

    assert client.post("/language/", {"language": "en", "file": small}).status_code == 302
    assert client.post("/language/", {"language": "en", "file": large}).status_code == 400


def named_bytes(size):
    return SimpleUploadedFile("report.txt", b"x" * size)


@pytest.mark.django_db
def test_unknown_call_of_the_api_is_answered_in_its_own_form(client):
    answer = client.get("/api/nothing/")

    assert (answer.status_code, answer.json()["slug"]) == (404, "api.no_such_call")

"""A real browser on the live site; skipped plainly where there is no Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import ImportJob
from tests.need import chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE_MS = 15_000


@pytest.fixture(scope="session", autouse=True)
def _unsafe_orm() -> Iterator[None]:
    """Playwright's event loop makes Django think that tests are asynchronous; they are not."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """One browser for all journeys."""
    path = chromium()
    if not path:
        pytest.skip("no Chromium: install Debian's package chromium or set NIANLUN_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on a desk."""
    context = chrome.new_context(viewport=DESK, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, live_server, bob) -> Iterator[Page]:
    """A page in which Bob is signed in; a fault of a script, or something CSP blocks, fails the test."""
    client = Client()
    client.force_login(bob)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    assert not faults


@pytest.fixture
def worked(now) -> None:
    """Work through every delivery that waits, as the worker would."""

    def carry_out() -> None:
        for job in ImportJob.objects.filter(state=ImportJob.State.WAITING):
            work(job.pk, clock=lambda: now)

    return carry_out

"""What all tests share: folders of their own, quick passwords, and the people of the permission tests.

Alice administers the county; Bob keeps the library of his bureau; Charlie works in another bureau and
has no right but to read there; nobody has an account and no unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import pytest_socket
from django.test import Client, override_settings

from nianlun.apps.people.models import Role, Unit, User
from tests import factories

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})
CLOSED_TO_THE_NETWORK = ("tests/unit/", "tests/spec/")

hypothesis.settings.register_profile(
    "nianlun", hypothesis.settings.default, deadline=None
)  # a busy machine is slow
hypothesis.settings.load_profile("nianlun")


def needs_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by mark or by fixture."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, so that `-m database` runs it on PostgreSQL too."""
    for item in items:
        if needs_database(item):
            item.add_marker(pytest.mark.database)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Close the network to the tests of functions."""
    if item.nodeid.startswith(CLOSED_TO_THE_NETWORK):
        pytest_socket.disable_socket(allow_unix_socket=True)


def pytest_runtest_teardown() -> None:
    """Open it again for the next test."""
    pytest_socket.enable_socket()


@pytest.fixture(scope="session", autouse=True)
def no_packs_of_the_machine() -> Iterator[None]:
    """What somebody keeps in the data folder here is no part of a test."""
    with override_settings(PACKS_FOLDER=None):
        yield


@pytest.fixture(autouse=True)
def own_folders(request: pytest.FixtureRequest) -> None:
    """Files, index and watched folder of a test with a database belong to that test alone."""
    if request.node.get_closest_marker("database") is None:
        return
    settings = request.getfixturevalue("settings")
    folder: Path = request.getfixturevalue("tmp_path")
    settings.DATA_FOLDER = folder
    settings.MEDIA_ROOT = folder / "files"
    settings.INDEX_FOLDER = folder / "index"
    settings.WATCHED_FOLDER = None
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": folder / "cache"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> datetime:
    """A fixed instant."""
    return datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def county(db: None) -> Unit:
    """The root of the tree."""
    return factories.UnitFactory(name="青禾县", kind="county")


@pytest.fixture
def bureau(county: Unit) -> Unit:
    """Bob's bureau."""
    return factories.UnitFactory(name="县农业农村局", parent=county)


@pytest.fixture
def other_bureau(county: Unit) -> Unit:
    """Charlie's bureau."""
    return factories.UnitFactory(name="县水利局", parent=county)


@pytest.fixture
def alice(county: Unit) -> User:
    """Administers the county."""
    user = factories.UserFactory(username="alice", display_name="Alice", unit=county)
    factories.GrantFactory(user=user, unit=county, role=Role.ADMINISTER, area="all")
    return user


@pytest.fixture
def bob(bureau: Unit) -> User:
    """Keeps the library of his bureau."""
    user = factories.UserFactory(username="bob", display_name="Bob", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="library")
    return user


@pytest.fixture
def charlie(other_bureau: Unit) -> User:
    """Works in another bureau, without any grant."""
    return factories.UserFactory(username="charlie", display_name="Charlie", unit=other_bureau)


@pytest.fixture
def nobody(db: None) -> User:
    """Has an account, but no unit and no grant."""
    return factories.UserFactory(username="nobody", display_name="Nobody", unit=None)


@pytest.fixture
def client_of() -> Callable[[User | None], Client]:
    """A browser in which this user is signed in; without a user, nobody is."""

    def make(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return make

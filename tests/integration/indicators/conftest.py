"""What the tests of the indicators share: their own definitions instead of the shipped ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianlun.apps.indicators.queries import guarding
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register
from tests.integration.indicators.kit import catalog
from tests.integration.registers.kit import make_register


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch, alice: User) -> Register:
    """The register of the tests, and its indicators and nothing else."""
    found = catalog()
    monkeypatch.setattr(Desk, "__init__", _with(found))
    monkeypatch.setattr(guarding, "catalog_in_force", lambda: found)
    return make_register(alice)


def _with(found) -> Callable:
    def init(self, user, catalog=None) -> None:
        self.user, self.catalog = user, catalog or found
        self.__post_init__()

    return init

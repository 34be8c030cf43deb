"""Dora keeps works in her bureau, Erin reviews there; Alice administers the county; Charlie reads elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry, Register
from tests import factories
from tests.integration.registers.kit import AT, make_register


@pytest.fixture
def register(alice: User) -> Register:
    """The register of the tests."""
    return make_register(alice)


@pytest.fixture
def dora(bureau: Unit) -> User:
    """Keeps works of the bureau."""
    user = factories.UserFactory(username="dora", display_name="Dora", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="works")
    return user


@pytest.fixture
def erin(bureau: Unit) -> User:
    """Reviews all registers of the bureau."""
    user = factories.UserFactory(username="erin", display_name="Erin", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.REVIEW, area="registers")
    return user


@pytest.fixture
def town(county: Unit) -> Unit:
    """A town that values name."""
    return factories.UnitFactory(name="城关镇", kind="town", parent=county)


@pytest.fixture
def later() -> Callable[[float], datetime]:
    """Instants: so many hours after the beginning."""
    return lambda hours: AT + timedelta(hours=hours)


@pytest.fixture
def make(register: Register, dora: User, bureau: Unit) -> Callable[..., Entry]:
    """Makes an entry of the bureau; values may be given."""

    def made(name: str = "一号工程", *, at: datetime = AT, final: bool = False, **values) -> Entry:
        asked = {"name": name, **values}
        return actions.create_entry(register=register, unit=bureau, values=asked, by=dora, at=at, final=final)

    return made

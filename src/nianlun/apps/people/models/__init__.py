"""What is kept of people: units, persons and posts, users, rights, tokens."""

from nianlun.apps.people.models.rights import ALL_AREAS, ApiToken, Area, Grant, Role
from nianlun.apps.people.models.units import FormerName, Holding, Person, Post, Unit, UnitKind
from nianlun.apps.people.models.users import User

__all__ = [
    "ALL_AREAS",
    "ApiToken",
    "Area",
    "FormerName",
    "Grant",
    "Holding",
    "Person",
    "Post",
    "Role",
    "Unit",
    "UnitKind",
    "User",
]

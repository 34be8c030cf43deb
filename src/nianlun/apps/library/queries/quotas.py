"""How many documents a person may take out today, and how many he has taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from nianlun.apps.audit.models import Event
from nianlun.apps.audit.queries import start_of
from nianlun.apps.library.models import DownloadQuota
from nianlun.apps.library.queries.open_text import AREA, is_system
from nianlun.apps.people.held import held_grants, unit_paths
from nianlun.apps.people.models import ALL_AREAS, Role, User
from nianlun.apps.people.queries import units_of

DOWNLOADED = "document.downloaded"
LEVELS = tuple(Role)
"""From the lowest to the highest."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a person has used of his quota today; each document counts once a day, however often it is taken."""

    quota: DownloadQuota | None
    """None where nobody has set one that holds for him."""
    taken: frozenset[str]
    """Numbers of the documents he took today."""
    renews_at: datetime
    """The first instant of tomorrow, in the time zone of the site."""

    @property
    def most(self) -> int | None:
        """Documents a day; None without a quota."""
        return self.quota.documents_a_day if self.quota else None

    @property
    def used(self) -> int:
        """Documents taken today."""
        return len(self.taken)

    @property
    def left(self) -> int | None:
        """Documents he may still take today; None without a quota."""
        return None if self.most is None else max(0, self.most - self.used)

    def asked(self, documents: Iterable[int]) -> int:
        """How many of these would count, for he has not taken them today."""
        return len({str(pk) for pk in documents} - self.taken)


def level_of(user: User) -> Role:
    """The highest role a person holds in the library, anywhere; without any grant he reads."""
    held = {grant.role for grant in held_grants(user) if grant.area in (AREA, ALL_AREAS)}
    return max((Role(role) for role in held), key=LEVELS.index, default=Role.READ)


def quota_of(user: User) -> DownloadQuota | None:
    """The quota that holds for a person: his own, else that of his level in the nearest unit above him."""
    if is_system(user):
        return None
    paths = unit_paths()
    above = [int(part) for path in _homes(user, paths) for part in path.strip("/").split("/")]
    level = level_of(user)
    rows = DownloadQuota.objects.filter(
        Q(user=user) | Q(unit__in=above, role=level), ended_at__isnull=True
    ).select_related("unit", "user")
    own = [row for row in rows if row.user_id]
    return next(iter(own), None) or max(rows, key=lambda row: len(paths[row.unit_id or 0]), default=None)


def allowance(user: User, at: datetime) -> Allowance:
    """What a person may take on the day of an instant, and has taken."""
    taken = _taken_on_day_of(at).filter(by=user)
    numbers = frozenset(taken.values_list("subject_id", flat=True).distinct())
    return Allowance(quota_of(user), numbers, _day_of(at)[1])


def used_by(users: Iterable[int], at: datetime) -> dict[int, int]:
    """How many documents each of these persons has taken on the day of an instant; none is left out."""
    rows = _taken_on_day_of(at).filter(by__in=list(users)).values_list("by")
    return dict(rows.annotate(number=Count("subject_id", distinct=True)))


def _taken_on_day_of(at: datetime) -> QuerySet[Event]:
    first, renews = _day_of(at)
    return Event.objects.filter(kind=DOWNLOADED, at__gte=first, at__lt=renews).order_by()


def _day_of(at: datetime) -> tuple[datetime, datetime]:
    today = timezone.localdate(at)
    return start_of(today), start_of(today + timedelta(days=1))


def quotas_seen_by(user: User) -> QuerySet[DownloadQuota]:
    """Quotas in force that the person may set: of the units he administers, and of those who work there."""
    units = units_of(user, Role.ADMINISTER, AREA)
    rows = DownloadQuota.objects.filter(ended_at__isnull=True)
    return (
        rows.filter(Q(unit__in=units) | Q(user__unit__in=units))
        .select_related("unit", "user", "user__unit", "set_by")
        .order_by("user__username", "unit__path", "role")
    )


def _homes(user: User, paths: Mapping[int, str]) -> list[str]:
    """Paths of the unit a person works in; else of those where he holds grants."""
    if user.unit_id:
        return [paths[user.unit_id]]
    return [grant.path for grant in held_grants(user)]

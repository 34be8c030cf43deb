"""The digest of a day: of the digests of all versions of that day in the order they were written, and of the day before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.utils import timezone

from nianlun.apps.audit.queries import start_of
from nianlun.apps.registers.models import DailyRoot, Register, Version

CHUNK = 5_000


@dataclass(frozen=True)
class Root:
    """A day's digest, as it is reckoned from the versions."""

    day: date
    count: int
    previous: str
    root: str


class RootInTheMaking:
    """Takes the digests of a day one after the other."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.count = 0
        self._hash = sha256()

    def add(self, digest: str) -> None:
        """The next version's digest."""
        self.count += 1
        self._hash.update(digest.encode())

    def closed(self, register: int, previous: str) -> Root:
        """The root, chained to the one before."""
        words = f"{register}/{self.day.isoformat()}/{self.count}/{self._hash.hexdigest()}/{previous}"
        return Root(self.day, self.count, previous, sha256(words.encode()).hexdigest())


def digests_of(register: Register, *, since: date | None, until: date) -> Iterator[tuple[date, str]]:
    """Day and digest of versions, in the order they were written."""
    versions = Version.objects.filter(register=register, recorded_at__lt=start_of(until + timedelta(days=1)))
    if since is not None:
        versions = versions.filter(recorded_at__gte=start_of(since))
    zone = timezone.get_default_timezone()
    rows = versions.order_by("pk").values_list("recorded_at", "digest")
    for at, digest in rows.iterator(chunk_size=CHUNK):
        yield at.astimezone(zone).date(), digest


def reckon_roots(register: Register, *, after: DailyRoot | None, until: date) -> list[Root]:
    """Roots of the days after a closed one up to a day; days on which nothing was recorded have none."""
    since = after.day + timedelta(days=1) if after is not None else None
    if since is not None and since > until:
        return []
    found = chained(
        register.pk, gathered(digests_of(register, since=since, until=until)), after.root if after else ""
    )
    return list(found)


def gathered(digests: Iterable[tuple[date, str]]) -> list[RootInTheMaking]:
    """Digests by day, the days in order."""
    days: dict[date, RootInTheMaking] = {}
    for day, digest in digests:
        if day not in days:
            days[day] = RootInTheMaking(day)
        days[day].add(digest)
    return [days[day] for day in sorted(days)]


def chained(register: int, days: Iterable[RootInTheMaking], previous: str) -> Iterator[Root]:
    """Roots of days, each chained to the one before."""
    for each in days:
        root = each.closed(register, previous)
        previous = root.root
        yield root


def root_of(register: Register, day: date) -> Root | None:
    """The digest of a day to be printed: the closed one, or as it stands; none where nothing was recorded."""
    closed = DailyRoot.objects.filter(register=register, day=day).first()
    if closed is not None:
        return Root(closed.day, closed.count, closed.previous_root, closed.root)
    before = DailyRoot.objects.filter(register=register, day__lt=day).order_by("-day").first()
    return next((each for each in reckon_roots(register, after=before, until=day) if each.day == day), None)

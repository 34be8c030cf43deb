"""The source files of the library in a folder beside it, by the day they came in; for one member, or what is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet
from django.utils import timezone

from nianlun.adapters import mirror
from nianlun.adapters.mirror import Differences, Wanted
from nianlun.apps.library.actions.downloads import record_downloads
from nianlun.apps.library.models import Access, Document
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.open_text import with_parts_closed_to
from nianlun.apps.library.queries.panels import whole_sources
from nianlun.apps.library.stores import file_store
from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import User

PUBLIC = "public"
"""In the manifest, for a mirror of what everybody signed in may read; else the user's name after `user:`."""
AT_ONCE = 1000
"""Files whose documents are written into the audit trail together."""
MOST_BYTES = 180
"""Bytes of the name of a file; file systems take 255 with its number."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a run did."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    lost: tuple[str, ...]
    """Files whose bytes are no longer in the file store."""


def keep_mirror(folder: Path, user: User | None, *, at: datetime, thorough: bool = False) -> Mirrored:
    """Make the folder hold every file the member may read whole, without a user every public one, and no other.

    Each document that leaves is written into the audit trail before its file is copied.

    Raises:
        RefusedError: `library.mirror.*`.
    """
    whose = _whose(user)
    with mirror.alone_in(folder):
        wanted = wanted_by(user)
        plan = mirror.planned(folder, whose, list(wanted), thorough=thorough)
        _record([wanted[each] for each in plan.to_write], user, at)
        lost = mirror.carry_out(folder, whose, list(wanted), plan, file_store().open)
    written = tuple(each.path for each in plan.to_write if each.path not in lost)
    return Mirrored(written, plan.to_remove, plan.kept, tuple(lost))


def _record(sources: Sequence[int], user: User | None, at: datetime) -> None:
    for first in range(0, len(sources), AT_ONCE):
        leaving = _documents(user).filter(source__in=sources[first : first + AT_ONCE])
        record_downloads(
            documents=leaving.select_related("unit").defer("text", "signature", "outline"),
            form="mirror",
            by=user or system_user(),
            at=at,
        )


def check_mirror(folder: Path, user: User | None) -> Differences:
    """What is missing, superfluous or changed in the folder; changes nothing.

    Raises:
        RefusedError: `library.mirror.*`.
    """
    return mirror.differences(folder, _whose(user), list(wanted_by(user)))


def wanted_by(user: User | None) -> dict[Wanted, int]:
    """The files that belong into the mirror, with the numbers of their sources."""
    sources = whole_sources(_documents(user)).order_by("pk")
    found = {}
    rows: Sequence[tuple[int, str, str, int, datetime]] = sources.values_list(
        "pk", "name", "sha256", "size_bytes", "imported_at"
    )
    for number, name, sha256, size_bytes, imported_at in rows:
        path = f"{timezone.localdate(imported_at):%Y/%m/%d}/{number}-{_file_name(name)}"
        seconds = int(imported_at.timestamp())
        found[Wanted(path=path, sha256=sha256, size_bytes=size_bytes, seconds=seconds)] = number
    return found


def _documents(user: User | None) -> QuerySet[Document]:
    """Documents that may leave whole: no part of them is closed to whom the mirror is for."""
    if user is None:
        return Document.objects.filter(access=Access.PUBLIC, closed_bits=0)
    return readable(user).exclude(pk__in=with_parts_closed_to(user).values("pk"))


def _whose(user: User | None) -> str:
    return PUBLIC if user is None else f"user:{user.username}"


def _file_name(name: str) -> str:
    """The last part of a name, without signs that some file system does not take, and not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign if sign.isprintable() and sign not in ':*?"<>|' else "_" for sign in last).strip(" .")
    stem, dot, ending = (kept or "file").rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending = kept or "file", ""
    short = stem.encode()[:MOST_BYTES].decode(errors="ignore").rstrip()
    return f"{short}.{ending}" if ending else short

"""The library on one page: how much there is, what came in last, what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from nianlun.apps.audit.queries import start_of
from nianlun.apps.library.models import Commitment, Document, ImportItem, ImportJob, SavedSearch
from nianlun.apps.library.queries.commitments import open_outcomes
from nianlun.apps.library.queries.corrections import orphaned_corrections
from nianlun.apps.library.queries.documents import AREA, editable, latest, readable
from nianlun.apps.library.queries.imports import jobs_of
from nianlun.apps.library.queries.leaks import LeakingPair, leaking_pairs
from nianlun.apps.library.queries.open_text import open_to
from nianlun.apps.library.queries.saved_searches import saved_searches_of
from nianlun.apps.library.queries.statistics import Totals, totals
from nianlun.apps.people.models import User
from nianlun.apps.people.queries import may

LATEST = 8


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for this person's decision."""

    unconfirmed_outcomes: int
    orphaned_corrections: int
    failed_files: int
    """Of the last seven days."""
    leaking: tuple[LeakingPair, ...]
    """Pairs of documents of which one tells what the other masks."""

    @property
    def leaks(self) -> int:
        """Number of those pairs."""
        return len(self.leaking)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.unconfirmed_outcomes or self.orphaned_corrections or self.failed_files or self.leaks)


@dataclass(frozen=True, slots=True)
class Overview:
    """The start page's block of the library."""

    totals: Totals
    latest: tuple[Document, ...]
    today_documents: int
    today_jobs: tuple[ImportJob, ...]
    due: Due
    saved: tuple[SavedSearch, ...]
    may_keep: bool


def overview(user: User) -> Overview:
    """What the person may read of it, as of now."""
    today = start_of(timezone.localdate())
    return Overview(
        totals=totals(user),
        latest=tuple(latest(user, LATEST)),
        today_documents=readable(user).filter(added_at__gte=today).count(),
        today_jobs=tuple(jobs_of(user).filter(created_at__gte=today)[:5]),
        due=due_for(user, today),
        saved=tuple(saved_searches_of(user)[:6]),
        may_keep=may(user, "keep", None, AREA),
    )


def due_for(user: User, today: datetime) -> Due:
    """What waits in the units where the person may write."""
    own = editable(user)
    week = today - timedelta(days=7)
    failed = ImportItem.objects.filter(
        job__in=jobs_of(user), job__created_at__gte=week, state=ImportItem.State.FAILED
    ).count()
    return Due(
        unconfirmed_outcomes=open_outcomes(user)
        .filter(
            commitment__in=open_to(user, Commitment.objects.filter(document__in=own)),
            confirmed_at__isnull=True,
        )
        .count(),
        orphaned_corrections=orphaned_corrections(user).count(),
        failed_files=failed,
        leaking=leaking_pairs(user),
    )

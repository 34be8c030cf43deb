"""Deliveries: how far they are, what was found, what was skipped and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from nianlun.apps.library.models import ImportItem, ImportJob
from nianlun.apps.library.queries.documents import AREA, is_system
from nianlun.apps.people.models import User
from nianlun.apps.people.queries import units_of
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a delivery is."""

    job: ImportJob
    total: int
    """Number of items; grows while zips are being opened."""
    by_state: Mapping[str, int]
    """Number of items in each of `ImportItem.State`."""
    documents: int
    figures: int
    commitments: int
    size_bytes: int

    @property
    def worked(self) -> int:
        """Items that are no longer waiting."""
        return self.total - self.by_state.get(ImportItem.State.WAITING, 0)

    @property
    def share(self) -> float:
        """Share worked through, 0 to 1."""
        if self.is_over:
            return 1.0
        return self.worked / self.total if self.total else 0.0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.job.state in (ImportJob.State.DONE, ImportJob.State.CANCELLED)


def jobs_of(user: User) -> QuerySet[ImportJob]:
    """Deliveries the person made, or of units where he may write; the latest first."""
    own = Q() if is_system(user) else Q(created_by=user) | Q(unit__in=units_of(user, "keep", AREA))
    return ImportJob.objects.filter(own).select_related("unit", "created_by").order_by("-pk")


def readable_job(user: User, job_id: int) -> ImportJob:
    """One delivery.

    Raises:
        RefusedError: `library.import.missing`.
    """
    job = jobs_of(user).filter(pk=job_id).first()
    if job is None:
        raise RefusedError("library.import.missing", id=job_id)
    return job


def progress(job: ImportJob) -> Progress:
    """Numbers of a delivery as they stand."""
    states = ImportItem.objects.filter(job=job).values("state").annotate(number=Count("pk")).order_by("state")
    sums = ImportItem.objects.filter(job=job).aggregate(
        documents=Sum("documents", default=0),
        figures=Sum("figures", default=0),
        commitments=Sum("commitments", default=0),
        size_bytes=Sum("size_bytes", default=0),
    )
    by_state = {row["state"]: row["number"] for row in states}
    return Progress(job, sum(by_state.values()), by_state, **sums)


def items_of(job: ImportJob, *, states: tuple[str, ...] = ()) -> QuerySet[ImportItem]:
    """Files of a delivery in order, with the source each became or already was."""
    items = ImportItem.objects.filter(job=job).select_related("source").order_by("position")
    return items.filter(state__in=states) if states else items

"""How far many deliveries are, in two questions to the database."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Sum

from nianlun.apps.library.models import ImportItem, ImportJob
from nianlun.apps.library.queries.imports import Progress

SUMS = ("documents", "figures", "commitments", "size_bytes")


def progress_of(jobs: Sequence[ImportJob]) -> list[tuple[ImportJob, Progress]]:
    """Each delivery with its numbers, in the order given."""
    items = ImportItem.objects.filter(job__in=jobs).order_by()
    states: dict[int, dict[str, int]] = {job.pk: {} for job in jobs}
    for row in items.values("job", "state").annotate(number=Count("pk")):
        states[row["job"]][row["state"]] = row["number"]
    sums = {
        row.pop("job"): row
        for row in items.values("job").annotate(**{f"sum_{name}": Sum(name) for name in SUMS})
    }
    return [(job, _progress(job, states[job.pk], sums.get(job.pk, {}))) for job in jobs]


def _progress(job: ImportJob, states: dict[str, int], sums: dict[str, int]) -> Progress:
    return Progress(job, sum(states.values()), states, *(sums.get(f"sum_{name}") or 0 for name in SUMS))

"""Background work of the library, put into the queue by its actions and its clock."""

from __future__ import annotations

import os

from django_tasks import task

from nianlun.apps.library import indexing, mailing
from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import ImportItem

FEW_BYTES = 4_000_000
"""A delivery up to this size is read by the worker itself; a larger one by processes beside it."""


@task()
def work_import(job_id: int) -> bool:
    """Work a delivery through."""
    sizes = ImportItem.objects.filter(job=job_id).values_list("size_bytes", flat=True)
    processes = min(4, os.cpu_count() or 1) if sum(sizes) > FEW_BYTES else 0
    return work(job_id, processes=processes)


@task()
def index_documents() -> int:
    """Bring what changed into the index."""
    return indexing.ensure_index()


@task()
def send_digests() -> int:
    """Send the mails of the digest that are due."""
    return mailing.send_due()

"""Background work of the registers, put into the queue by their actions and their clock."""

from __future__ import annotations

from django_tasks import task

from nianlun.apps.registers.importing import working


@task()
def work_import(batch_id: int) -> bool:
    """Look at a large sheet, or carry it out."""
    return working.work(batch_id)

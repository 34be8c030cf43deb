"""What is due from time to time: one list, one loop. Every job may run in many processes at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

TASK_RESULTS_KEPT = timedelta(days=14)
FAILED_SIGN_INS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Job:
    """Something to do again and again."""

    name: str
    seconds: int
    """From one run to the next."""
    function: str
    """Where it stands; called without arguments."""


JOBS = (
    Job("keep the search index", 1, "nianlun.apps.library.clock.keep_index"),
    Job("recover stale imports", 10, "nianlun.apps.library.clock.recover_stale_imports"),
    Job("scan the watched folder", 5, "nianlun.apps.library.clock.scan_watched_folder"),
    Job("post the digests", 300, "nianlun.apps.library.clock.post_digests"),
    Job("recover imports of registers", 30, "nianlun.apps.registers.clock.recover_imports"),
    Job("close the days of registers", 600, "nianlun.apps.registers.clock.close_days"),
    Job("clean sessions", 6 * 3600, "nianlun.web.clock.clean_sessions"),
    Job("clean task results", 6 * 3600, "nianlun.web.clock.clean_task_results"),
    Job("clean failed sign-ins", 6 * 3600, "nianlun.web.clock.clean_failed_sign_ins"),
)


def clean_sessions() -> None:
    """Remove sessions that have ended."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def clean_task_results() -> None:
    """Remove results of background work that nobody asks for any more."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - TASK_RESULTS_KEPT).delete()


def clean_failed_sign_ins() -> None:
    """Remove the memory of failed attempts long after their lock-out has ended."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - FAILED_SIGN_INS_KEPT).delete()


def run_job(job: Job) -> bool:
    """Do a job once; a failure is logged and stops neither the loop nor the other jobs."""
    close_old_connections()
    try:
        import_string(job.function)()
    except Exception:
        logger.exception("The job %s has failed; it runs again in %s seconds.", job.name, job.seconds)
        return False
    finally:
        close_old_connections()
    return True


def run_once(jobs: tuple[Job, ...] = JOBS) -> dict[str, bool]:
    """Do every job once; says of each whether it went well."""
    return {job.name: run_job(job) for job in jobs}


def run_loop(
    stopped: Callable[[float], bool],
    jobs: tuple[Job, ...] = JOBS,
    monotonic: Callable[[], float] = time.monotonic,
) -> None:
    """Do each job when it is due, until `stopped(seconds to wait)` says that it is over."""
    due = {job: monotonic() for job in jobs}
    while True:
        for job in jobs:
            if due[job] <= monotonic():
                run_job(job)
                due[job] = monotonic() + job.seconds
        if stopped(max(0.0, min(due.values()) - monotonic())):
            return

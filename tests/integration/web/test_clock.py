"""What is due from time to time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string

from nianlun.web.clock import JOBS, Job, clean_failed_sign_ins, clean_sessions, run_loop, run_once

CALLS: list[str] = []


def note_one() -> None:
    CALLS.append("one")


def note_two() -> None:
    CALLS.append("two")


def fail() -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def forget_calls():
    CALLS.clear()


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_job_exists(job):
    assert callable(import_string(job.function))


@pytest.mark.django_db(transaction=True)
def test_failing_job_stops_neither_the_others_nor_the_loop(caplog):
    jobs = (Job("bad", 1, f"{__name__}.fail"), Job("good", 1, f"{__name__}.note_one"))

    assert run_once(jobs) == {"bad": False, "good": True}
    assert "The job bad has failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_jobs_run_at_their_own_pace():
    clock = [0.0]
    jobs = (Job("often", 10, f"{__name__}.note_one"), Job("seldom", 30, f"{__name__}.note_two"))

    def pass_time(seconds: float) -> bool:
        clock[0] += seconds
        return clock[0] > 60

    run_loop(pass_time, jobs, monotonic=lambda: clock[0])

    assert CALLS.count("one") == 7
    assert CALLS.count("two") == 3


@pytest.mark.django_db
def test_sessions_that_ended_are_removed():
    now = timezone.now()
    for key, end in (("old", now - timedelta(days=1)), ("new", now + timedelta(days=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)

    clean_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.django_db
def test_failed_sign_ins_of_long_ago_are_removed():
    now = timezone.now()
    for name, days in (("old", 40), ("new", 1)):
        AccessAttempt.objects.create(username=name, failures_since_start=1)
        AccessAttempt.objects.filter(username=name).update(attempt_time=now - timedelta(days=days))

    clean_failed_sign_ins()

    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["new"]

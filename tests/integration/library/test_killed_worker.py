"""A worker killed in the middle of a delivery: the next one finishes it, nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.integration.library.conftest import REPORT

FILES = 60
START = """
    import io
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from nianlun.apps.library.actions.imports import Delivered, start_import
    from nianlun.apps.library.models import Access
    from nianlun.apps.people.models import Unit
    from nianlun.apps.people.actions import create_unit, system_user
    unit = create_unit(name="青禾县", kind="county", parent=None, by=system_user(), at=now)
    texts = [REPORT.replace("25.6", f"{n}.75") for n in range(FILES)]
    files = [Delivered(f"{n}.txt", lambda t=text: io.BytesIO(t.encode())) for n, text in enumerate(texts)]
    job = start_import(files=files, unit=unit, access=Access.UNIT, by=system_user(), at=now)
"""
WORK = """
    from nianlun.apps.library.importing.jobs import work
    from nianlun.apps.library.models import ImportJob
    work(ImportJob.objects.get().pk, on_item=lambda item: print(item.position, flush=True))
"""
RECOVER = """
    from datetime import timedelta
    from nianlun.apps.library import clock
    print(clock.recover_stale_imports(now + timedelta(seconds=60)))
"""
LOOK = """
    import json
    from django.db.models import Count
    from nianlun.apps.audit.models import Event
    from nianlun.apps.library import indexing
    from nianlun.apps.library.models import *
    from nianlun.apps.library.queries.search import SearchRequest, matching_ids
    from nianlun.apps.people.actions import system_user
    indexing.ensure_index()
    print(json.dumps({
        "job": ImportJob.objects.get().state,
        "done": ImportItem.objects.filter(state="done").count(),
        "sources": Source.objects.count(),
        "documents": Document.objects.count(),
        "empty": Document.objects.filter(figures=None).count(),
        "twice": Figure.objects.values("document", "start", "end").annotate(n=Count("pk")).filter(n__gt=1).count(),
        "events": Event.objects.filter(kind="source.imported").count(),
        "found": len(set(matching_ids(system_user(), SearchRequest(text="稳产保供")))),
    }))
"""


@pytest.fixture
def place(tmp_path, transactional_db):
    """A site of its own: SQLite in a folder, or the test database where that is PostgreSQL."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"NIANLUN_DATA": str(tmp_path / "site"), "DJANGO_SETTINGS_MODULE": "nianlun.web.settings"}
    if connection.vendor == "postgresql":
        known = connection.settings_dict
        host = known["HOST"] or "/var/run/postgresql"
        environment["TEST_DATABASE"] = json.dumps(
            {"NAME": known["NAME"], "HOST": host, "USER": known["USER"]}
        )
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
    return environment


def begun(code: str, environment: dict[str, str]) -> subprocess.Popen:
    head = f"""
    import django, json, os
    from django.conf import settings
    settings.DATABASES["default"].update(json.loads(os.environ.get("TEST_DATABASE", "{{}}")))
    django.setup()
    from django.utils import timezone
    now = timezone.now()
    REPORT, FILES = {REPORT!r}, {FILES}
    """
    whole = textwrap.dedent(head) + textwrap.dedent(code)
    return subprocess.Popen([sys.executable, "-c", whole], stdout=subprocess.PIPE, text=True, env=environment)


def said(code: str, environment: dict[str, str]) -> str:
    process = begun(code, environment)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


@pytest.mark.parametrize("killed_after", [1, 23])
def test_nothing_is_lost_and_nothing_twice(place, killed_after):
    said(START, place)
    worker = begun(WORK, place)
    for line in worker.stdout:
        if int(line) >= killed_after:
            break
    time.sleep(0.01)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    halfway = json.loads(said(LOOK, place))
    assert killed_after <= halfway["done"] < FILES
    assert halfway["done"] == halfway["sources"] == halfway["documents"] == halfway["events"]

    assert said(RECOVER, place) == "1\n"
    said(WORK, place)

    assert json.loads(said(LOOK, place)) == {
        "job": "done",
        "done": FILES,
        "sources": FILES,
        "documents": FILES,
        "empty": 0,
        "twice": 0,
        "events": FILES,
        "found": FILES,
    }


POOL = """
    from pathlib import Path
    from nianlun.apps.library.importing.readers import ReaderPool
    path = Path(os.environ["NIANLUN_DATA"]) / "a.txt"
    path.write_text(REPORT, "utf-8")
    pool = ReaderPool(2)
    for reading in [pool.start("a.txt", path) for _ in range(4)]:
        reading.result()
    print(*pool._pool._processes, flush=True)
    import time
    time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_reading_processes_die_with_their_worker(place):
    worker = begun(POOL, place)
    readers = [int(pid) for pid in worker.stdout.readline().split()]
    assert readers
    assert all(is_alive(pid) for pid in readers)

    worker.kill()
    worker.wait()
    worker.stdout.close()

    until = time.monotonic() + 10
    while any(is_alive(pid) for pid in readers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in readers)

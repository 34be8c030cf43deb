"""A worker killed while it carries out a large sheet: nothing of it is there, and the next brings all of it once."""

from __future__ import annotations

import json
import os
import signal

from tests.integration.library.test_killed_worker import begun, place, said

__all__ = ["place"]

ROWS = 800
START = """
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from nianlun.apps.people.actions import create_unit, system_user
    from nianlun.apps.registers import actions
    from tests.integration.registers.kit import make_register
    by = system_user()
    unit = create_unit(name="青禾县", kind="county", parent=None, by=by, at=now)
    register = make_register(by)
    content = "\\n".join(["名称,投资额", *(f"工程{n},{n}" for n in range(800))]).encode()
    batch = actions.bring_sheet(
        register=register, unit=unit, name="a.csv", content=content, by=by, at=now, in_background=True
    )
    from nianlun.apps.registers.importing.working import work
    work(batch.pk)
    actions.ask_to_carry_out(batch_id=batch.pk, good_rows_only=False, final=True, by=by, at=now)
"""
WORK = """
    from nianlun.apps.registers.importing.working import work
    from nianlun.apps.registers.models import ImportBatch
    work(ImportBatch.objects.get().pk, on_row=lambda rows: print(rows, flush=True))
"""
RECOVER = """
    from datetime import timedelta
    from nianlun.apps.registers import clock
    print(clock.recover_imports(now + timedelta(minutes=5)))
"""
LOOK = """
    import json
    from nianlun.apps.audit.models import Event
    from nianlun.apps.registers.models import Entry, ImportBatch, Version
    print(json.dumps({
        "asked": ImportBatch.objects.get().asked,
        "added": ImportBatch.objects.get().added,
        "entries": Entry.objects.count(),
        "versions": Version.objects.count(),
        "events": Event.objects.filter(kind="register.imported").count(),
    }))
"""


def test_nothing_is_lost_and_nothing_twice(place):
    said(START, place)
    worker = begun(WORK, place)
    for line in worker.stdout:
        if int(line) >= ROWS // 2:
            break
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    halfway = json.loads(said(LOOK, place))
    assert halfway == {"asked": "carry_out", "added": 0, "entries": 0, "versions": 0, "events": 0}

    assert said(RECOVER, place) == "1\n"
    said(WORK, place)
    said(WORK, place)

    whole = {"asked": "", "added": ROWS, "entries": ROWS, "versions": ROWS, "events": 1}
    assert json.loads(said(LOOK, place)) == whole

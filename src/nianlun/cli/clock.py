"""`nianlun clock`."""

from __future__ import annotations

import signal
import sys
from threading import Event

import click

from nianlun.cli.output import emit, examples, format_option
from nianlun.web.clock import run_loop, run_once

A_JOB_FAILED = 1


@click.command(epilog=examples("nianlun clock", "nianlun clock --once --format json"))
@click.option("--once", is_flag=True, help="Do every job once and stop; exit with 1 when one fails.")
@format_option
def command(*, once: bool, form: str) -> None:
    """Carry out what is due from time to time: stale imports, the watched folder, the digests, old sessions."""
    if once:
        done = run_once()
        emit(
            done,
            form,
            lines=lambda: [f"{'done' if well else 'FAILED'}: {name}" for name, well in done.items()],
        )
        sys.exit(0 if all(done.values()) else A_JOB_FAILED)
    over = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    run_loop(over.wait)

"""Locks between processes that a crash releases by itself."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.02


@contextmanager
def held(path: Path, *, wait_seconds: float = 0.0) -> Iterator[bool]:
    """Hold a file's lock alone within the block; gives False where another process (or thread) has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        until = time.monotonic() + wait_seconds
        taken = _taken(file.fileno())
        while not taken and time.monotonic() < until:
            time.sleep(_PAUSE_SECONDS)
            taken = _taken(file.fileno())
        yield taken


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""The folders an index lives in: one generation in use, named by a pointer file that is switched at once.

```text
index/current        name of the generation in use
index/writer.lock    held by the one process that writes
index/g1-…/          a generation, with `in-use` locked by each process that reads it
```
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
import weakref
from pathlib import Path

from nianlun.adapters.search_index.entries import SCHEMA_VERSION

POINTER = "current"
IN_USE = "in-use"
_PREFIX = f"g{SCHEMA_VERSION}-"


def current(folder: Path) -> Path | None:
    """The generation in use; None where there is none, or one of another version."""
    try:
        name = (folder / POINTER).read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    path = folder / name
    return path if name.startswith(_PREFIX) and "/" not in name and path.is_dir() else None


def new(folder: Path) -> Path:
    """A fresh generation, not yet in use."""
    path = folder / f"{_PREFIX}{uuid.uuid4().hex}"
    path.mkdir(parents=True)
    (path / IN_USE).touch()
    return path


def switch_to(folder: Path, generation: Path) -> None:
    """Make a generation the one in use; a crash leaves the old one or the new one."""
    passing = folder / f"{POINTER}.new"
    with passing.open("w", encoding="ascii") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    passing.replace(folder / POINTER)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def give_up(folder: Path, generation: Path) -> None:
    """A generation is damaged: none is in use until the index is rebuilt."""
    if current(folder) == generation:
        (folder / POINTER).unlink(missing_ok=True)


class InUse:
    """Keeps a generation from being removed until it is closed, or forgotten."""

    def __init__(self, generation: Path) -> None:
        descriptor = os.open(generation / IN_USE, os.O_RDONLY)
        self.close = weakref.finalize(self, os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_SH)


def open_for_reading(generation: Path) -> InUse:
    """Keep a generation from being removed.

    Raises:
        FileNotFoundError: it has been removed already.
    """
    return InUse(generation)


def remove_unused(folder: Path) -> None:
    """Remove generations that are neither in use nor open; call it as the one process that writes."""
    kept = current(folder)
    for path in folder.glob("g*-*"):
        if path != kept and path.is_dir() and not _is_open(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_open(generation: Path) -> bool:
    try:
        with (generation / IN_USE).open("rb") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False

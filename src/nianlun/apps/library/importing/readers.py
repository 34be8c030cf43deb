"""Reading files here, or in other processes so that several are read at once and a crash of one harms nothing."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from nianlun.apps.library.reading import ReadFile, read_file
from nianlun.kernel.errors import NianlunError, UnreadableError

FILES_PER_PROCESS = 2000
"""A reading process is replaced after so many files, so that no leak of a file format grows for ever."""


class Reading(Protocol):
    """A file that is being read."""

    def result(self) -> ReadFile | NianlunError:
        """What was read, or why it could not be."""


class Here:
    """A file read when its turn comes, in this process."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path

    def result(self) -> ReadFile | NianlunError:
        """Read it."""
        return read_path(self.name, self.path)


class Elsewhere:
    """A file being read in another process."""

    def __init__(self, future: Future[ReadFile | NianlunError]) -> None:
        self.future = future

    def result(self) -> ReadFile | NianlunError:
        """Wait for it."""
        return self.future.result()


class ReaderPool:
    """Gives files to be read; with no processes, each is read here when its result is asked for."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def start(self, name: str, path: Path) -> Reading:
        """Begin to read a file."""
        if not self.processes:
            return Here(name, path)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.processes,
                mp_context=multiprocessing.get_context("spawn"),
                max_tasks_per_child=FILES_PER_PROCESS,
                initializer=die_with_parent,
            )
        return Elsewhere(self._pool.submit(read_path, name, path))

    def close(self) -> None:
        """End the processes, when they have finished the file they are reading."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def die_with_parent() -> None:
    """End this reading process when the worker that started it dies, however it dies."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()


@contextmanager
def reader_pool(processes: int) -> Iterator[ReaderPool]:
    """A pool for the length of a block."""
    pool = ReaderPool(processes)
    try:
        yield pool
    finally:
        pool.close()


def result_of(reading: Reading, pool: ReaderPool, name: str, path: Path) -> ReadFile | NianlunError:
    """What was read; where a reading process died, the file is read once more, alone."""
    try:
        return reading.result()
    except BrokenProcessPool:
        pool.close()
    try:
        return pool.start(name, path).result()
    except BrokenProcessPool:
        pool.close()
        return UnreadableError("library.import.reader_died")


def read_path(name: str, path: Path) -> ReadFile | NianlunError:
    """Read a kept file; what is wrong with it is given, not raised, so that it passes between processes."""
    try:
        return read_file(name, path.read_bytes())
    except NianlunError as error:
        return error
    except FileNotFoundError:
        return UnreadableError("library.import.file_gone")
    except MemoryError:
        return UnreadableError("library.import.too_large")
    except Exception as error:  # noqa: BLE001 - a file may break a reader in any way; the others go on
        return UnreadableError("library.import.reader_failed", kind=type(error).__name__)

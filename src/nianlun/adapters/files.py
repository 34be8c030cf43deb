"""Files as they came in, kept once under their digest: `ab/cd/abcd…`, complete or not there at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PASSING = "passing"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store."""

    sha256: str
    size_bytes: int


class TooLargeError(Exception):
    """More bytes came than allowed; nothing was kept."""


@dataclass(frozen=True, slots=True)
class FileStore:
    """The store in a folder. Names of people's files never reach the file system."""

    folder: Path

    def keep(self, source: BinaryIO, *, most_bytes: int | None = None) -> Kept:
        """Keep what can be read from `source`.

        Raises:
            TooLargeError: more than `most_bytes` came.
        """
        passing = self.folder / _PASSING
        passing.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=passing)
        path = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                kept = _copy(source, target, most_bytes)
                target.flush()
                os.fsync(target.fileno())
            self._settle(path, kept.sha256)
        finally:
            path.unlink(missing_ok=True)
        return kept

    def _settle(self, path: Path, sha256: str) -> None:
        place = self.path_of(sha256)
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(0o440)
        path.replace(place)
        _sync_folder(place.parent)

    def path_of(self, sha256: str) -> Path:
        """Where a file lies.

        Raises:
            ValueError: this is no digest.
        """
        if not _DIGEST.fullmatch(sha256):
            message = "not a SHA-256 digest"
            raise ValueError(message)
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Read a file; raises `FileNotFoundError` where it is not kept."""
        return self.path_of(sha256).open("rb")

    def read(self, sha256: str) -> bytes:
        """All bytes of a file; raises `FileNotFoundError` where it is not kept."""
        return self.path_of(sha256).read_bytes()

    def has(self, sha256: str) -> bool:
        """Whether a file is kept."""
        return self.path_of(sha256).exists()

    def remove(self, sha256: str) -> None:
        """Forget a file; one that is not there is no fault."""
        self.path_of(sha256).unlink(missing_ok=True)


def _copy(source: BinaryIO, target: BinaryIO, most_bytes: int | None) -> Kept:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK_BYTES):
        size += len(chunk)
        if most_bytes is not None and size > most_bytes:
            raise TooLargeError
        digest.update(chunk)
        target.write(chunk)
    return Kept(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

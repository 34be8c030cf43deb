"""A folder kept equal to a list of files: what is missing is copied, what no longer belongs there is taken away.

The manifest says for whom the mirror is and which files are its own. It is written before the first copy, so that a
run that is killed leaves nothing behind that a later run would not know as its own; files of others are never touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nianlun.adapters.search_index.locks import held
from nianlun.kernel.errors import RefusedError

MANIFEST = "manifest.json"
LOCK = ".nianlun-lock"
PASSING = ".nianlun-passing-"
FORMAT = 1
CLOCKS_APART = 2
"""Seconds by which the time of a file may differ: some file systems keep only even ones."""
_OWN_PATH = re.compile(r"\d{4}/\d{2}/\d{2}/\d+-[^/\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file that belongs into the mirror."""

    path: str
    """`2026/01/05/12-报告.docx`: the day it came in, its number and its name."""
    sha256: str
    size_bytes: int
    seconds: int
    """When it came in, since 1970: the time the copy bears."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do."""

    to_write: tuple[Wanted, ...]
    to_remove: tuple[str, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Differences:
    """How a mirror differs from what it should hold."""

    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.superfluous or self.changed)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have the mirror for oneself; the folder is made where it is not there.

    Raises:
        RefusedError: `library.mirror.busy`, `library.mirror.not_empty`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MANIFEST).exists() and any(not each.name.startswith(".") for each in folder.iterdir()):
        raise RefusedError("library.mirror.not_empty", folder=str(folder))
    with held(folder / LOCK, wait_seconds=0) as mine:
        if not mine:
            raise RefusedError("library.mirror.busy", folder=str(folder))
        for left in folder.glob(f"{PASSING}*"):
            left.unlink(missing_ok=True)
        yield


def planned(folder: Path, whose: str, wanted: Sequence[Wanted], *, thorough: bool = False) -> Plan:
    """What has to be written and removed; `thorough` reads every file, else size and time are believed.

    Raises:
        RefusedError: `library.mirror.other_rights`, `library.mirror.manifest_broken`.
    """
    own = _read_manifest(folder, whose)
    stale = tuple(each for each in wanted if not _is_there(folder / each.path, each, thorough=thorough))
    paths = {each.path for each in wanted}
    gone = tuple(sorted(path for path in own if path not in paths))
    return Plan(stale, gone, len(wanted) - len(stale))


def carry_out(
    folder: Path, whose: str, wanted: Sequence[Wanted], plan: Plan, read: Callable[[str], BinaryIO]
) -> list[str]:
    """Remove and copy; gives the paths whose bytes could not be found."""
    digests = {each.path: each.sha256 for each in wanted}
    _write_manifest(folder, whose, digests | dict.fromkeys(plan.to_remove, ""))
    for path in plan.to_remove:
        _remove(folder, path)
    lost = [each.path for each in plan.to_write if not _copy(folder, each, read)]
    _write_manifest(folder, whose, {path: each for path, each in digests.items() if path not in lost})
    return lost


def differences(folder: Path, whose: str, wanted: Sequence[Wanted]) -> Differences:
    """Compare every byte; changes nothing.

    Raises:
        RefusedError: as `planned`.
    """
    _read_manifest(folder, whose)
    expected = {each.path: each for each in wanted}
    there = set(_files_in(folder))
    changed = [path for path in there & expected.keys() if _digest_of(folder / path) != expected[path].sha256]
    return Differences(
        tuple(sorted(expected.keys() - there)),
        tuple(sorted(there - expected.keys())),
        tuple(sorted(changed)),
    )


def _is_there(path: Path, wanted: Wanted, *, thorough: bool) -> bool:
    if not path.is_file():
        return False
    status = path.stat()
    if status.st_size != wanted.size_bytes:
        return False
    if thorough:
        return _digest_of(path) == wanted.sha256
    return abs(status.st_mtime - wanted.seconds) <= CLOCKS_APART


def _copy(folder: Path, wanted: Wanted, read: Callable[[str], BinaryIO]) -> bool:
    try:
        source = read(wanted.sha256)
    except FileNotFoundError:
        return False
    place = folder / wanted.path
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=PASSING)
    with source, os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(source, target)
    Path(name).chmod(0o640)
    os.utime(name, (wanted.seconds, wanted.seconds))
    Path(name).replace(place)
    return True


def _remove(folder: Path, path: str) -> None:
    place = folder / path
    place.unlink(missing_ok=True)
    for above in list(place.parents)[:3]:
        with suppress(OSError):  # there is more in it
            above.rmdir()


def _files_in(folder: Path) -> Iterator[str]:
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = (Path(place) / name).relative_to(folder).as_posix()
            if path not in (MANIFEST, LOCK) and not path.startswith(PASSING):
                yield path


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_manifest(folder: Path, whose: str) -> Mapping[str, str]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        files = {each["path"]: each["sha256"] for each in found["files"]}
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedError("library.mirror.manifest_broken", path=str(path)) from error
    if found.get("format") != FORMAT or not all(_OWN_PATH.fullmatch(each) for each in files):
        raise RefusedError("library.mirror.manifest_broken", path=str(path))
    if found.get("for") != whose:
        raise RefusedError("library.mirror.other_rights", folder=str(folder), other=str(found.get("for")))
    return files


def _write_manifest(folder: Path, whose: str, digests: Mapping[str, str]) -> None:
    files: Iterable[dict[str, str]] = ({"path": path, "sha256": digests[path]} for path in sorted(digests))
    text = json.dumps({"format": FORMAT, "for": whose, "files": list(files)}, ensure_ascii=False, indent=1)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=PASSING)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o640)
    Path(name).replace(folder / MANIFEST)

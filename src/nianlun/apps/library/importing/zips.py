"""Zips opened with distrust: names never reach the file system, sizes are counted and not believed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from nianlun.adapters.files import FileStore, Kept, TooLargeError
from nianlun.kernel.errors import UnreadableError

MOST_MEMBERS = 20_000
MOST_BYTES = 4 << 30
"""All members of a zip together."""
MOST_MEMBER_BYTES = 512 << 20
MOST_RATIO = 200
"""A zip that unpacks to more times its size, and to more than `HARMLESS_BYTES`, is a bomb."""
HARMLESS_BYTES = 64 << 20
DEEPEST = 3
"""Zips within zips."""
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip; kept, or refused for a reason."""

    name: str
    kept: Kept | None
    fault: str = ""


def members(file: BinaryIO, size_bytes: int, store: FileStore) -> Iterator[Member]:
    """Unpack a zip into the store, one member after the other.

    Raises:
        UnreadableError: `library.zip.broken`, `library.zip.too_many`, `library.zip.bomb`.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            if len(listed) > MOST_MEMBERS:
                raise UnreadableError("library.zip.too_many", number=len(listed), most=MOST_MEMBERS)
            allowed = min(MOST_BYTES, max(HARMLESS_BYTES, size_bytes * MOST_RATIO))
            for info in listed:
                name = name_of(info)
                if is_clutter(name):
                    continue
                member = _member(archive, info, name, allowed, store)
                allowed -= member.kept.size_bytes if member.kept else 0
                yield member
    except (zipfile.BadZipFile, EOFError, ValueError, OverflowError) as error:
        raise UnreadableError("library.zip.broken") from error


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, allowed: int, store: FileStore
) -> Member:
    if not is_safe(name):
        return Member(name, None, "library.zip.unsafe_name")
    if info.flag_bits & _ENCRYPTED_FLAG:
        return Member(name, None, "library.zip.encrypted")
    try:
        with archive.open(info) as content:
            return Member(name, store.keep(content, most_bytes=min(allowed, MOST_MEMBER_BYTES)))
    except TooLargeError as error:
        if allowed >= MOST_MEMBER_BYTES:
            return Member(name, None, "library.import.too_large")
        raise UnreadableError("library.zip.bomb") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return Member(name, None, "library.zip.broken_member")
    except Exception as error:  # zlib.error and lzma.LZMAError share no base
        if type(error).__module__ in {"zlib", "_lzma", "lzma", "bz2"}:
            return Member(name, None, "library.zip.broken_member")
        raise


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; older Windows programs write GBK without saying so."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def is_safe(name: str) -> bool:
    """Whether a name stays inside its zip. Names are only shown; one that climbs out is a hostile zip."""
    path = PurePosixPath(name.replace("\\", "/"))
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0]


def is_clutter(name: str) -> bool:
    """Whether a name is what an operating system or an open editor leaves behind."""
    last = name.rsplit("/", 1)[-1]
    return any(name.startswith(each) or last == each for each in _CLUTTER) or last.startswith(("._", "~$"))

"""The file store: by digest, whole or not at all."""

from __future__ import annotations

import io

import pytest

from nianlun.adapters.files import FileStore, TooLargeError


class Broken(io.RawIOBase):
    """Gives some bytes, then fails."""

    def __init__(self) -> None:
        self.given = False

    def read(self, size: int = -1) -> bytes:
        if self.given:
            message = "the line broke"
            raise OSError(message)
        self.given = True
        return b"half"


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_same_bytes_are_kept_once(tmp_path):
    store = FileStore(tmp_path)

    first, second = store.keep(io.BytesIO(b"abc")), store.keep(io.BytesIO(b"abc"))

    assert first == second
    assert store.read(first.sha256) == b"abc"
    assert len(files_below(tmp_path)) == 1


def test_broken_delivery_leaves_nothing(tmp_path):
    with pytest.raises(OSError, match="the line broke"):
        FileStore(tmp_path).keep(Broken())

    assert files_below(tmp_path) == []


def test_too_many_bytes_are_refused_and_leave_nothing(tmp_path):
    with pytest.raises(TooLargeError):
        FileStore(tmp_path).keep(io.BytesIO(b"12345"), most_bytes=4)

    assert files_below(tmp_path) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ab", "A" * 64, "a" * 63 + "/", "a" * 64 + "\n"])
def test_what_is_no_digest_never_becomes_a_path(tmp_path, name):
    with pytest.raises(ValueError, match="digest"):
        FileStore(tmp_path).path_of(name)


def test_missing_file_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        FileStore(tmp_path).read("a" * 64)

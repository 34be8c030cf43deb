"""A file is what its bytes say."""

from __future__ import annotations

import io
import zipfile

import pytest

from nianlun.adapters.media_types import HARMLESS, UNKNOWN, media_type_of


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (
            packed("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (packed("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (packed("readme.txt"), "application/zip"),
        ("会议纪要".encode(), "text/plain"),
        ("会议纪要".encode("gb18030"), "text/plain"),
    ],
)
def test_usual_files_are_taken(content, kind):
    assert media_type_of(content) == kind
    assert kind in HARMLESS


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        packed("word/document.xml", "word/vbaProject.bin"),
        b"<html><script>alert(1)</script>",
        b"\xef\xbb\xbf  <svg onload=alert(1)>",
        b"#!/bin/sh\nrm -rf /",
        b"PK\x03\x04broken",
        b"\x00\x01\x02\x03",
        b"",
    ],
)
def test_what_can_act_or_is_unknown_is_not(content):
    assert media_type_of(content) not in HARMLESS


def test_nothing_is_nothing():
    assert media_type_of(b"") == UNKNOWN

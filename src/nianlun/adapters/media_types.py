"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"OFDF", "application/ofd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-elf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_XML = "application/vnd.openxmlformats-officedocument"
_PARTS = (
    ("word/document.xml", f"{_OFFICE_XML}.wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OFFICE_XML}.spreadsheetml.sheet"),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("ppt/presentation.xml", f"{_OFFICE_XML}.presentationml.presentation"),
    ("OFD.xml", "application/ofd"),
)
_MACROS = ("word/vbaProject.bin", "xl/vbaProject.bin", "ppt/vbaProject.bin")
_ACTIVE = (b"<script", b"<html", b"<!doctype html", b"<svg", b"<?php", b"#!")
_LOOK = 4096
_TEXT_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})

UNKNOWN = "application/octet-stream"

HARMLESS = frozenset(
    {
        "application/pdf",
        "application/ofd",
        "application/rtf",
        "application/msword",
        "application/zip",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/tiff",
        "image/webp",
        "text/plain",
        "video/mp4",
        "application/vnd.oasis.opendocument",
        *(kind for part, kind in _PARTS if not part.endswith(".bin")),
    }
)
"""Types an office attaches to its entries."""


def media_type_of(data: bytes) -> str:
    """The media type; `application/octet-stream` for what is not known."""
    head = data[:_LOOK]
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(_OLE):
        return (
            "application/x-encrypted"
            if "EncryptedPackage".encode("utf-16-le") in data
            else "application/msword"
        )
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return _words(head)


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            odf = "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return UNKNOWN
    if names.intersection(_MACROS):
        return "application/vnd.ms-office.macros"
    if odf:
        return "application/vnd.oasis.opendocument"
    return next((kind for part, kind in _PARTS if part in names), "application/zip")


def _words(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(text.startswith(mark) or mark in text[:512] for mark in _ACTIVE[:-1]) or text.startswith(
        _ACTIVE[-1]
    ):
        return "text/html"
    return "text/plain" if head.translate(None, _TEXT_CONTROLS) == head and head else UNKNOWN

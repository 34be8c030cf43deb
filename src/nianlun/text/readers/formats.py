"""Which format a file has, by its first bytes; refuses by name what is no document."""

from __future__ import annotations

import io
import re
import zipfile

from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Format

_NOT_DOCUMENTS = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\xca\xfe\xba\xbe", "CLASS"),
    (b"\xcf\xfa\xed\xfe", "MACH-O"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!", "RAR"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
    (b"\x1aE\xdf\xa3", "MKV"),
    (b"SQLite format 3", "SQLITE"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"wOFF", "FONT"),
    (b"\x00asm", "WASM"),
)
_SHORT_MAGIC = 2
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = re.compile(
    rb"^\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_TAG = re.compile(rb"<(?:p|div|span|table|br|meta|title)\b", re.IGNORECASE)
_LOOK = 4096
_MEDIA_AT_4 = b"ftyp"
_PRINTABLE_SHARE = 0.3
"""Control bytes beyond this share make a file binary."""
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def format_of(name: str, data: bytes) -> Format:
    """The format of a file that may be a document.

    Raises:
        UnreadableError: it is something else; the error says what.
    """
    head = data[:_LOOK]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return _zipped(name, data)
    if head.startswith(_OLE):
        raise UnreadableError(_ole_fault(data), name=name)
    if head.startswith(b"{\\rtf"):
        raise UnreadableError("text.file.format_unknown", name=name, found="RTF")
    _refuse_media(name, head)
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or (
        _HTML_NAME.search(name) and _TAG.search(data[: 1 << 16])
    ):
        return "html"
    return "txt"


def _zipped(name: str, data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableError("text.docx.broken", name=name) from error
    if "word/document.xml" in names:
        return "docx"
    for part, found in (
        ("xl/workbook.xml", "XLSX"),
        ("ppt/presentation.xml", "PPTX"),
        ("content.xml", "ODF"),
    ):
        if part in names:
            raise UnreadableError("text.file.not_a_document", name=name, found=found)
    raise UnreadableError("text.file.not_a_document", name=name, found="ZIP")


def _ole_fault(data: bytes) -> str:
    """What an OLE container holds, by the names in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "text.docx.encrypted"
    if "WordDocument".encode("utf-16-le") in data:
        return "text.file.old_word"
    return "text.file.old_office"


def _refuse_media(name: str, head: bytes) -> None:
    for magic, found in _NOT_DOCUMENTS:
        binary = len(magic) > _SHORT_MAGIC or head[2:64].translate(None, _CONTROL) != head[2:64]
        if head.startswith(magic) and binary:
            raise UnreadableError("text.file.not_a_document", name=name, found=found)
    if head[4:8] == _MEDIA_AT_4:
        raise UnreadableError("text.file.not_a_document", name=name, found="MP4")

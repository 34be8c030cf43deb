"""From the bytes of a file to its text; one module per format.

The format is told by the bytes, never by the name alone: uploaded files are named anything.
"""

from __future__ import annotations

from collections.abc import Callable

from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Extracted, Format
from nianlun.text.readers import docx, html, pdf, txt
from nianlun.text.readers.formats import format_of

MAX_BYTES = 256 * 1024 * 1024
"""Largest file read; ninety million characters in UTF-8 fit."""

READERS: dict[Format, Callable[[str, bytes], Extracted]] = {
    "docx": docx.read,
    "pdf": pdf.read,
    "html": html.read,
    "txt": txt.read,
}


def extract(name: str, data: bytes) -> Extracted:
    """The text of a file.

    Raises:
        UnreadableError: `text.file.*`, `text.docx.*`, `text.pdf.*` with the name of the file.
    """
    if not data:
        raise UnreadableError("text.file.empty", name=name)
    if len(data) > MAX_BYTES:
        raise UnreadableError("text.file.too_large", name=name, limit_mb=MAX_BYTES // 1024**2)
    extracted = READERS[format_of(name, data)](name, data)
    if not extracted.text.strip():
        raise UnreadableError("text.file.empty", name=name)
    return extracted

"""Plain text."""

from __future__ import annotations

from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Extracted
from nianlun.text.readers.encoding import decode


def read(name: str, data: bytes) -> Extracted:
    """The decoded text, line ends as they are."""
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("text.file.empty", name=name)
    return Extracted(decoded.text, "txt", decoded.encoding, ("undecodable",) if decoded.damaged else ())

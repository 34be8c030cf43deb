"""The parts of a Word file, read with bounds on size and without XML entities."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from nianlun.kernel.errors import UnreadableError

_MAX_PART = 200 * 1024 * 1024
"""Bytes one part may have when unpacked."""
_MAX_RATIO = 200
_RATIO_FROM = 8 * 1024 * 1024
"""Unpacked bytes from which the ratio is looked at: small parts of repeated XML pack very well."""
_PARTS = ("document", "numbering", "styles", "footnotes", "endnotes")


def read_parts(name: str, data: bytes) -> dict[str, etree._Element]:
    """Root elements of the parts that hold text, by their names (`document`, `numbering`, ...)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError("text.docx.broken", name=name) from error
    with archive:
        listed = {item.filename: item for item in archive.infolist()}
        roots = {}
        for part in _PARTS:
            item = listed.get(f"word/{part}.xml")
            if item is not None:
                roots[part] = _root(name, _unpacked(name, archive, item))
    return roots


def _unpacked(name: str, archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    """Bytes of one part; the sizes a file states of itself are not believed."""
    if item.flag_bits & 1:
        raise UnreadableError("text.docx.encrypted", name=name)
    limit = min(_MAX_PART, max(_RATIO_FROM, item.compress_size * _MAX_RATIO))
    try:
        with archive.open(item) as part:
            data = part.read(limit + 1)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise UnreadableError("text.docx.broken", name=name) from error
    if len(data) > limit:
        raise UnreadableError("text.docx.bomb", name=name)
    return data


def _root(name: str, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("text.docx.broken", name=name) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("text.docx.bomb", name=name)
    return root

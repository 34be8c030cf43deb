"""PDF files: lines joined to paragraphs by where they stand on the page."""

from __future__ import annotations

import pypdfium2

from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Extracted
from nianlun.text.readers import ocr
from nianlun.text.readers.paragraphs import join_pages, page_lines

_MAX_PAGES = 5000
_LEAST_PER_PAGE = 8
"""Characters a page has at least, on average, in a file that is no scan."""


def read(name: str, data: bytes) -> Extracted:
    """The text of all pages; of a scan only with the optional OCR."""
    document = _opened(name, data)
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableError("text.pdf.too_long", name=name, limit=_MAX_PAGES)
        pages = [page_lines(page) for page in document]
        characters = sum(len(line.text) for lines in pages for line in lines)
        if characters >= _LEAST_PER_PAGE * len(pages):
            return Extracted(join_pages(pages), "pdf", None)
        if not ocr.is_available():
            raise UnreadableError("text.pdf.scanned", name=name)
        text = "\n".join("\n".join(lines) for lines in ocr.read_pages(document))
        return Extracted(text, "pdf", None, ("ocr",))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("text.pdf.broken", name=name) from error
    finally:
        document.close()


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        slug = "text.pdf.encrypted" if "assword" in str(error) else "text.pdf.broken"
        raise UnreadableError(slug, name=name) from error

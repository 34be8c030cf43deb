"""Scanned pages to text, where the optional extra `nianlun[ocr]` is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pypdfium2

if find_spec("rapidocr_onnxruntime"):
    from rapidocr_onnxruntime import RapidOCR
else:
    RapidOCR = None

_SCALE = 200 / 72
"""Pages are drawn at 200 dots an inch."""


def is_available() -> bool:
    """Whether the extra is installed."""
    return RapidOCR is not None


def read_pages(document: pypdfium2.PdfDocument) -> list[list[str]]:
    """Lines of each page, from top to bottom."""
    engine: Any = RapidOCR()
    pages: list[list[str]] = []
    for page in document:
        found, _times = engine(page.render(scale=_SCALE).to_numpy())
        pages.append([text for _box, text, _score in _in_rows(found or [])])
    return pages


def _in_rows(found: list[Any]) -> list[Any]:
    """Pieces of text by rows, and from left to right inside a row."""
    return sorted(found, key=lambda item: (round(item[0][0][1] / 20), item[0][0][0]))

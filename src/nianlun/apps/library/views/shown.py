"""A chart, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from nianlun.adapters.charts import drawing
from nianlun.compose.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of the statistics page."""

    key: str
    """Names the table in the address of its export."""
    sheet: Sheet
    drawing: SafeString
    note: str = ""


def drawn(specification: str) -> SafeString:
    """The drawing, to stand in the page."""
    return mark_safe(drawing(specification))  # noqa: S308 - drawn by us; the renderer escapes every word in it

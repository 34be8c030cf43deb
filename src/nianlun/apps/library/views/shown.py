"""A chart, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from nianlun.adapters.charts import drawing
from nianlun.compose.sheet import Sheet

KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of the statistics page."""

    key: str
    """Names the table in the address of its export."""
    sheet: Sheet
    drawing: SafeString
    note: str = ""


def drawn(specification: str) -> SafeString:
    """The drawing, to stand in the page; kept for all processes, for the first drawing of each takes seconds."""
    digest = sha256(specification.encode()).hexdigest()
    kept = cache.get_or_set(f"chart-{digest}", lambda: drawing(specification), timeout=KEPT_SECONDS)
    return mark_safe(kept)  # noqa: S308 - drawn by us; the renderer escapes every word in it

"""Spans of time that come round."""

from __future__ import annotations

from enum import StrEnum


class Every(StrEnum):
    """The span that comes round."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

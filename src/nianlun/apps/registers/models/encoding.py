"""JSON as it is kept and as it is digested: Chinese as it is, no blanks."""

from __future__ import annotations

import json
from typing import Any


class CompactEncoder(json.JSONEncoder):
    r"""Writes characters and not `\\u` escapes: half the bytes for Chinese text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


def canonical(value: Any) -> str:
    """The one way in which a value is written down for a digest."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

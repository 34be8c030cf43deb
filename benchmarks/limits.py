"""What was measured beside its limit, as a ratio: everybody reads the same words, whatever was measured."""

from __future__ import annotations


def beside(value: float, limit: float, *, at_least: bool = False) -> str:
    """`0.35 of the limit 200  ok`; `at_least`: more is better."""
    kept = value >= limit if at_least else value <= limit
    return f"{value / limit:.2f} of the limit {limit:g}  {'ok' if kept else 'MISSED'}"

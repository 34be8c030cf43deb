"""Circles in what leads to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def circle_from(start: str, leads_to: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a thing back to itself, both ends included; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for after in leads_to.get(way[-1], ()):
            if after == start:
                return (*way, start)
            if after not in seen:
                seen.add(after)
                ways.append((*way, after))
    return ()


def in_order(leads_to: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every thing after what it leads to; things in circles are left where they fall."""
    ordered: dict[str, None] = {}
    under_way: set[str] = set()

    def place(thing: str) -> None:
        if thing in ordered or thing in under_way:
            return
        under_way.add(thing)
        for each in leads_to.get(thing, ()):
            place(each)
        ordered[thing] = None

    for thing in leads_to:
        place(thing)
    return tuple(ordered)

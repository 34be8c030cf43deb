"""The demo ledgers replayed in plain Python: how every entry stood at an instant, without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nianlun.web.demo.ledgers import acts
from nianlun.web.demo.ledgers.acts import Correct, Create, Drop, Edit, HandOver, Move, Return, Submit


@dataclass
class Line:
    """An entry as it stands."""

    ref: str
    unit: str
    values: dict[str, Any] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    stage: str = ""
    counts: bool = True
    living: bool = True
    versions: int = 0

    def has(self, key: str) -> bool:
        """Whether a reading is there."""
        return self.values.get(key, "") != ""


def replay(until: datetime) -> dict[str, dict[str, Line]]:
    """All entries, by register and reference, as they stood at an instant."""
    found: dict[str, dict[str, Line]] = {}
    for act in acts():
        if act.at > until:
            break
        lines = found.setdefault(act.register, {})
        if isinstance(act, Create):
            lines[act.ref] = Line(act.ref, act.unit, stage=act.stage, counts=act.final)
        line = lines[act.ref]
        line.versions += 1
        line.values |= getattr(act, "values", {})
        match act:
            case Create() | Edit():
                line.classes = line.classes if act.classes is None else act.classes
            case Move():
                line.stage = act.to
            case Correct():
                line.stage = act.stage or line.stage
            case HandOver():
                line.unit = act.unit
            case Drop():
                line.living = False
            case Return():
                line.counts = False
            case Submit():
                line.counts = True
    return found


class Standing:
    """The ledgers at an instant, to be asked for counts."""

    def __init__(self, until: datetime) -> None:
        self.registers = replay(until)

    def lines(self, register: str, where: Callable[[Line], bool] = lambda _: True) -> Iterator[Line]:
        """Entries that count."""
        for line in self.registers.get(register, {}).values():
            if line.living and line.counts and where(line):
                yield line

    def count(self, register: str, where: Callable[[Line], bool] = lambda _: True) -> int:
        """How many there are."""
        return sum(1 for _ in self.lines(register, where))

"""Stages of an entry, the moves between them, and milestones counted from a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do in a register, as grants name it."""

    READ = "read"
    KEEP = "keep"
    REVIEW = "review"
    SUPERVISE = "supervise"
    ADMINISTER = "administer"


@dataclass(frozen=True, kw_only=True)
class Move:
    """A step to another stage."""

    to: str = field(metadata={"shorthand": True})
    """Key of the stage it leads to."""
    roles: tuple[Role, ...] = (Role.KEEP, Role.REVIEW, Role.ADMINISTER)
    """Who may take it."""
    reason: bool = False
    """Whether a reason must be given."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where an entry stands: planned, signed, started."""

    id: int
    """Never reused in the register."""
    key: str
    """Name in entries and formulas; may be changed."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    moves_to: tuple[Move, ...] = ()
    """The stages that may follow."""
    date: str = ""
    """Key of the date field that tells when the stage was reached; then it is required there."""
    required: tuple[str, ...] = ()
    """Keys of fields an entry must have to enter it."""
    initial: bool = False
    """Whether an entry may begin here; where no stage says so, the first one."""
    terminal: bool = False
    """Whether an entry ends here."""
    colour: str = "grey"
    """Name of a colour: grey, blue, cyan, green, yellow, orange, red, purple."""


@dataclass(frozen=True, kw_only=True)
class RemovedStage:
    """What is left of a removed stage."""

    id: int
    """The number it had."""
    key: str
    """The key it had last."""
    becomes: str = ""
    """Key of the stage its entries move to."""


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A date planned backwards from an end, or forwards from a beginning."""

    id: int
    """Never reused in the register."""
    key: str
    """Stable name."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    before: str = ""
    """Key of the end date it is counted back from; this or `after`."""
    after: str = ""
    """Key of the date it is counted on from."""
    days: int | None = None
    """How many calendar days; this or `workdays`. A last day on a holiday rolls on."""
    workdays: int | None = None
    """How many working days; the day of the date itself does not count."""
    done: str = ""
    """Key of the date field that tells when it was done."""
    classes: tuple[str, ...] = ()
    """Lists of the register it is for; none means all."""
    source: str = ""
    """Document and passage that ask for it."""

"""What the builder asks beyond fields and stages, as lists of boxes: one for each key that a pack file may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


class Sort(StrEnum):
    """How a box is filled in."""

    WORDS = "words"
    FORMULA = "formula"
    NUMBER = "number"
    DATE = "date"
    TICK = "tick"
    ONE = "one"
    MANY = "many"
    ORDER = "order"


@dataclass(frozen=True, kw_only=True)
class Box:
    """One key of a definition."""

    name: str
    """Where it stands in the definition: `label`, `update.every`."""
    label: Words
    sort: Sort = Sort.WORDS
    offers: str = ""
    """Name of what can be chosen."""
    usual: Any = None
    """What holds where nothing is written."""
    kinds: str = ""
    """Kinds of fields that have it; empty for all."""
    hint: Words = ""
    """An example, shown while the box is empty."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A list of parts, each filled in by the same boxes."""

    name: str
    """Key of the list in the definition."""
    title: Words
    intro: Words
    add: Words
    """On the button that adds a part."""
    boxes: tuple[Box, ...]
    more: tuple[Box, ...] = ()
    """Folded away."""
    numbered: bool = False
    """Whether its parts have lasting numbers."""

    @property
    def every(self) -> Iterable[Box]:
        """All boxes."""
        return (*self.boxes, *self.more)


LABEL = Box(name="label", label=_("Label"))
KEY = Box(name="key", label=_("Key"))
LABEL_EN = Box(name="label_en", label=_("Label in English"))
SOURCE = Box(name="source", label=_("Document and passage that ask for it"))
WHERE = Box(name="where", label=_("Which entries count"), sort=Sort.FORMULA, hint='stage == "signed"')
AT_LEAST = Box(name="at_least", label=_("At least"), sort=Sort.NUMBER)


def cycle_boxes(label: Words) -> tuple[Box, ...]:
    """How often something is brought up to date."""
    return (
        Box(name="update.every", label=label, sort=Sort.ONE, offers="spans"),
        Box(name="update.by", label=_("By which day of it"), sort=Sort.NUMBER),
        Box(name="update.after", label=_("of the span that follows"), sort=Sort.TICK, usual=False),
        Box(name="update.workdays", label=_("counted in working days"), sort=Sort.TICK, usual=False),
    )


REGISTER = (
    Box(name="description_en", label=_("What is kept here, in English")),
    Box(
        name="similar_by",
        label=_("Likely duplicates are found by"),
        sort=Sort.MANY,
        offers="texts",
    ),
    Box(name="several_classes", label=_("an entry may stand in several lists"), sort=Sort.TICK, usual=False),
)
CYCLE = (
    *cycle_boxes(_("Cycle")),
    Box(
        name="update_where",
        label=_("Which entries must be kept up to date"),
        sort=Sort.FORMULA,
        hint='stage != "ended"',
    ),
)
ALIKE = (
    Box(name="alike.registers", label=_("Looked for in"), sort=Sort.MANY, offers="ledgers"),
    Box(name="alike.documents", label=_("also in the library"), sort=Sort.TICK, usual=False),
    Box(name="alike.by", label=_("Compared by"), sort=Sort.MANY, offers="texts"),
    Box(name="alike.show", label=_("Told of an alike entry"), sort=Sort.MANY, offers="fields"),
)
WHOLE = (*REGISTER, *CYCLE, *ALIKE)
"""All boxes of the register itself."""

NUMBERS = "integer decimal money ratio"
FIELD = (
    Box(name="help_en", label=_("What to write, in English")),
    Box(name="group", label=pgettext_lazy("form", "Heading"), sort=Sort.ONE, offers="groups"),
    Box(name="secrecy", label=_("Who may see it"), sort=Sort.ONE, offers="secrecies"),
    Box(name="default", label=_("A new entry begins with")),
    Box(name="required_if", label=_("Needed when"), sort=Sort.FORMULA, hint="amount > 5000"),
    Box(name="required_in", label=_("Needed to enter"), sort=Sort.MANY, offers="stages"),
    Box(name="least", label=_("The least it may be"), kinds=NUMBERS),
    Box(name="most", label=_("The most it may be"), kinds=NUMBERS),
    Box(
        name="places",
        label=_("Digits after the point"),
        sort=Sort.NUMBER,
        kinds="decimal money ratio computed",
        hint="2",
    ),
    Box(name="not_before", label=_("The first day it may be"), sort=Sort.DATE, kinds="date"),
    Box(name="not_after", label=_("The last day it may be"), sort=Sort.DATE, kinds="date"),
    Box(name="every", label=_("The span it must be"), sort=Sort.ONE, offers="all_spans", kinds="period"),
    Box(name="max_length", label=_("Most characters"), sort=Sort.NUMBER, kinds="text long_text"),
    Box(name="format", label=_("Must look like"), sort=Sort.ONE, offers="formats", kinds="text"),
    Box(
        name="pattern", label=_("Or match the pattern"), sort=Sort.FORMULA, kinds="text", hint="[A-Z]{2}\\d+"
    ),
    Box(name="units", label=_("Kinds of units"), sort=Sort.MANY, offers="unit_kinds", kinds="unit"),
    Box(
        name="shapes",
        label=_("May be drawn"),
        sort=Sort.MANY,
        offers="shapes",
        usual=["point"],
        kinds="place",
    ),
    Box(name="many", label=_("several files"), sort=Sort.TICK, usual=True, kinds="file"),
    Box(name="max_mb", label=_("Largest file in megabytes"), sort=Sort.NUMBER, kinds="file", hint="50"),
    Box(name="back_label", label=_("On the other side it is called"), kinds="link"),
    Box(name="back_label_en", label=_("On the other side, in English"), kinds="link"),
)
STAGE = (
    KEY,
    Box(name="initial", label=_("an entry may begin here"), sort=Sort.TICK, usual=False),
    Box(name="required", label=_("Needed to enter it"), sort=Sort.MANY, offers="fields"),
)

SECTIONS = (
    Section(
        name="groups",
        title=_("Headings of the form"),
        intro=_("Long forms are easier to fill in when fields stand under headings."),
        add=_("+ Heading"),
        boxes=(LABEL, LABEL_EN),
        more=(KEY,),
    ),
    Section(
        name="classes",
        title=_("Lists"),
        intro=_("Lists within the register; some fields may be asked only of the entries of one."),
        add=_("+ List"),
        boxes=(LABEL, Box(name="description", label=_("Which entries belong here"))),
        more=(
            KEY,
            LABEL_EN,
            Box(name="description_en", label=_("The same in English")),
            Box(name="fields", label=_("Fields only its entries have"), sort=Sort.MANY, offers="fields"),
            Box(name="required", label=_("Fields its entries need"), sort=Sort.MANY, offers="fields"),
            *cycle_boxes(_("A cycle of its own")),
        ),
        numbered=True,
    ),
    Section(
        name="milestones",
        title=_("Milestones"),
        intro=_(
            "Days planned backwards from an end, or forwards from a beginning; they stand in the calendar."
        ),
        add=_("+ Milestone"),
        boxes=(
            LABEL,
            Box(name="before", label=_("Counted back from"), sort=Sort.ONE, offers="whens"),
            Box(name="after", label=_("or on from"), sort=Sort.ONE, offers="whens"),
            Box(name="days", label=_("Days"), sort=Sort.NUMBER),
            Box(name="workdays", label=_("or working days"), sort=Sort.NUMBER),
        ),
        more=(
            KEY,
            LABEL_EN,
            Box(name="done", label=_("Date on which it was done"), sort=Sort.ONE, offers="dates"),
            Box(name="classes", label=_("Only for the lists"), sort=Sort.MANY, offers="classes"),
            SOURCE,
        ),
        numbered=True,
    ),
    Section(
        name="floors",
        title=_("Floors"),
        intro=_("How many entries there must be at any time: at least 100 in the reserve."),
        add=_("+ Floor"),
        boxes=(LABEL, AT_LEAST, WHERE),
        more=(KEY, LABEL_EN, SOURCE),
    ),
    Section(
        name="duties",
        title=_("Duties"),
        intro=_("How many entries each unit owes in each span: every town one trip a month."),
        add=_("+ Duty"),
        boxes=(
            LABEL,
            AT_LEAST,
            Box(name="every", label=_("In each span"), sort=Sort.ONE, offers="spans"),
            Box(name="date", label=_("An entry falls into it by"), sort=Sort.ONE, offers="whens"),
            Box(name="unit", label=_("It counts for"), sort=Sort.ONE, offers="units"),
            Box(name="units", label=_("Owed by"), sort=Sort.MANY, offers="unit_kinds"),
        ),
        more=(KEY, LABEL_EN, WHERE, SOURCE),
    ),
    Section(
        name="rules",
        title=_("Rules"),
        intro=_("What must hold in every entry, and what to say when it does not."),
        add=_("+ Rule"),
        boxes=(
            Box(name="must", label=_("Must hold"), sort=Sort.FORMULA, hint="started_on >= signed_on"),
            Box(name="label", label=_("What to say when it does not hold")),
        ),
        more=(KEY, LABEL_EN),
    ),
    Section(
        name="views",
        title=_("Views"),
        intro=_("Ways to look at the register that everybody is offered."),
        add=_("+ View"),
        boxes=(
            LABEL,
            Box(name="kind", label=pgettext_lazy("view", "Laid out as"), sort=Sort.ONE, offers="layouts"),
            Box(name="columns", label=_("Columns"), sort=Sort.MANY, offers="columns"),
            Box(name="sort", label=_("Sorted by"), sort=Sort.ORDER, offers="columns"),
        ),
        more=(
            KEY,
            LABEL_EN,
            WHERE,
            Box(name="group_by", label=_("Grouped by"), sort=Sort.ONE, offers="groupings"),
            Box(name="sums", label=_("Added up"), sort=Sort.MANY, offers="numbers"),
        ),
    ),
)

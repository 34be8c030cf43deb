"""A register: a typed ledger of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nianlun.define.expressions.tree import Expression
from nianlun.define.model.alike import Alike
from nianlun.define.model.cycles import Cycle, Duty, Floor
from nianlun.define.model.fields import FieldDef, Group, RemovedField
from nianlun.define.model.secrecy import Secrecy
from nianlun.define.model.stages import Milestone, RemovedStage, Stage
from nianlun.define.model.views import ViewDef


@dataclass(frozen=True, kw_only=True)
class ClassDef:
    """A list within a register (拟落地清单); its fields are asked only of the entries that stand in it."""

    id: int
    """Never reused in the register."""
    key: str
    """Name in entries and formulas; may be changed."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    description: str = ""
    """Which entries belong here."""
    description_en: str = ""
    """The same in English."""
    fields: tuple[str, ...] = ()
    """Keys of the fields only its entries have."""
    required: tuple[str, ...] = ()
    """Keys of the fields its entries must have."""
    update: Cycle | None = None
    """How often its entries must be brought up to date; none means as the register."""


@dataclass(frozen=True, kw_only=True)
class RuleDef:
    """What must hold in every entry: it does not start before it was signed."""

    key: str
    """Stable name."""
    must: Expression
    """The condition; an entry that misses a reading passes."""
    label: str
    """What to say when it does not hold, in Chinese."""
    label_en: str = ""
    """The same in English."""


@dataclass(frozen=True, kw_only=True)
class Register:
    """A ledger: fields, lists, stages, dates, how often it is kept and how much must be in it."""

    key: str
    """Name in links, formulas and addresses; one in all packs of an installation."""
    id: int
    """Never reused in the pack."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    description: str = ""
    """What is kept here, in a sentence or two."""
    description_en: str = ""
    """The same in English."""
    code: str = "{year}-{number:4}"
    """How entries are numbered: `XM-{year}-{number:4}` gives XM-2023-0007."""
    secrecy: Secrecy = Secrecy.INTERNAL
    """Who may see it."""
    maintainer: str = ""
    """Name of the unit that answers for the ledger as a whole."""
    title: str
    """Key of the field by which an entry is called."""
    import_key: tuple[str, ...] = ()
    """Keys of the fields by which an import knows an entry again."""
    similar_by: tuple[str, ...] = ()
    """Keys of the text fields by which likely duplicates are found."""
    alike: Alike | None = None
    """What is like an entry and shown on its page: alike entries, also of other ledgers, and documents."""
    groups: tuple[Group, ...] = ()
    """Headings of the form."""
    fields: tuple[FieldDef, ...]
    """All fields, in the order of the form."""
    removed_fields: tuple[RemovedField, ...] = ()
    """Tombstones of fields."""
    classes: tuple[ClassDef, ...] = ()
    """Lists within the register."""
    several_classes: bool = False
    """Whether an entry may stand in several lists at once."""
    stages: tuple[Stage, ...] = ()
    """Where entries can stand; none means the register has no stages."""
    removed_stages: tuple[RemovedStage, ...] = ()
    """Tombstones of stages."""
    milestones: tuple[Milestone, ...] = ()
    """Dates planned from other dates."""
    update: Cycle | None = None
    """How often living entries must be brought up to date."""
    update_where: Expression | None = None
    """Which entries must be; none means all that are not at an end."""
    floors: tuple[Floor, ...] = ()
    """How many entries there must be."""
    duties: tuple[Duty, ...] = ()
    """How many entries each unit owes in each span."""
    rules: tuple[RuleDef, ...] = ()
    """What must hold in every entry."""
    views: tuple[ViewDef, ...] = ()
    """Ways to look at it."""

    @cached_property
    def field_by_key(self) -> Mapping[str, FieldDef]:
        """Fields by key, hidden ones too."""
        return {each.key: each for each in self.fields}

    @cached_property
    def field_by_id(self) -> Mapping[int, FieldDef]:
        """Fields by their lasting number."""
        return {each.id: each for each in self.fields}

    @cached_property
    def stage_by_key(self) -> Mapping[str, Stage]:
        """Stages by key."""
        return {each.key: each for each in self.stages}

    @cached_property
    def class_by_key(self) -> Mapping[str, ClassDef]:
        """Lists by key."""
        return {each.key: each for each in self.classes}

    @property
    def compared(self) -> tuple[str, ...]:
        """Keys of the text fields by which alike entries are found."""
        told = self.alike.by if self.alike is not None else ()
        return told or self.similar_by or (self.title,)

    @property
    def initial_stages(self) -> tuple[Stage, ...]:
        """Stages in which an entry may begin."""
        return tuple(each for each in self.stages if each.initial) or self.stages[:1]

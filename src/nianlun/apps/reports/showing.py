"""A report as a page shows it, and a number of it with everything it was counted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

from nianlun.adapters.charts import drawing
from nianlun.apps.indicators.queries.words import sentence
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Entry, Version
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.queries import template_named, templates
from nianlun.apps.reports.seeing import with_rights
from nianlun.apps.reports.sources import catalog
from nianlun.apps.reports.typed import marked_runs
from nianlun.apps.reports.verifying import Checked, check_facts
from nianlun.compose.report.chips import runs_of
from nianlun.compose.report.draft import Numbers, Piece, drawn_words
from nianlun.compose.report.facts import Fact, Record
from nianlun.compose.tree import Run
from nianlun.define.model import IndicatorDef, Setter
from nianlun.define.words import Language, either, label_of
from nianlun.reckon.targets import setter_words

ASKED = {
    "completion": pgettext_lazy("asked of an indicator", "completion"),
    "gap": pgettext_lazy("asked of an indicator", "gap to the target"),
    "growth": pgettext_lazy("asked of an indicator", "growth"),
    "share": pgettext_lazy("asked of an indicator", "share"),
    "rank": pgettext_lazy("asked of an indicator", "place"),
    "target": pgettext_lazy("asked of an indicator", "target"),
    "previous": pgettext_lazy("asked of an indicator", "of the span before"),
}
"""What may be asked besides the value."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A block of the page."""

    kind: str
    place: int
    level: int = 1
    number: str = ""
    runs: tuple[Run, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    picture: SafeString | None = None
    source: str = ""
    """The words with their chips, for editing."""
    words: str = ""
    """What a chart draws, for those who do not see it."""
    drawn: tuple[tuple[str, tuple[Run, ...]], ...] = ()
    """The same as a table: places and figures."""


def shown(pieces: tuple[Piece, ...], facts: Mapping[str, Fact]) -> Iterator[Shown]:
    """The blocks of a report."""
    count = Numbers()
    for place, each in enumerate(pieces):
        number = count.next(each.level) if each.kind == "heading" else ""
        rows = tuple(tuple(runs_of(cell, facts) for cell in row) for row in each.rows)
        picture = mark_safe(drawing(each.chart)) if each.chart else None  # noqa: S308 - drawn by us
        yield Shown(
            kind=each.kind,
            place=place,
            level=each.level + 1,
            number=number,
            runs=marked_runs(each, facts),
            head=each.head,
            rows=rows,
            picture=picture,
            source=each.text,
            words=drawn_words(each, facts) if each.chart else "",
            drawn=tuple(
                (where, (Run(facts[name].display, fact=name),))
                for where, name in zip(each.places, each.shows, strict=False)
            ),
        )


@dataclass(frozen=True, kw_only=True)
class Line:
    """A record in the frozen list."""

    entry: int
    code: str
    title: str
    version: int
    part: str
    stage: str
    """In which it stood; empty where the person may not see the entry."""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """Where a number comes from, and what became of it."""

    fact: Fact
    label: str
    """What is measured, in the language of the page, and what is asked of it."""
    definition: IndicatorDef | None
    words: str
    """The definition in words."""
    over: tuple[Line, ...]
    under: tuple[Line, ...]
    now: Checked


def labelled(facts: Iterable[Fact], language: Language) -> list[tuple[str, Fact]]:
    """Each fact with whose it is and what it says."""
    known = catalog().indicators
    return [
        (f"{each.unit_name} {label_of_fact(each, known.get(each.indicator), language)}".strip(), each)
        for each in facts
    ]


def trace_of(report: Report, fact: Fact, user: User, language: Language) -> Trace:
    """Everything about one number; titles only of entries the person may see."""
    template = template_named(report.template).definition if report.template in templates() else None
    checked = with_rights(check_facts([fact], template, now=timezone.now()), user, language)[0]
    definition = catalog().indicators.get(fact.indicator)
    names = Names(user)
    return Trace(
        fact=fact,
        label=label_of_fact(fact, definition, language),
        definition=definition,
        words=_words(definition, language),
        over=_lines(fact.over, names, language),
        under=_lines(fact.under, names, language),
        now=checked,
    )


def _words(definition: IndicatorDef | None, language: Language) -> str:
    if definition is None:
        return ""
    known = catalog()
    told = sentence(definition, known.indicators, known.registers, language)
    said = either(language, definition.description, definition.description_en)
    return f"{said} {told}".strip()


def label_of_fact(fact: Fact, definition: IndicatorDef | None, language: Language) -> str:
    """What is measured, in the language of the page, and what is asked of it."""
    label = label_of(definition, language) if definition is not None else fact.label
    asked = ASKED.get(fact.asked)
    if asked is None:
        return label
    setter = setter_words(Setter(fact.setter), language) if fact.setter else ""
    return f"{label} · {asked} {setter}".rstrip()


def _lines(records: tuple[Record, ...], names: Names, language: Language) -> tuple[Line, ...]:
    _ = names.registers
    names.prime_entries({each.entry for each in records})
    codes = dict(Entry.objects.filter(pk__in=[each.entry for each in records]).values_list("pk", "code"))
    stages = _stages(records, language)
    found = []
    for each in records:
        code = codes.get(each.entry, "")
        title = (names.name("entry", each.entry) or "").removeprefix(code).strip()
        stage = stages.get((each.entry, each.version), "") if title else ""
        found.append(
            Line(
                entry=each.entry,
                code=code,
                title=title,
                version=each.version,
                part=each.part,
                stage=stage,
            )
        )
    return tuple(found)


def _stages(records: tuple[Record, ...], language: Language) -> dict[tuple[int, int], str]:
    """The stage of each record, in words."""
    labels = {
        (key, stage.id): label_of(stage, language)
        for key, register in catalog().registers.items()
        for stage in register.stages
    }
    rows = Version.objects.filter(
        entry__in={each.entry for each in records}, number__in={each.version for each in records}
    ).values_list("entry", "number", "register__key", "stage")
    return {(entry, number): labels.get((key, stage), "") for entry, number, key, stage in rows}


def tally_of(lines: tuple[Line, ...]) -> list[tuple[str, int]]:
    """How many stand in each stage, the most first."""
    return Counter(each.stage for each in lines if each.stage).most_common()

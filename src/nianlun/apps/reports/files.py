"""A file brought back: every tagged number counted again, every other number named with its place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature

from nianlun.apps.people.models import User
from nianlun.apps.reports.paper import SEAL
from nianlun.apps.reports.queries import templates
from nianlun.apps.reports.seeing import with_rights
from nianlun.apps.reports.typed import figures_in, joined
from nianlun.apps.reports.verifying import Checked, Verdict, check_facts
from nianlun.compose.report.carrying import Carried, Line, read_carried
from nianlun.compose.report.chips import numerals_in
from nianlun.define.words import Language
from nianlun.kernel.errors import UnreadableError

AROUND = 12
"""Signs shown on either side of a number that was found."""


@dataclass(frozen=True, kw_only=True)
class Stray:
    """A number of a file that is not as the ledger gave it, and where it stands."""

    words: str
    """What stands there."""
    line: int
    """Number of the paragraph, empty ones not counted."""
    around: str
    """The words about it."""
    fact: str = ""
    """Name of the fact it stands for; empty where it stands for none."""
    was: str = ""
    """What was printed there."""


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """What became of the numbers of a file."""

    about: Mapping[str, str]
    checked: tuple[Checked, ...]
    """Numbers that carry a fact."""
    altered: tuple[Stray, ...] = ()
    """Numbers that carry a fact and were typed over."""
    bare: tuple[Stray, ...] = ()
    """Numbers that carry none: not from the ledger."""

    @property
    def holds(self) -> bool:
        """Whether every number is as it was printed and as the ledger says."""
        return (
            not self.altered and not self.bare and all(each.verdict is Verdict.SAME for each in self.checked)
        )


def check_file(name: str, data: bytes, *, by: User, language: Language, now: datetime) -> CheckedFile:
    """Count the numbers of a file again, for somebody who asks; what he may not see stays closed to him.

    Raises:
        UnreadableError: `reports.file.foreign`, `reports.file.damaged`.
    """
    try:
        carried = read_carried(data)
    except ValueError as error:
        raise UnreadableError("reports.file.damaged", name=name) from error
    if carried is None:
        raise UnreadableError("reports.file.foreign", name=name)
    template = templates().get(carried.about.get("template", ""))
    checked = check_facts(list(carried.facts.values()), template.definition if template else None, now=now)
    return CheckedFile(
        about=carried.about,
        checked=with_rights(checked, by, language),
        altered=tuple(_altered(carried)),
        bare=tuple(_bare(carried)),
    )


def _altered(carried: Carried) -> Iterator[Stray]:
    lines = {each.number: each.text for each in carried.lines}
    for each in carried.printed:
        fact = carried.facts.get(each.fact)
        was = fact.display if fact else ""
        if each.words != was:
            text = lines.get(each.line, "")
            around = _around(text, text.find(each.words), len(each.words))
            yield Stray(words=each.words, line=each.line, around=around, fact=each.fact, was=was)


def _bare(carried: Carried) -> Iterator[Stray]:
    """Digits the paper did not print itself, and figures in words."""
    own = Counter(_own_numerals(carried))
    for line in carried.lines:
        strange, ours = [], []
        for each in numerals_in(line.bare):
            kept = ours if own[each.between] else strange
            kept.append((each.start, each.end))
            own[each.between] -= 1
        figures = [] if line.in_table else figures_in(line.bare)
        figures = [each for each in figures if not _holds_any(each, ours)]
        spans = joined([*strange, *(each for each in figures if not _is_quoted(line.bare, each, own))])
        yield from (_stray(line, each) for each in spans)


def _is_quoted(text: str, span: tuple[int, int], own: Counter[str]) -> bool:
    """Whether a number in words is one that the paper quotes; each counts once."""
    words = text[slice(*span)]
    own[words] -= 1
    return own[words] >= 0


def _holds_any(span: tuple[int, int], inside: list[tuple[int, int]]) -> bool:
    return any(span[0] <= start < span[1] for start, _ in inside)


def _stray(line: Line, span: tuple[int, int]) -> Stray:
    start, end = span
    return Stray(words=line.bare[start:end], line=line.number, around=_around(line.bare, start, end - start))


def _around(text: str, start: int, length: int) -> str:
    first, last = max(0, start - AROUND), start + length + AROUND
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _own_numerals(carried: Carried) -> list[str]:
    """Digits the paper printed outside of its figures; none where somebody has altered the list."""
    try:
        found = json.loads(SEAL.unsign(carried.about.get("numerals", "")))
    except (BadSignature, ValueError):
        return []
    return [str(each) for each in found]

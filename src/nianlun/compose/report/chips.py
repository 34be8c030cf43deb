"""Words with chips: `⟦projects_new⟧` stands for a printed number, `⟦=500强⟧` for words with digits in them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from nianlun.compose.report.facts import Fact
from nianlun.compose.tree import Run

CHIP = re.compile(r"⟦([^⟦⟧]*)⟧")
WORDS_MARK = "="
DIGITS = re.compile(r"[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?")
DATE = re.compile(
    r"[12]\d{3}年(?:第?[一二三四1-4]季度|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|[12]\d{3}-\d{2}-\d{2}"
)
"""Dates are words, not figures."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with edited words."""

    slug: str
    """`reports.words.chip_unknown`, `reports.words.bracket`."""
    found: str
    """The signs in question."""


def chip(fact_id: str) -> str:
    """The token of a fact."""
    return f"⟦{fact_id}⟧"


def marked(words: str) -> str:
    """Words with digits, marked as such."""
    return f"⟦{WORDS_MARK}{words}⟧"


def ids_in(text: str) -> list[str]:
    """Facts a text prints, in order."""
    return [each for each in CHIP.findall(text) if not each.startswith(WORDS_MARK)]


def marked_in(text: str) -> list[str]:
    """Words that are marked as such, in order."""
    return [each.removeprefix(WORDS_MARK) for each in CHIP.findall(text) if each.startswith(WORDS_MARK)]


def runs_of(text: str, facts: Mapping[str, Fact]) -> tuple[Run, ...]:
    """The words with each chip as a run of its own."""
    return tuple(_runs(text, facts))


def _runs(text: str, facts: Mapping[str, Fact]) -> Iterator[Run]:
    at = 0
    for match in CHIP.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()])
        inside = match[1]
        if inside.startswith(WORDS_MARK):
            yield Run(inside[len(WORDS_MARK) :])
        else:
            yield Run(facts[inside].display, fact=inside)
        at = match.end()
    if at < len(text):
        yield Run(text[at:])


def faults_in(text: str, known: Container[str]) -> list[Fault]:
    """Chips nobody counted, and brackets without a partner."""
    found = [Fault("reports.words.chip_unknown", each) for each in ids_in(text) if each not in known]
    return found + [Fault("reports.words.bracket", sign) for sign in without_chips(text) if sign in "⟦⟧"]


GAP = "　"
"""Stands for a chip or a date where only the words beside them matter."""


def without_chips(text: str) -> str:
    """The words with gaps for chips, every sign in its place."""
    return CHIP.sub(lambda match: GAP * len(match[0]), text)


def without_dates(text: str) -> str:
    """The words with gaps for dates, every sign in its place."""
    return DATE.sub(lambda match: GAP * len(match[0]), text)


class Numeral(NamedTuple):
    """Digits outside of dates."""

    start: int
    end: int
    """Where they stand."""
    between: str
    """With their neighbours: `　500强`."""


def numerals_in(text: str) -> list[Numeral]:
    """Digits that stand outside of dates, in order."""
    bare = f"{GAP}{without_dates(text)}{GAP}"
    return [
        Numeral(match.start() - 1, match.end() - 1, bare[match.start() - 1 : match.end() + 1])
        for match in DIGITS.finditer(bare)
    ]


def mark_words(text: str, words: tuple[str, ...]) -> str:
    """A template's own words with digits in them, marked, so that editing keeps them."""
    parts = re.split(r"(⟦[^⟦⟧]*⟧)", text)
    for place in range(0, len(parts), 2):
        for word in sorted(words, key=len, reverse=True):
            parts[place] = parts[place].replace(word, marked(word))
    return "".join(parts)

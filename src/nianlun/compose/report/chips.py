"""Words with chips: `⟦projects_new⟧` stands for a printed number, `⟦=500强⟧` for words with digits in them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from nianlun.compose.report.facts import Fact
from nianlun.compose.tree import Run

CHIP = re.compile(r"⟦([^⟦⟧]*)⟧")
WORDS_MARK = "="
DIGITS = re.compile(r"[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?")
_DATE = re.compile(
    r"[12]\d{3}年(?:第?[一二三四1-4]季度|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|[12]\d{3}-\d{2}-\d{2}"
)
"""Dates are words, not figures."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with edited words."""

    slug: str
    """`reports.words.chip_unknown`, `reports.words.bare_number`, `reports.words.bracket`."""
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


def faults_in(text: str, known: Container[str], words: tuple[str, ...] = ()) -> list[Fault]:
    """Chips nobody counted, and digits that are neither chips nor marked as words nor dates."""
    found = [Fault("reports.words.chip_unknown", each) for each in ids_in(text) if each not in known]
    rest = CHIP.sub("　", text)
    found += [Fault("reports.words.bracket", sign) for sign in rest if sign in "⟦⟧"]
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "　")
    rest = _DATE.sub("　", rest)
    found += [Fault("reports.words.bare_number", each) for each in DIGITS.findall(rest)]
    return found


def mark_words(text: str, words: tuple[str, ...]) -> str:
    """A template's own words with digits in them, marked, so that editing keeps them."""
    parts = re.split(r"(⟦[^⟦⟧]*⟧)", text)
    for place in range(0, len(parts), 2):
        for word in sorted(words, key=len, reverse=True):
            parts[place] = parts[place].replace(word, marked(word))
    return "".join(parts)

"""A file brought back: every tagged number counted again, every other number named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nianlun.apps.reports.queries import templates
from nianlun.apps.reports.verifying import Checked, Verdict, check_facts
from nianlun.compose.report.carrying import Carried, read_carried
from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Extracted
from nianlun.text.reading import read


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """What became of the numbers of a file."""

    about: Mapping[str, str]
    checked: tuple[Checked, ...]
    """Numbers that carry a fact."""
    altered: tuple[tuple[str, str, str], ...] = ()
    """Name, words that stand there now, words that were printed."""
    bare: tuple[str, ...] = ()
    """Figures that are not from the ledger."""

    @property
    def holds(self) -> bool:
        """Whether every number is as it was printed and as the ledger says."""
        return (
            not self.altered and not self.bare and all(each.verdict is Verdict.SAME for each in self.checked)
        )


def check_file(name: str, data: bytes, *, now: datetime) -> CheckedFile:
    """Count the numbers of a file again.

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
        checked=checked,
        altered=tuple(_altered(carried)),
        bare=_bare(carried, template.definition.words if template else ()),
    )


def _altered(carried: Carried) -> list[tuple[str, str, str]]:
    found = []
    for name, words in carried.printed:
        fact = carried.facts.get(name)
        was = fact.display if fact else ""
        if words != was:
            found.append((name, words, was))
    return found


def _bare(carried: Carried, words: tuple[str, ...]) -> tuple[str, ...]:
    """Figures in the text outside of chips; the title and words of the template are none."""
    text = carried.bare.replace(carried.about.get("title", ""), "")
    for each in words:
        text = text.replace(each, "　")
    reading = read(Extracted(text, "docx", None, ()))
    return tuple(each.text for piece in reading.pieces for each in piece.figures if each.value)

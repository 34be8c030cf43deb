"""What is wrong with the values of an entry, and the refusal that lists all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nianlun.define.messages import MESSAGES, words_of
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import message_of


@dataclass(frozen=True, kw_only=True)
class ValueFault:
    """One reading that cannot stand."""

    field: str
    """Key of the field; empty for a rule over several."""
    label: str
    """What the field is called."""
    slug: str
    """Why; the words stand in the catalogue of messages."""
    raw: Any = None
    """What was given."""
    suggestion: str = ""
    """What was perhaps meant."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the words need."""

    def words(self, language: str = "zh-hans") -> str:
        """Why, in words."""
        if self.slug in MESSAGES:
            values = {**self.values, "suggestion": self.suggestion}
            return words_of(self.slug, values, Language.of(language))
        values = {"label": self.label, **self.values}
        if language.startswith("en"):
            values |= {key.removesuffix("_en"): value for key, value in values.items() if key.endswith("_en")}
        return message_of(RefusedError(self.slug, **values), language)


class RefusedValuesError(RefusedError):
    """Readings are wrong or missing, all of them listed."""

    def __init__(self, faults: Sequence[ValueFault]) -> None:
        super().__init__(
            "registers.entry.values",
            count=len(faults),
            labels="、".join(dict.fromkeys(each.label for each in faults)),
        )
        self.faults = tuple(faults)

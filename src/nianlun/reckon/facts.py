"""A fact: one printed number with all that it was reckoned from, frozen, and checked by its own digest.

Only reckoning makes facts; a fact that was altered, on paper or on the way, does not come back from `read_fact`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from nianlun.define.reading.numbers import written
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.results import Counted, Result

OVER, UNDER, PART = "over", "under", "part"
"""What a set of records is to a number: above the line, below it, or one of several parts."""


@dataclass(frozen=True, kw_only=True)
class RecordSet:
    """The records one indicator was counted from."""

    role: str
    """`over`, `under` or `part`."""
    indicator: str
    """Key of the indicator that was counted."""
    period: str
    """Code of the span in which it was counted."""
    unit: int | None = None
    """Number of the unit it was counted for; none means the whole."""
    entries: tuple[Counted, ...] = ()
    """Entries by number, each in the version that counted."""
    readings: tuple[int, ...] = ()
    """Numbers of entered readings."""

    @property
    def digest(self) -> str:
        """SHA-256 of the records."""
        return _digest(_plain_set(self))


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A number in a report."""

    expression: str
    """What the template asked for: `projects_new.completion("county")`."""
    indicator: str
    """Key of the indicator it is about."""
    definition: str
    """Digest of the indicator's definition and of all it rests on."""
    period: str
    """Code of the span."""
    as_of: date
    """The day asked about."""
    known_at: datetime | None
    """Only what was recorded by then; none means by the end of that day."""
    unit: int | None
    """Number of the unit; none means the whole."""
    numerator: Decimal | None
    """Above the line, where there is one."""
    denominator: Decimal | None
    """Below the line; for a completion the target, for a place the number of those ranked."""
    value: Decimal | None
    """As values are kept; none prints as a dash."""
    measure: str
    """Unit it is printed in."""
    text: str
    """What is printed."""
    provisional: bool
    """Whether the period was not over, or a forecast went into it."""
    sets: tuple[RecordSet, ...]
    """The records, frozen."""
    digest: str = ""
    """SHA-256 of everything above."""

    def __post_init__(self) -> None:
        reckoned = _digest(_content(self))
        if not self.digest:
            object.__setattr__(self, "digest", reckoned)
        elif self.digest != reckoned:
            raise RefusedError("reckon.fact.altered", expression=self.expression)

    @property
    def set_digest(self) -> str:
        """SHA-256 of all its records."""
        return _digest([_plain_set(each) for each in self.sets])

    @property
    def records(self) -> frozenset[tuple[int, int]]:
        """Every entry it rests on, with its version."""
        return frozenset((one.entry, one.version) for each in self.sets for one in each.entries)


def sets_of(result: Result) -> tuple[RecordSet, ...]:
    """The records of an answer: those above the line first."""
    if not result.parts:
        return (_set(result, OVER),)
    two = len(result.parts) == len((OVER, UNDER)) and result.numerator is not None
    roles = (OVER, UNDER) if two else (PART,) * len(result.parts)
    return tuple(
        _set(leaf, role) for part, role in zip(result.parts, roles, strict=True) for leaf in _leaves(part)
    )


def _leaves(result: Result) -> Iterator[Result]:
    if not result.parts:
        yield result
    for part in result.parts:
        yield from _leaves(part)


def _set(result: Result, role: str) -> RecordSet:
    return RecordSet(
        role=role,
        indicator=result.indicator,
        period=result.question.period.code,
        unit=result.question.unit,
        entries=result.counted,
        readings=tuple(each.id for each in result.readings),
    )


def plain_fact(fact: Fact) -> dict[str, Any]:
    """A fact as JSON can hold it, its digest with it."""
    return {**_content(fact), "digest": fact.digest}


def read_fact(plain: Mapping[str, Any]) -> Fact:
    """A fact from its plain form.

    Raises:
        RefusedError: `reckon.fact.altered` where it says anything else than when it was made.
    """
    try:
        known_at = plain["known_at"]
        return Fact(
            **{
                **plain,
                "as_of": date.fromisoformat(plain["as_of"]),
                "known_at": datetime.fromisoformat(known_at) if known_at else None,
                **{key: _number(plain[key]) for key in ("numerator", "denominator", "value")},
                "sets": tuple(_read_set(each) for each in plain["sets"]),
                "digest": plain["digest"] or "none",
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise RefusedError("reckon.fact.altered", expression=str(plain.get("expression", ""))) from error


def _read_set(plain: Mapping[str, Any]) -> RecordSet:
    entries = tuple(Counted(entry, version, _number(part)) for entry, version, part in plain["entries"])
    return RecordSet(**{**plain, "entries": entries, "readings": tuple(plain["readings"])})


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _content(fact: Fact) -> dict[str, Any]:
    found = {each.name: getattr(fact, each.name) for each in dataclasses.fields(fact)}
    del found["digest"]
    found["sets"] = [_plain_set(each) for each in fact.sets]
    return {key: _plain(value) for key, value in found.items()}


def _plain_set(records: RecordSet) -> dict[str, Any]:
    return {
        "role": records.role,
        "indicator": records.indicator,
        "period": records.period,
        "unit": records.unit,
        "entries": [
            [each.entry, each.version, None if each.part is None else written(each.part)]
            for each in records.entries
        ],
        "readings": list(records.readings),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return written(value)
    return value.isoformat() if isinstance(value, date) else value


def _digest(plain: Any) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

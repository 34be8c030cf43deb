"""Answers a question about an indicator, whatever its kind; what is asked twice is reckoned once."""

from __future__ import annotations

from nianlun.define.check.indicators import parts_of_indicator
from nianlun.define.export import digest_of
from nianlun.define.model import IndicatorDef
from nianlun.define.suggest import listed, nearest
from nianlun.kernel.errors import DefinitionError
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds import KINDS
from nianlun.reckon.results import Result
from nianlun.reckon.source import Reckoner


def answer(key: str, question: Question, reckoner: Reckoner) -> Result:
    """The value with everything it was reckoned from.

    Raises:
        DefinitionError: `define.reference.indicator`, where no pack defines it.
    """
    known: dict[tuple[str, Question], Result] = {}

    def ask(name: str, asked: Question) -> Result:
        if (name, asked) not in known:
            indicator = indicator_of(name, reckoner)
            known[name, asked] = KINDS[indicator.kind](indicator, asked, reckoner, ask)
        return known[name, asked]

    return ask(key, question)


def indicator_of(key: str, reckoner: Reckoner) -> IndicatorDef:
    """The definition of an indicator.

    Raises:
        DefinitionError: `define.reference.indicator`.
    """
    found = reckoner.indicators.get(key)
    if found is None:
        known = reckoner.indicators
        values = {"suggestion": nearest(key, known), "known": listed(sorted(known))}
        raise DefinitionError("define.reference.indicator", key=key, **values)
    return found


def version_of(key: str, reckoner: Reckoner) -> str:
    """Digest of an indicator's definition and of all it is reckoned from: another digest is another number."""
    found: dict[str, str] = {}
    waiting = [key]
    while waiting:
        name = waiting.pop()
        if name not in found:
            indicator = indicator_of(name, reckoner)
            found[name] = digest_of(indicator)
            waiting += parts_of_indicator(indicator)
    return digest_of([found[name] for name in sorted(found)])

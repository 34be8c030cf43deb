"""A unit's own indicators: what each comes to, and its place among the units that are ranked with it."""

from __future__ import annotations

from dataclasses import dataclass

from nianlun.apps.indicators.queries.desk import RANKED_KINDS, Desk
from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.ranks import Place, ranked
from nianlun.reckon.results import Result


@dataclass(frozen=True)
class Own:
    """One indicator of the unit."""

    indicator: IndicatorDef
    result: Result
    place: Place | None
    """None where the unit is not ranked."""


def own_indicators(desk: Desk, question: Question) -> list[Own]:
    """Indicators that can be told for the unit, in the order of the packs; all counted together.

    Of a unit that is not ranked only those that come to anything.
    """
    if question.unit is None:
        return []
    keys = [key for key, each in desk.seen.items() if desk.cuttable(each)]
    whole = Question(period=question.period, as_of=question.as_of, known_at=question.known_at)
    peers = desk.peers(whole) if desk.units[question.unit].kind in RANKED_KINDS else []
    cuts = {unit.pk: whole.of(unit.pk, desk.under(unit.pk)) for unit in peers} | {question.unit: question}
    answers = desk.totals((key, cut) for key in keys for cut in cuts.values())
    found = []
    for key in keys:
        own = answers.get((key, question))
        if own is None or not (peers or own.value):
            continue
        values = {pk: answers[key, cut].value for pk, cut in cuts.items() if (key, cut) in answers}
        places = {each.unit: each for each in ranked(values, desk.seen[key].better)} if peers else {}
        found.append(Own(desk.seen[key], own, places.get(question.unit)))
    return found

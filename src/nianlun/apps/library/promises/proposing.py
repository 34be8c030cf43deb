"""Proposals of what became of promises, written beside them until a person confirms."""

from __future__ import annotations

from nianlun.apps.library.models import Document, Outcome
from nianlun.apps.library.promises.matching import answers_to, plans_for


def propose_for(document: Document) -> int:
    """Look for answers to a document's commitments, and for those it answers; gives the number of proposals.

    Writes no audit row: the action that calls it does.
    """
    return sum(_propose(plan) for plan in [document, *plans_for(document)])


def _propose(plan: Document) -> int:
    number = 0
    for answer in answers_to(plan):
        Outcome.objects.update_or_create(
            commitment=answer.commitment,
            defaults={
                "figure": answer.figure,
                "report": answer.report,
                "score": answer.score,
                "ratio": answer.ratio,
                "verdict": answer.verdict,
            },
        )
        number += 1
    return number

"""Proposals of what became of promises, written beside them until a person confirms."""

from __future__ import annotations

from collections.abc import Iterable

from nianlun.apps.library.models import Document, Outcome
from nianlun.apps.library.promises.matching import answers_to, plans_for


def propose_for(document: Document) -> int:
    """Look for answers to a document's commitments, and for those it answers; gives the number of proposals.

    Writes no audit row: the action that calls it does.
    """
    return propose_for_all([document])


def propose_for_all(documents: Iterable[Document]) -> int:
    """The same for several documents that are stored already; a plan that many of them answer is asked once."""
    plans = {}
    for document in documents:
        plans[document.pk] = document
        for plan in plans_for(document):
            plans.setdefault(plan.pk, plan)
    return sum(_propose(plan) for plan in plans.values())


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

"""The ledgers of 青禾县: every act of its investment office, always the same, known when it was known.

2023 is kept month by month, with lapses, two corrections and what was told late in January 2024; foreign
capital also in 2022. From 2024 on it is kept lightly, so that on 23 November 2026 something is due, something
late, something returned. `acts()` only says what was done; `loading` carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from nianlun.web.demo.ledgers.acts import Act
from nianlun.web.demo.ledgers.associations import association_acts
from nianlun.web.demo.ledgers.chains import chain_acts
from nianlun.web.demo.ledgers.disclosure import disclosure_acts
from nianlun.web.demo.ledgers.foreign import arrival_acts
from nianlun.web.demo.ledgers.goals import goal_acts
from nianlun.web.demo.ledgers.leads import lead_acts
from nianlun.web.demo.ledgers.liaison import liaison_acts
from nianlun.web.demo.ledgers.mishaps import mishap_acts
from nianlun.web.demo.ledgers.papers import paper_acts
from nianlun.web.demo.ledgers.partners import partner_acts
from nianlun.web.demo.ledgers.project_acts import project_acts
from nianlun.web.demo.ledgers.project_news import WRITTEN_SO_FAR
from nianlun.web.demo.ledgers.reserve import reserve_acts
from nianlun.web.demo.ledgers.services import service_acts
from nianlun.web.demo.ledgers.signing import event_acts
from nianlun.web.demo.ledgers.stationed import visit_acts
from nianlun.web.demo.ledgers.times import end_of
from nianlun.web.demo.ledgers.trips import trip_acts

CHAPTERS: tuple[tuple[str, Callable[[], Iterable[Act]]], ...] = (
    ("partners", partner_acts),
    ("associations", association_acts),
    ("chains", chain_acts),
    ("signing events", event_acts),
    ("trips", trip_acts),
    ("visits", visit_acts),
    ("leads", lead_acts),
    ("projects", project_acts),
    ("goals", goal_acts),
    ("foreign capital", arrival_acts),
    ("reserve", reserve_acts),
    ("services", service_acts),
    ("papers", paper_acts),
    ("liaison", liaison_acts),
    ("disclosure", disclosure_acts),
    ("mishaps", mishap_acts),
)
"""What is kept, in an order in which nothing refers to what comes later on the same instant."""


@cache
def acts() -> tuple[Act, ...]:
    """Every act in the order of time."""
    last = end_of(WRITTEN_SO_FAR)
    every = [act for _, chapter in CHAPTERS for act in chapter() if act.at <= last]
    return tuple(sorted(every, key=lambda act: act.at))

"""What happened to an entry between two days, and what became of a target, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nianlun.reckon.changes import Why
from nianlun.reckon.promises import Outcome


def what_happened(why: Why) -> str:
    """Why an entry counts otherwise."""
    match why:
        case Why.ADDED:
            return pgettext("change", "Added")
        case Why.LATE:
            return _("Entered late")
        case Why.ADVANCED:
            return _("Work went on")
        case Why.CORRECTED:
            return pgettext("change", "Corrected")
        case Why.MOVED:
            return _("Moved to another unit")
        case Why.DROPPED:
            return pgettext("change", "Dropped")
        case Why.READING:
            return _("Reading")


def what_became(outcome: Outcome) -> str:
    """What became of a target."""
    match outcome:
        case Outcome.KEPT:
            return pgettext("target", "Kept")
        case Outcome.MISSED:
            return pgettext("target", "Missed")
        case Outcome.DROPPED:
            return pgettext("target", "Dropped")
        case Outcome.OPEN:
            return pgettext("target", "Its year is not over")
        case Outcome.UNTOLD:
            return pgettext("target", "The figure is missing")

"""Milestones of an entry: planned from another date, backwards or on, and done or late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nianlun.define.model import Milestone
from nianlun.define.model import Register as Definition
from nianlun.kernel.workdays import Calendar, Planned, add_days, add_workdays


@dataclass(frozen=True)
class PlannedMilestone:
    """A milestone of one entry."""

    milestone: Milestone
    base: date
    """The date it is counted from."""
    planned: Planned
    done_on: date | None

    @property
    def due_on(self) -> date:
        """The planned day."""
        return self.planned.day

    def is_late(self, today: date) -> bool:
        """Whether it was done too late, or is not done and its day is over."""
        return (self.done_on or today) > self.due_on


def base_key(milestone: Milestone) -> str:
    """Key of the date it is counted from."""
    return milestone.before or milestone.after


def plan(milestone: Milestone, base: date, calendar: Calendar | None = None) -> Planned:
    """The planned day."""
    sign = -1 if milestone.before else 1
    if milestone.workdays is not None:
        return add_workdays(base, sign * milestone.workdays, calendar)
    return add_days(base, sign * (milestone.days or 0), calendar)


def milestones_of(
    definition: Definition,
    values: Mapping[str, Any],
    classes: frozenset[str],
    calendar: Calendar | None = None,
) -> list[PlannedMilestone]:
    """Milestones of an entry, `values` by field key, in the order of their days."""
    found = []
    for each in definition.milestones:
        base = _day(values.get(base_key(each)))
        if base is None or (each.classes and not classes.intersection(each.classes)):
            continue
        done_on = _day(values.get(each.done)) if each.done else None
        found.append(PlannedMilestone(each, base, plan(each, base, calendar), done_on))
    return sorted(found, key=lambda one: (one.due_on, one.milestone.id))


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None

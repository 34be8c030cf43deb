"""Visits of the start page, so that it can say what has changed since the last one."""

from __future__ import annotations

from datetime import datetime, timedelta

from nianlun.apps.people.models import User

ONE_VISIT = timedelta(minutes=30)
"""Whoever looks again within it is still on the same visit."""
NOTED_EVERY = timedelta(minutes=1)


def note_visit(*, user: User, at: datetime) -> datetime | None:
    """Remember that a person looks at the start page; gives when his visit before this one ended.

    None on his first visit. This is no act and leaves no event.
    """
    last = user.visited_at
    if last is not None and at - last < ONE_VISIT:
        if at - last >= NOTED_EVERY:
            User.objects.filter(pk=user.pk).update(visited_at=at)
        return user.visited_before_at
    User.objects.filter(pk=user.pk, visited_at=last).update(visited_at=at, visited_before_at=last)
    return last

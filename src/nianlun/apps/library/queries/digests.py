"""What came into the library on a day, as one person may read it; and how his mails of it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.utils import timezone

from nianlun.apps.audit.queries import start_of
from nianlun.apps.library.models import DigestMail, DigestWish, Document
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.people.models import User

MAILS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Digest:
    """The additions of a day in numbers, and the days beside it that have any."""

    day: date
    documents: int
    characters: int
    units: tuple[tuple[int, str, int], ...]
    """Units that brought something: number, name and how many, the most first."""
    kinds: tuple[tuple[str | None, int], ...]
    """Kinds of document and how many, the most first."""
    previous: date | None
    next: date | None


def additions(user: User, day: date) -> QuerySet[Document]:
    """Documents that came in on a day, in the time zone of the site, and that the person may read now."""
    inside = {"added_at__gte": start_of(day), "added_at__lt": start_of(day + timedelta(days=1))}
    return readable(user).filter(**inside).select_related("unit", "source").defer("text", "signature")


def digest_of(user: User, day: date) -> Digest:
    """The numbers of a day; five queries, however many came in."""
    found = additions(user, day).order_by()
    total = found.aggregate(documents=Count("pk"), characters=Sum("characters"))
    units = found.values_list("unit", "unit__name").annotate(number=Count("pk"))
    kinds = found.values_list("kind").annotate(number=Count("pk"))
    return Digest(
        day=day,
        documents=total["documents"],
        characters=total["characters"] or 0,
        units=tuple(units.order_by("-number", "unit__name")),
        kinds=tuple(kinds.order_by("-number", "kind")),
        previous=_day_of(readable(user).filter(added_at__lt=start_of(day)).aggregate(at=Max("added_at"))),
        next=_day_of(
            readable(user)
            .filter(added_at__gte=start_of(day + timedelta(days=1)))
            .aggregate(at=Min("added_at"))
        ),
    )


def _day_of(found: dict[str, object]) -> date | None:
    return timezone.localdate(found["at"]) if found["at"] else None  # type: ignore[arg-type]


def wish_of(user: User) -> DigestWish | None:
    """Whether and where the person wants the digest by e-mail."""
    return DigestWish.objects.filter(user=user).first()


def mails_of(user: User) -> Sequence[DigestMail]:
    """The latest of his mails, those that have not gone among them."""
    return DigestMail.objects.filter(user=user).order_by("-day")[:MAILS_SHOWN]

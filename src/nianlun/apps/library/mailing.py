"""The mails of the digest: one for each member and day, also where a process dies between two steps.

A row for the member and the day is made first, and there can be only one. Whoever is about to send it moves its due
time on by a compare-and-swap and so has it for himself; when the server has taken the mail the row is settled and
never tried again. A process that dies before that leaves a row that is due again later. Only between the server's
answer and the note of it could a mail go twice; both then bear one Message-ID, by which mail programs show one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from nianlun.apps.library.models import DigestMail, DigestWish
from nianlun.apps.library.queries.digests import Digest, additions, digest_of
from nianlun.apps.people.models import User

DAYS_CAUGHT_UP = 7
"""Days whose mails are still sent where the clock has stood still."""
WAIT = timedelta(minutes=15)
"""From an attempt to the next, twice as long each time; longer than any mail takes to be sent."""
LONGEST_WAIT = timedelta(hours=6)
MOST_LISTED = 50
"""Documents listed in a mail; the page of the day shows the rest."""


def prepare(*, at: datetime) -> int:
    """Make the rows that are missing for days that are over, from the hour of sending on; gives how many are due."""
    local = timezone.localtime(at)
    if local.hour >= settings.DIGEST_HOUR:
        last = local.date() - timedelta(days=1)
        days = [last - timedelta(days=back) for back in range(DAYS_CAUGHT_UP)]
        wishes = DigestWish.objects.filter(user__is_active=True).values_list("user", "since_on")
        there = set(DigestMail.objects.filter(day__in=days).values_list("user", "day"))
        missing = [
            DigestMail(user_id=user, day=day, due_at=at)
            for user, since_on in wishes
            for day in days
            if day >= since_on and (user, day) not in there
        ]
        DigestMail.objects.bulk_create(missing, ignore_conflicts=True)
    return _due(at).count()


def send_due(clock: Callable[[], datetime] = timezone.now) -> int:
    """Send every mail that is due; gives how many went. Many processes may do it at once."""
    sent = 0
    for mail in _due(clock()).select_related("user__digest_wish", "user__unit"):
        if _take(mail, clock()):
            sent += _send(mail, clock)
    return sent


def _due(at: datetime) -> QuerySet[DigestMail]:
    wanted = DigestMail.objects.filter(
        settled_at__isnull=True,
        due_at__lte=at,
        day__gte=timezone.localdate(at) - timedelta(days=DAYS_CAUGHT_UP),
        user__is_active=True,
        user__digest_wish__since_on__lte=F("day"),
    )
    return wanted.order_by("due_at", "pk")


def _take(mail: DigestMail, at: datetime) -> bool:
    """Have a mail to oneself for a while; False where another process was faster."""
    mine = DigestMail.objects.filter(pk=mail.pk, due_at=mail.due_at, settled_at__isnull=True)
    wait = min(WAIT * 2**mail.attempts, LONGEST_WAIT)
    return bool(mine.update(due_at=at + wait, attempts=F("attempts") + 1))


def _send(mail: DigestMail, clock: Callable[[], datetime]) -> bool:
    digest = digest_of(mail.user, mail.day)
    if digest.documents:
        message = message_of(mail.user, digest)
        try:
            message.send()
        except OSError as error:  # also what smtplib raises; the server's words may hold addresses
            DigestMail.objects.filter(pk=mail.pk).update(fault=type(error).__name__)
            return False
    DigestMail.objects.filter(pk=mail.pk).update(settled_at=clock(), documents=digest.documents, fault="")
    return bool(digest.documents)


def message_of(user: User, digest: Digest) -> EmailMessage:
    """The mail of a day, in the language of the member, with what he may read now."""
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].strip("> ") or "localhost"
    with translation.override(user.language or settings.LANGUAGE_CODE):
        listed = additions(user, digest.day).order_by("unit__order", "unit__name", "added_at", "pk")
        shown = {
            "digest": digest,
            "day": _day_words(digest.day),
            "member": str(user),
            "listed": listed[:MOST_LISTED],
            "more": max(0, digest.documents - MOST_LISTED),
            "site": next(iter(settings.CSRF_TRUSTED_ORIGINS), ""),
        }
        subject = render_to_string("library/mail/digest_subject.txt", shown).strip()
        body = render_to_string("library/mail/digest.txt", shown)
    headers = {
        "Message-ID": f"<digest-{user.pk}-{digest.day:%Y%m%d}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, sender, [user.digest_wish.address], headers=headers)


def _day_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")

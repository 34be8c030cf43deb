"""Setting and ending quotas of downloads."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from nianlun.apps.audit.actions import record
from nianlun.apps.library.models import DownloadQuota
from nianlun.apps.library.queries.open_text import AREA, is_system
from nianlun.apps.library.queries.quotas import quotas_seen_by
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import may
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def set_role_quota(*, unit: Unit, role: Role, documents_a_day: int, by: User, at: datetime) -> DownloadQuota:
    """Let those of a role who work in a unit or below it take so many documents a day.

    Raises:
        RefusedError: `library.quota.not_allowed`.
    """
    _require_administrator(by, unit.pk)
    _end(DownloadQuota.objects.filter(unit=unit, role=role), by, at)
    quota = DownloadQuota.objects.create(
        unit=unit, role=role, documents_a_day=documents_a_day, set_at=at, set_by=by
    )
    _record("quota.set", quota, unit, by, at)
    return quota


@transaction.atomic
def set_user_quota(*, user: User, documents_a_day: int, by: User, at: datetime) -> DownloadQuota:
    """Let one person take so many documents a day, whatever holds for his role.

    Raises:
        RefusedError: `library.quota.not_allowed`.
    """
    _require_administrator(by, user.unit_id)
    _end(DownloadQuota.objects.filter(user=user), by, at)
    quota = DownloadQuota.objects.create(user=user, documents_a_day=documents_a_day, set_at=at, set_by=by)
    _record("quota.set", quota, user.unit, by, at)
    return quota


@transaction.atomic
def end_quota(*, quota_id: int, by: User, at: datetime) -> DownloadQuota:
    """Let a quota hold no more; what it stood before holds again.

    Raises:
        RefusedError: `library.quota.missing`.
    """
    known = DownloadQuota.objects.filter(ended_at__isnull=True) if is_system(by) else quotas_seen_by(by)
    if not known.filter(pk=quota_id).exists():
        raise RefusedError("library.quota.missing", id=quota_id)
    ended = _end(DownloadQuota.objects.filter(pk=quota_id), by, at)
    if not ended:
        raise RefusedError("library.quota.missing", id=quota_id)
    quota = ended[0]
    _record("quota.ended", quota, quota.unit or (quota.user.unit if quota.user else None), by, at)
    return quota


def _require_administrator(by: User, unit_id: int | None) -> None:
    if is_system(by):
        return
    if unit_id is None or not may(by, Role.ADMINISTER, unit_id, AREA):
        raise RefusedError("library.quota.not_allowed")


def _end(rows: QuerySet[DownloadQuota], by: User, at: datetime) -> list[DownloadQuota]:
    ended = list(rows.select_for_update().filter(ended_at__isnull=True))
    for quota in ended:
        quota.ended_at, quota.ended_by = at, by
        quota.save(update_fields=["ended_at", "ended_by"])
    return ended


def _record(kind: str, quota: DownloadQuota, unit: Unit | None, by: User, at: datetime) -> None:
    record(
        kind, quota, by=by, at=at, unit=unit,
        role=quota.role, user=quota.user_id, documents_a_day=quota.documents_a_day,
    )  # fmt: skip

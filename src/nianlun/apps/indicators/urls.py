"""Addresses of the indicators; one stands under its key."""

from __future__ import annotations

from django.urls import path

from nianlun.apps.indicators.views import (
    indicator,
    keeping,
    laggards,
    lists,
    locks,
    promising,
    reporting,
    tracing,
)

app_name = "indicators"

urlpatterns = [
    path("", lists.home, name="home"),
    path("board/", lists.board, name="board"),
    path("reporting/", reporting.reporting, name="reporting"),
    path("locks/", locks.locks, name="locks"),
    path("locks/<int:lock_id>/open/", locks.unlock, name="unlock"),
    path("commitments/", promising.promises, name="promises"),
    path("commitments/<int:document_id>/", promising.promises_of, name="promises-of"),
    path("<slug:key>/", indicator.indicator, name="indicator"),
    path("<slug:key>/records/", tracing.records, name="records"),
    path("<slug:key>/changes/", tracing.changes, name="changes"),
    path("<slug:key>/laggards/", laggards.laggards, name="laggards"),
    path("<slug:key>/targets/", keeping.add_target, name="add-target"),
    path("<slug:key>/targets/<int:target_id>/withdraw/", keeping.withdraw_target, name="withdraw-target"),
    path("<slug:key>/readings/", keeping.add_reading, name="add-reading"),
]

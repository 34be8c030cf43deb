"""Addresses of the originality of texts, below those of the library."""

from __future__ import annotations

from django.urls import path

from nianlun.apps.originality.views import lists, reports, things

app_name = "originality"

urlpatterns = [
    path("", lists.checks, name="list"),
    path("<int:check_id>/", reports.report, name="report"),
    path("<int:check_id>/again/", reports.again, name="again"),
    path("<int:check_id>/forget/", reports.forget, name="forget"),
    path("<int:check_id>/download/<slug:extension>/", reports.download, name="download"),
    path("entry/<int:entry_id>/", things.entry, name="entry"),
    path("entry/<int:entry_id>/<slug:sha256>/", things.check_file, name="check-file"),
    path("paper/<int:report_id>/", things.paper, name="paper"),
    path("paper/<int:report_id>/check/", things.check_words, name="check-paper"),
]

"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path

from nianlun.apps.reports.views import lists, paper

app_name = "reports"

urlpatterns = [
    path("", lists.reports, name="list"),
    path("compose/", lists.compose, name="compose"),
    path("<int:report_id>/", paper.report, name="report"),
    path("<int:report_id>/trace/", paper.trace, name="trace"),
    path("<int:report_id>/edit/", paper.edit, name="edit"),
    path("<int:report_id>/act/<slug:name>/", paper.act, name="act"),
    path("<int:report_id>/download/<slug:extension>/", paper.download, name="download"),
]

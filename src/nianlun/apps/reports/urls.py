"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path

from nianlun.apps.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.reports, name="list"),
    path("compose/", views.compose, name="compose"),
    path("<int:report_id>/", views.report, name="report"),
    path("<int:report_id>/trace/", views.trace, name="trace"),
    path("<int:report_id>/edit/", views.edit, name="edit"),
    path("<int:report_id>/act/<slug:name>/", views.act, name="act"),
    path("<int:report_id>/download/<slug:extension>/", views.download, name="download"),
]

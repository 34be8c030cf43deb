"""Addresses of the library."""

from __future__ import annotations

from django.urls import path

from nianlun.apps.library.views import (
    browse,
    commitments,
    comparing,
    document,
    downloads,
    figures,
    filing,
    findings,
    imports,
    masking,
    selection,
    sources,
    statistics,
)

app_name = "library"

urlpatterns = [
    path("", browse.browse, name="list"),
    path("quick/", browse.quick, name="quick"),
    path("export/<slug:extension>/", downloads.export, name="export"),
    path("selection/", selection.change, name="selection"),
    path("searches/", selection.save, name="save-search"),
    path("searches/<int:saved_id>/rename/", selection.rename, name="rename-search"),
    path("searches/<int:saved_id>/forget/", selection.forget, name="forget-search"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:job_id>/", imports.job, name="import"),
    path("imports/<int:job_id>/progress/", imports.job_progress, name="import-progress"),
    path("imports/<int:job_id>/cancel/", imports.cancel, name="import-cancel"),
    path("imports/<int:job_id>/retry/", imports.retry, name="import-retry"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<int:figure_id>/", findings.figure_card, name="figure"),
    path("figures/<int:figure_id>/mend/", findings.mend_figure, name="mend-figure"),
    path("figures/<int:figure_id>/remove/", findings.remove_figure, name="remove-figure"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/<int:commitment_id>/", findings.commitment_card, name="commitment"),
    path("commitments/<int:commitment_id>/mend/", findings.mend_commitment, name="mend-commitment"),
    path("commitments/<int:commitment_id>/remove/", findings.remove_commitment, name="remove-commitment"),
    path("commitments/<int:commitment_id>/outcome/", commitments.outcome, name="outcome"),
    path("commitments/<int:commitment_id>/reopen/", commitments.reopen, name="reopen-outcome"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("compare/<int:first_id>/<int:second_id>/", comparing.side_by_side, name="compare"),
    path("<int:document_id>/", document.text, name="document"),
    path("<int:document_id>/figures/", document.figures, name="document-figures"),
    path("<int:document_id>/commitments/", document.commitments, name="document-commitments"),
    path("<int:document_id>/commitments/propose/", commitments.propose, name="propose-outcomes"),
    path("<int:document_id>/similar/", document.similar, name="document-similar"),
    path("<int:document_id>/source/", document.source, name="document-source"),
    path("<int:document_id>/source/file/", sources.original, name="source-file"),
    path("<int:document_id>/masked/", masking.masked, name="masked"),
    path("<int:document_id>/history/", document.history, name="document-history"),
    path("<int:document_id>/rights/", document.rights, name="document-rights"),
    path("<int:document_id>/access/", filing.access, name="set-access"),
    path("<int:document_id>/tags/", filing.tags, name="set-tags"),
    path("<int:document_id>/remove/", filing.remove, name="remove"),
    path("<int:document_id>/reread/", filing.reread, name="reread"),
    path("<int:document_id>/mend/", findings.mend_meta, name="mend-meta"),
    path("<int:document_id>/add/", findings.add, name="add-finding"),
    path("<int:document_id>/corrections/<int:correction_id>/withdraw/", findings.withdraw, name="withdraw"),
    path("<int:document_id>/download/<slug:extension>/", downloads.document, name="download"),
]

"""Addresses of the registers; a register stands under its key, an entry under its number."""

from __future__ import annotations

from django.urls import path

from nianlun.apps.registers.views import (
    alike,
    board,
    building,
    bulk,
    calendars,
    cells,
    describing,
    differences,
    entries,
    entry_acts,
    entry_forms,
    exports,
    home,
    importing,
    maps,
    matches,
    saved,
    table,
)

app_name = "registers"

urlpatterns = [
    path("registers/", home.home, name="home"),
    path("upkeep/late/", home.late, name="late"),
    path("upkeep/floors/", home.floor_list, name="floors"),
    path("upkeep/duties/", home.duty_list, name="duties"),
    path("builder/", building.builder, name="builder"),
    path("builder/<slug:key>/", building.build, name="build"),
    path("registers/<slug:key>/", table.table, name="table"),
    path("registers/<slug:key>/condition/", table.condition_form, name="condition"),
    path("registers/<slug:key>/cell/", cells.cell, name="cell"),
    path("registers/<slug:key>/bulk/", bulk.bulk, name="bulk"),
    path("registers/<slug:key>/suggest/", cells.suggest, name="suggest"),
    path("registers/<slug:key>/views/", saved.save, name="save-view"),
    path("registers/<slug:key>/views/<int:view_id>/forget/", saved.forget, name="forget-view"),
    path("registers/<slug:key>/board/", board.board, name="board"),
    path("registers/<slug:key>/board/drop/", board.drop, name="drop"),
    path("registers/<slug:key>/map/", maps.map_, name="map"),
    path("registers/<slug:key>/calendar/", calendars.calendar, name="calendar"),
    path("registers/<slug:key>/difference/", differences.difference, name="difference"),
    path("registers/<slug:key>/export/<slug:extension>/", exports.export, name="export"),
    path("registers/<slug:key>/import/", importing.bring, name="import"),
    path("registers/<slug:key>/import/<int:batch_id>/", importing.batch, name="import-batch"),
    path("registers/<slug:key>/import/<int:batch_id>/columns/", importing.match, name="match"),
    path("registers/<slug:key>/import/<int:batch_id>/carry-out/", importing.carry_out, name="carry-out"),
    path("registers/<slug:key>/import/<int:batch_id>/progress/", importing.progress, name="import-progress"),
    path("registers/<slug:key>/import/<int:batch_id>/bad-cells/", importing.bad_cells, name="bad-cells"),
    path("registers/<slug:key>/definition/", describing.definition, name="definition"),
    path("registers/<slug:key>/pack/", describing.pack, name="pack"),
    path("registers/<slug:key>/new/", entry_forms.new, name="new"),
    path("entries/<int:entry_id>/", entries.entry, name="entry"),
    path("entries/<int:entry_id>/matches/", matches.matches, name="matches"),
    path("entries/<int:entry_id>/alike/", alike.alike, name="alike"),
    path("entries/<int:entry_id>/edit/", entry_forms.edit, name="edit"),
    path("entries/<int:entry_id>/correct/", entry_forms.correct, name="correct"),
    path("entries/<int:entry_id>/move/<slug:stage>/", entry_forms.move, name="move"),
    path("entries/<int:entry_id>/act/<slug:name>/", entry_acts.act, name="act"),
    path("entries/<int:entry_id>/comments/", entry_acts.comment, name="comment"),
    path(
        "entries/<int:entry_id>/comments/<int:comment_id>/withdraw/",
        entry_acts.withdraw_comment,
        name="withdraw-comment",
    ),
    path("entries/<int:entry_id>/files/", entry_acts.attach, name="attach"),
    path("entries/<int:entry_id>/files/<slug:sha256>/", entry_acts.file, name="file"),
    path("entries/<int:entry_id>/files/<int:file_id>/detach/", entry_acts.detach, name="detach"),
    path("entries/<int:entry_id>/links/", entry_acts.link, name="link"),
    path("entries/<int:entry_id>/links/<int:link_id>/remove/", entry_acts.unlink, name="unlink"),
    path("entries/<int:entry_id>/documents/", entry_acts.link_document, name="link-document"),
    path(
        "entries/<int:entry_id>/documents/<int:document_link_id>/remove/",
        entry_acts.unlink_document,
        name="unlink-document",
    ),
    path("entries/<int:entry_id>/merge/<int:other_id>/", entry_acts.merge, name="merge"),
    path(
        "entries/<int:entry_id>/not-duplicate/<int:other_id>/", entry_acts.not_duplicate, name="not-duplicate"
    ),
]

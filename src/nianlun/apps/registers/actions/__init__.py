"""Everything that changes a ledger; each act leaves a version or a row, and an event, in one transaction."""

from nianlun.apps.registers.actions.attachments import attach_file, detach_file, keep_file
from nianlun.apps.registers.actions.bulk import (
    BulkOutcome,
    confirm_many,
    edit_many,
    hand_over_many,
    move_many,
    submit_many,
)
from nianlun.apps.registers.actions.carrying import carry_out_import, preview
from nianlun.apps.registers.actions.comments import comment, withdraw_comment
from nianlun.apps.registers.actions.corrections import correct_entry, undo
from nianlun.apps.registers.actions.days import close_days
from nianlun.apps.registers.actions.definitions import (
    apply_packs,
    discard_draft,
    publish_definition,
    save_definition_draft,
)
from nianlun.apps.registers.actions.documents import link_document, unlink_document
from nianlun.apps.registers.actions.entries import confirm_entry, create_entry, edit_entry
from nianlun.apps.registers.actions.imports import ask_to_carry_out, bring_sheet, set_matching
from nianlun.apps.registers.actions.lifecycle import drop_entry, restore_entry, return_entry, submit_entry
from nianlun.apps.registers.actions.links import link_entries, unlink_entries
from nianlun.apps.registers.actions.merging import merge_entries, say_not_duplicates
from nianlun.apps.registers.actions.moves import hand_over, move_stage, upgrade_entry
from nianlun.apps.registers.actions.views import forget_view, save_view

__all__ = [
    "BulkOutcome",
    "apply_packs",
    "ask_to_carry_out",
    "attach_file",
    "bring_sheet",
    "carry_out_import",
    "close_days",
    "comment",
    "confirm_entry",
    "confirm_many",
    "correct_entry",
    "create_entry",
    "detach_file",
    "discard_draft",
    "drop_entry",
    "edit_entry",
    "edit_many",
    "forget_view",
    "hand_over",
    "hand_over_many",
    "keep_file",
    "link_document",
    "link_entries",
    "merge_entries",
    "move_many",
    "move_stage",
    "preview",
    "publish_definition",
    "restore_entry",
    "return_entry",
    "save_definition_draft",
    "save_view",
    "say_not_duplicates",
    "set_matching",
    "submit_entry",
    "submit_many",
    "undo",
    "unlink_document",
    "unlink_entries",
    "upgrade_entry",
    "withdraw_comment",
]

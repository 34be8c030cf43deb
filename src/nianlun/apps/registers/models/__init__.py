"""What is kept of ledgers: definitions, entries and versions, the typed index over them, what hangs on them."""

from nianlun.apps.registers.models.attachments import Attachment, Comment, EntryLink, NotDuplicate
from nianlun.apps.registers.models.days import DailyRoot
from nianlun.apps.registers.models.definitions import FieldSlot, Register, RegisterVersion
from nianlun.apps.registers.models.documents import EntryDocument
from nianlun.apps.registers.models.entries import Act, Counter, Entry, State, Version
from nianlun.apps.registers.models.imports import ImportBatch
from nianlun.apps.registers.models.index import CODES, DATES, NUMBERS, TEXTS, IndexRow
from nianlun.apps.registers.models.views import SavedView

__all__ = [
    "CODES",
    "DATES",
    "NUMBERS",
    "TEXTS",
    "Act",
    "Attachment",
    "Comment",
    "Counter",
    "DailyRoot",
    "Entry",
    "EntryDocument",
    "EntryLink",
    "FieldSlot",
    "ImportBatch",
    "IndexRow",
    "NotDuplicate",
    "Register",
    "RegisterVersion",
    "SavedView",
    "State",
    "Version",
]

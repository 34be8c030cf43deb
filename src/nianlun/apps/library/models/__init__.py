"""What the library keeps. All offsets count in `Document.text`, code points, end exclusive."""

from nianlun.apps.library.models.digests import DigestMail, DigestWish
from nianlun.apps.library.models.documents import Access, Document, IndexRemoval, Link, LinkBand, Source, Tag
from nianlun.apps.library.models.findings import Commitment, Correction, Figure, Outcome
from nianlun.apps.library.models.imports import ImportItem, ImportJob
from nianlun.apps.library.models.parts import ClosedPart
from nianlun.apps.library.models.quotas import DownloadQuota
from nianlun.apps.library.models.searches import SavedSearch

__all__ = [
    "Access",
    "ClosedPart",
    "Commitment",
    "Correction",
    "DigestMail",
    "DigestWish",
    "Document",
    "DownloadQuota",
    "Figure",
    "ImportItem",
    "ImportJob",
    "IndexRemoval",
    "Link",
    "LinkBand",
    "Outcome",
    "SavedSearch",
    "Source",
    "Tag",
]

"""Where registers keep files, by the settings: in the store of all files, each once under its digest."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from nianlun.adapters.files import FileStore


def file_store() -> FileStore:
    """Attachments, and the sheets that were brought in."""
    return FileStore(Path(settings.MEDIA_ROOT))

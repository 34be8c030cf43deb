"""Where the library keeps files and its index, by the settings."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from nianlun.adapters.files import FileStore
from nianlun.adapters.search_index.store import SearchIndex, index_in


def file_store() -> FileStore:
    """The source files."""
    return FileStore(Path(settings.MEDIA_ROOT))


def search_index() -> SearchIndex:
    """The full-text index."""
    return index_in(Path(settings.INDEX_FOLDER))

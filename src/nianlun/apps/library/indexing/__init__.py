"""Keeping the index in step with the database, which alone is true."""

from nianlun.apps.library.indexing.due import ensure_index, index_due, reindex, touch

__all__ = ["ensure_index", "index_due", "reindex", "touch"]

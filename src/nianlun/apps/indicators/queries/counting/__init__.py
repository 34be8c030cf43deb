"""Counting in the database: the index of the registers answers, a property test holds it to plain Python."""

from nianlun.apps.indicators.queries.counting.books import Book, Books
from nianlun.apps.indicators.queries.counting.history import IndexHistory
from nianlun.apps.indicators.queries.counting.prepare import prepared
from nianlun.apps.indicators.queries.counting.source import DatabaseSource

__all__ = ["Book", "Books", "DatabaseSource", "IndexHistory", "prepared"]

"""What the library asks of the apps above it."""

from __future__ import annotations

from django.dispatch import Signal

bytes_wanted = Signal()
"""Bytes are about to be deleted: `sha256`; who keeps the same bytes for itself answers True."""

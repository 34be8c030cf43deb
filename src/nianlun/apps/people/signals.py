"""What the apps above may want to hear of people and units."""

from __future__ import annotations

from django.dispatch import Signal

unit_renamed = Signal()
"""A unit is called otherwise from now on, or a slip in its name was mended: `unit`; sent in the transaction."""

"""Registers leave Nianlun: as sheets, as CSV, as JSON."""

"""Definitions as the database keeps them: their text, the columns of their fields, and those of the packs."""

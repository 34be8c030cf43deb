"""Ledgers of a large county, made up: one million entries with three versions each in thirty registers."""

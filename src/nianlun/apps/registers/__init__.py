"""Typed ledgers that never forget: definitions, entries, their versions, and what is asked of them."""

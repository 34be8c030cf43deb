"""Full-text index: one character per token with positions, so that every string is found exactly.

Derived from the database and never the only home of anything; see `store` for how it lives on disk.
"""

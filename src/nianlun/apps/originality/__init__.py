"""Originality of drafts: what of a text stands in the library, kept as a report that nobody changes."""

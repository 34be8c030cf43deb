"""Figures and words to a document tree; the tree, and tables, to the files people ask for.

Values in, bytes out: no clock, no settings, no files. The same tree gives the same bytes.
"""

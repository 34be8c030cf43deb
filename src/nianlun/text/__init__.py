"""Reading Chinese official documents: pieces, outline, figures, commitments, near-duplicates.

Knows no Django, no settings, no clock: text in, findings out.
"""

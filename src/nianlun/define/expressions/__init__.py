"""A small, safe language for conditions and formulas: parsed here, typed, and reckoned without `eval`."""

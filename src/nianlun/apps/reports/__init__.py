"""Reports: composed from indicators, edited in words, frozen, issued, verified."""

"""The Django apps, each a part of the office's work."""

"""Packs: YAML texts in, typed frozen definitions out; every problem named with file, line and key path."""

"""Which release this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("nianlun")
except PackageNotFoundError:
    VERSION = "0"

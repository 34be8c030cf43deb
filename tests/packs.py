"""The shipped packs together with those of the demo county."""

from __future__ import annotations

from nianlun.define.catalog import Catalog
from nianlun.define.load import load, shipped_folder, texts_of
from nianlun.web.demo import packs_folder


def demo_texts() -> dict[str, str]:
    """Their files."""
    return texts_of(shipped_folder()) | texts_of(packs_folder())


def demo_catalog() -> Catalog:
    """What they define."""
    return load(demo_texts()).or_raise()

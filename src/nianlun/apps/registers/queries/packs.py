"""What fields of work are called."""

from __future__ import annotations

from functools import lru_cache

from nianlun.apps.registers.definitions.installed import OFFICE, county_texts, office_pack
from nianlun.define.bind import Binder
from nianlun.define.load import shipped_folder, texts_of
from nianlun.define.model import Pack
from nianlun.define.nodes import Map, from_plain
from nianlun.define.sections import PACK
from nianlun.define.yaml_reading import read_yaml

HEAD = f"{PACK}:"


def pack_labels() -> dict[str, Pack]:
    """Packs by key; of each only its head is read, for a page cannot wait for all definitions."""
    texts = {**texts_of(shipped_folder()), **county_texts()}
    heads = (
        _head(name, text) for name, text in texts.items() if text.startswith(HEAD) or f"\n{HEAD}" in text
    )
    office = Binder().bind(Pack, from_plain(office_pack()), PACK)
    return {OFFICE: office, **{each.key: each for each in heads if each is not None}}


@lru_cache(maxsize=64)
def _head(name: str, text: str) -> Pack | None:
    node = read_yaml(name, text)[0]
    head = node.get(PACK) if isinstance(node, Map) else None
    if head is None:
        return None
    binder = Binder()
    found: Pack = binder.bind(Pack, head, PACK)
    return None if binder.problems else found

"""All definitions of this installation together: shipped packs, the county's own, and what was built in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from nianlun.apps.registers.models import Register, RegisterVersion
from nianlun.define.catalog import Catalog, PackContents
from nianlun.define.export import to_yaml
from nianlun.define.load import Loaded, load, shipped_folder, texts_of
from nianlun.define.model import Pack
from nianlun.define.yaml_reading import read_yaml
from nianlun.text.figures.scan import figures_in

OFFICE = "office"
"""Key of the pack that holds what is built in the browser."""
COUNTY_PREFIX = "county"
"""Stands before the names of the county's files in problems, so that they are told from shipped ones."""


@dataclass(frozen=True)
class Installed:
    """What files and database define."""

    loaded: Loaded
    county: frozenset[str]
    """Keys of the packs from the county's folder."""

    @property
    def catalog(self) -> Catalog:
        """Everything, where there is no problem.

        Raises:
            PacksError: there is one.
        """
        return self.loaded.or_raise()

    def source_of(self, pack: str) -> Register.Source:
        """Where a pack comes from."""
        if pack == OFFICE:
            return Register.Source.BROWSER
        return Register.Source.COUNTY if pack in self.county else Register.Source.SHIPPED


def installed(*, besides: Mapping[str, Any] | None = None) -> Installed:
    """Load everything; `besides` is a register as it is being built, in plain form.

    Raises:
        OSError, UnicodeDecodeError: the county's folder cannot be read.
    """
    shipped = texts_of(shipped_folder())
    county = county_texts()
    texts = {**shipped, **county}
    built = office_registers(known=_keys_in(tuple(sorted(texts.items()))), besides=besides)
    if built:
        texts[f"{OFFICE}.yaml"] = to_yaml({"pack": office_pack(), "registers": built})
    loaded = _loaded(tuple(sorted(texts.items())))
    folders = {name.split("/")[0].rsplit(".", 1)[0] for name in county}
    keys = frozenset(
        each.pack.key for each in loaded.catalog.packs if each.pack.key in folders and each.pack.key != OFFICE
    )
    return Installed(loaded, keys)


@lru_cache(maxsize=8)
def _loaded(texts: tuple[tuple[str, str], ...]) -> Loaded:
    """The same texts give the same definitions, and reading all of them takes more than a second."""
    return load(dict(texts), figures=figures_in)


def county_texts() -> dict[str, str]:
    """Files of the county's own folder; none where there is no such folder."""
    return texts_of(Path(settings.PACKS_FOLDER)) if settings.PACKS_FOLDER else {}


def office_pack() -> dict[str, Any]:
    """The pack of what is built in the browser."""
    return {"key": OFFICE, "label": "本单位自建", "label_en": "Built here", "version": 1}


def office_registers(
    *, known: frozenset[str] = frozenset(), besides: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Registers built in the browser in plain form, published ones and the one being built."""
    rows = Register.objects.filter(
        source=Register.Source.BROWSER, current__isnull=False, closed_at__isnull=True
    )
    found = [plain_of(row.current) for row in rows.select_related("current") if row.current]
    if besides is not None:
        found = [each for each in found if each.get("key") != besides.get("key")] + [dict(besides)]
    return [each for each in found if each.get("key") not in known]


def plain_of(version: RegisterVersion) -> dict[str, Any]:
    """A definition as mappings and lists, also of a draft that is not right yet."""
    found: dict[str, Any] = json.loads(version.definition)
    return found


@lru_cache(maxsize=8)
def _keys_in(texts: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Keys of the registers in files; what cannot be read is reported by the load."""
    found: set[str] = set()
    for name, text in texts:
        node, _ = read_yaml(name, text)
        registers = node.get("registers") if node is not None and hasattr(node, "get") else None
        for item in getattr(registers, "items", ()):
            if hasattr(item, "text") and callable(item.text):
                found.add(item.text("key"))
    return frozenset(found)


def pack_of_registers(registers: Iterable[Register], *, key: str, label: str) -> PackContents:
    """Registers as a pack of their own, to be given to another office."""
    from_rows = tuple(registers)
    loaded = load(
        {
            f"{key}.yaml": to_yaml(
                {
                    "pack": {"key": key, "label": label, "version": 1},
                    "registers": [plain_of(row.current) for row in from_rows if row.current],
                }
            )
        }
    )
    contents = loaded.catalog.packs[0]
    return PackContents(
        pack=Pack(
            key=key,
            label=label,
            version=max((row.current.number for row in from_rows if row.current), default=1),
        ),
        registers=contents.registers,
    )

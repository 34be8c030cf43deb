"""The definitions in force, read anew only when a file or a register built here has changed."""

from __future__ import annotations

from functools import lru_cache

from nianlun.apps.registers.definitions.installed import county_texts, installed
from nianlun.apps.registers.models import Register
from nianlun.define.catalog import Catalog
from nianlun.define.load import shipped_folder, texts_of


def catalog_in_force() -> Catalog:
    """Everything packs and browser define."""
    texts = {**texts_of(shipped_folder()), **county_texts()}
    built = Register.objects.filter(source=Register.Source.BROWSER, closed_at__isnull=True)
    digests = tuple(built.order_by("pk").values_list("current__digest", flat=True))
    return _catalog(tuple(sorted(texts.items())), digests)


@lru_cache(maxsize=4)
def _catalog(texts: tuple[tuple[str, str], ...], built: tuple[str | None, ...]) -> Catalog:
    del texts, built
    return installed().catalog

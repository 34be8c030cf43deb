"""Vega-Lite specifications drawn as SVG or PNG, without a browser.

Draws with the system's Chinese faces; the Noto face in the mplfonts wheel is offered besides, for servers
that have none.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import vl_convert

from nianlun.compose.charts import narrowed


@cache
def _offer_faces() -> None:
    found = find_spec("mplfonts")
    for place in (found.submodule_search_locations or ()) if found else ():
        folder = Path(place) / "fonts"
        if folder.is_dir():
            vl_convert.register_font_directory(str(folder))


@lru_cache(maxsize=256)
def svg(specification: str) -> str:
    """The drawing of a specification (JSON), kept for the next who asks."""
    _offer_faces()
    return str(vl_convert.vegalite_to_svg(specification))


def drawing(specification: str) -> str:
    """The drawing for a page: one for wide screens and paper, one for telephones; the page shows the one that fits."""
    wide, narrow = svg(specification), svg(narrowed(specification))
    return f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'


@lru_cache(maxsize=32)
def png(specification: str, *, scale: float = 2) -> bytes:
    """The same as a picture, for documents."""
    _offer_faces()
    return bytes(vl_convert.vegalite_to_png(specification, scale=scale))

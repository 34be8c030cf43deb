"""Typst source set as PDF, with the system's Chinese faces; else the Noto face in the mplfonts wheel."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import typst


def pdf(source: str, pictures: Mapping[str, bytes]) -> bytes:
    """The pages."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "main.typ").write_text(source, encoding="utf-8")
        for name, content in pictures.items():
            (root / name).write_bytes(content)
        made = typst.compile(str(root / "main.typ"), root=str(root), font_paths=_faces())
    return bytes(made)


def _faces() -> list[str]:
    found = find_spec("mplfonts")
    places = [Path(each) / "fonts" for each in (found.submodule_search_locations or ())] if found else []
    return [str(each) for each in places if each.is_dir()]

"""Loads packs: texts of files in, a catalogue of definitions and every problem out.

The only module below the apps that reads files, and only when asked for a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from nianlun.define.assemble import Assembled, Sources, assemble, pack_name
from nianlun.define.catalog import Catalog
from nianlun.define.check import check_catalog
from nianlun.define.check.worded import Figures, check_worded
from nianlun.define.errors import PacksError
from nianlun.define.nodes import Map, Scalar, Seq, from_plain
from nianlun.define.problems import NOWHERE, Fault, Place, Problem
from nianlun.define.yaml_reading import read_yaml

ENDINGS = (".yaml", ".yml")
"""Names of definition files."""


@dataclass(frozen=True)
class Loaded:
    """What came of a load."""

    catalog: Catalog
    """What was understood; only to be used where there is no problem."""
    problems: tuple[Problem, ...]
    """Everything that is wrong, in the order of files and lines."""
    places: Mapping[str, Place]
    """File and line of each part, by its path."""

    def or_raise(self) -> Catalog:
        """The catalogue.

        Raises:
            PacksError: where there is any problem.
        """
        if self.problems:
            raise PacksError(self.problems)
        return self.catalog


def load(texts: Mapping[str, str], *, figures: Figures | None = None) -> Loaded:
    """Load the texts of definition files, named by their path below the folder of packs.

    The first part of a path is the pack's folder; a file beside the folders is a pack by itself.
    `figures` finds numbers typed in words; without it templates are only searched for digits.
    """
    trees: Sources = []
    problems: list[Problem] = []
    for file, text in sorted(texts.items()):
        node, found = read_yaml(file, text)
        problems += found
        if node is None:
            continue
        if isinstance(node, Map):
            trees.append((file, node))
        else:
            problems.append(Problem("define.file.not_mapping", node.place, ""))
    return _finish(trees, problems, figures)


def load_plain(things: Mapping[str, Mapping[str, Any]]) -> Loaded:
    """Load definitions that are plain values already: from the database, or built in the browser."""
    trees: Sources = []
    for name, thing in sorted(things.items()):
        node = from_plain(thing)
        if isinstance(node, Map):
            trees.append((name, node))
    return _finish(trees, [])


def _finish(trees: Sources, problems: list[Problem], figures: Figures | None = None) -> Loaded:
    assembled = assemble(trees)
    problems += assembled.problems
    worded = check_worded(assembled.catalog, figures) if figures else ()
    told = {each.path for each in problems if each.slug.startswith(("define.key.", "define.expression."))}
    problems += [
        Problem(each.slug, _place_of(each, assembled), each.path, each.values)
        for each in (*check_catalog(assembled.catalog), *worded)
        if each.path not in told
    ]
    unique = {(each.slug, each.place, each.path, repr(each.values)): each for each in problems}
    ordered = sorted(unique.values(), key=lambda each: (each.place, each.path, each.slug, repr(each.values)))
    return Loaded(assembled.catalog, tuple(ordered), assembled.places)


def _place_of(each: Fault, assembled: Assembled) -> Place:
    """Where a fault stands; faults within a text of many lines know their row."""
    place = nearest_place(assembled.places, each.path)
    if each.path in assembled.blocks and "row" in each.values:
        return Place(place.file, place.line + each.values["row"])
    return place


def nearest_place(places: Mapping[str, Place], path: str) -> Place:
    """Where a path stands, or the nearest part above it that is written down."""
    while path:
        if path in places:
            return places[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return NOWHERE


def shipped_folder() -> Path:
    """Folder of the packs that come with Nianlun, in a checkout and in an installed package."""
    return Path(str(resources.files("nianlun"))) / "packs"


def texts_of(folder: Path) -> dict[str, str]:
    """Texts of all definition files below a folder of packs.

    Raises:
        OSError: the folder or a file cannot be read.
        UnicodeDecodeError: a file is not UTF-8.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in ENDINGS:
            name = path.relative_to(folder).as_posix()
            found[name] = path.read_text(encoding="utf-8")
    return found


def only(texts: Mapping[str, str], *packs: str) -> dict[str, str]:
    """The files of some packs and of all packs they build on."""
    wanted, extends = set(packs), _extends(texts)
    todo = list(packs)
    while todo:
        for key in extends.get(todo.pop(), ()):
            if key not in wanted:
                wanted.add(key)
                todo.append(key)
    return {file: text for file, text in texts.items() if pack_name(file) in wanted}


def _extends(texts: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file, text in texts.items():
        tree = read_yaml(file, text)[0]
        pack = tree.get("pack") if isinstance(tree, Map) else None
        extends = pack.get("extends") if isinstance(pack, Map) else None
        if isinstance(extends, Seq):
            found[pack_name(file)] = [each.text for each in extends.items if isinstance(each, Scalar)]
    return found


def load_shipped(*packs: str) -> Catalog:
    """The packs that come with Nianlun: those named, with what they build on, or all."""
    texts = texts_of(shipped_folder())
    return load(only(texts, *packs) if packs else texts).or_raise()

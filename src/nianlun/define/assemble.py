"""Trees of files to a catalogue: packs found, put in order, their changes merged, everything bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from nianlun.define.bind import Binder
from nianlun.define.catalog import Catalog, PackContents
from nianlun.define.extend import Merging
from nianlun.define.model import Pack
from nianlun.define.nodes import Map, Node, Pair, Seq, names_of
from nianlun.define.problems import Place, Problem
from nianlun.define.sections import CHANGES, KEYS, PACK, SECTIONS
from nianlun.define.suggest import listed, nearest

Sources: TypeAlias = list[tuple[str, Map]]
"""Files with their trees."""


@dataclass(frozen=True)
class Assembled:
    """What came together."""

    catalog: Catalog
    """Every pack."""
    problems: tuple[Problem, ...]
    """What did not fit."""
    places: Mapping[str, Place]
    """Where each part stands, by its path."""
    blocks: frozenset[str]
    """Paths of texts that begin on the line after their key."""


@dataclass
class _Draft:
    """A pack while it is put together."""

    name: str
    pack: Pack | None = None
    place: Place = field(default_factory=Place)
    places: dict[str, Place] = field(default_factory=dict)
    """Where the keys of its head stand."""
    nodes: dict[str, list[Node]] = field(default_factory=lambda: {key: [] for key in SECTIONS})
    changes: list[tuple[str, Map]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.pack.key if self.pack else self.name

    def place_of(self, key: str) -> Place:
        return self.places.get(key, self.place)

    def named(self, section: str) -> dict[str, Node]:
        return dict(names_of(Seq(tuple(self.nodes[section]))))


def pack_name(file: str) -> str:
    """The pack a file belongs to: its first folder, or the file itself without its ending."""
    first, slash, _ = file.partition("/")
    return first if slash else first.rsplit(".", 1)[0]


def assemble(sources: Sources) -> Assembled:
    """Put the files of all packs together."""
    binder = Binder()
    drafts: dict[str, _Draft] = {}
    for file, tree in sources:
        name = pack_name(file)
        _sort_in(drafts.setdefault(name, _Draft(name, place=Place(file, 1))), tree, binder)
    for draft in drafts.values():
        if draft.pack is None:
            binder.say("define.pack.missing", draft.place, PACK, name=draft.name)
    ordered = _in_order(list(drafts.values()), binder)
    _merge(ordered, binder)
    contents = tuple(_bind(draft, binder) for draft in ordered if draft.pack is not None)
    return Assembled(Catalog(contents), tuple(binder.problems), binder.places, frozenset(binder.blocks))


def _sort_in(draft: _Draft, tree: Map, binder: Binder) -> None:
    for pair in tree.pairs:
        if pair.key == PACK:
            _take_pack(draft, pair, binder)
        elif pair.key not in KEYS:
            values = {"key": pair.key, "suggestion": nearest(pair.key, KEYS), "known": listed(KEYS)}
            binder.say("define.key.unknown", pair.place, pair.key, **values)
        elif not isinstance(pair.node, Seq):
            binder.say("define.key.not_list", pair.place, pair.key)
        elif pair.key == CHANGES:
            for name, item in names_of(pair.node):
                if isinstance(item, Map):
                    draft.changes.append((name, item))
                else:
                    binder.say("define.key.not_mapping", item.place, f"{CHANGES}[{name}]")
        else:
            draft.nodes[pair.key] += pair.node.items


def _take_pack(draft: _Draft, pair: Pair, binder: Binder) -> None:
    if draft.pack is not None:
        binder.say("define.pack.twice", pair.place, PACK, first=str(draft.place))
        return
    draft.pack = binder.bind(Pack, pair.node, PACK)
    draft.place = pair.place
    draft.places = {each.key: each.place for each in pair.node.pairs} if isinstance(pair.node, Map) else {}
    if draft.pack is not None:
        binder.places[f"packs[{draft.pack.key}]"] = pair.place


def _in_order(drafts: list[_Draft], binder: Binder) -> list[_Draft]:
    """Each pack after those it extends."""
    by_key = {draft.key: draft for draft in drafts}
    ordered: list[_Draft] = []
    under_way: list[str] = []

    def place(draft: _Draft) -> None:
        if draft in ordered or draft.pack is None:
            return
        if draft.key in under_way:
            circle = " → ".join([*under_way[under_way.index(draft.key) :], draft.key])
            binder.say("define.pack.circle", draft.place_of("extends"), f"{PACK}.extends", circle=circle)
            return
        under_way.append(draft.key)
        for key in draft.pack.extends:
            if key in by_key:
                place(by_key[key])
            else:
                values = {"key": key, "suggestion": nearest(key, by_key), "known": listed(by_key)}
                binder.say("define.pack.unknown", draft.place_of("extends"), f"{PACK}.extends", **values)
        under_way.remove(draft.key)
        ordered.append(draft)

    for draft in drafts:
        if draft.pack is not None and by_key[draft.key] is not draft:
            binder.say("define.pack.same_key", draft.place_of("key"), f"{PACK}.key", key=draft.key)
        place(draft)
    return ordered


def _merge(ordered: list[_Draft], binder: Binder) -> None:
    owner = {name: draft for draft in ordered for name in draft.named("registers")}
    merging: dict[str, Merging] = {}
    for draft in ordered:
        for name, change in draft.changes:
            home = owner.get(name)
            if home is None:
                values = {"key": name, "suggestion": nearest(name, owner), "known": listed(owner)}
                binder.say("define.change.register", change.place, f"{CHANGES}[{name}]", **values)
            elif home.key not in _extended(draft, ordered):
                binder.say("define.change.not_extended", change.place, f"{CHANGES}[{name}]", pack=home.key)
            else:
                tree = home.named("registers")[name]
                if isinstance(tree, Map):
                    merging.setdefault(name, Merging(tree, f"registers[{name}]")).change(change, draft.key)
    for name, merged in merging.items():
        binder.problems += merged.problems
        trees = owner[name].named("registers") | {name: merged.register}
        owner[name].nodes["registers"] = list(trees.values())


def _extended(draft: _Draft, ordered: list[_Draft]) -> set[str]:
    by_key = {each.key: each for each in ordered}
    found: set[str] = set()
    todo = list(draft.pack.extends if draft.pack else ())
    while todo:
        key = todo.pop()
        if key not in found and key in by_key:
            found.add(key)
            pack = by_key[key].pack
            todo += pack.extends if pack else ()
    return found


def _bind(draft: _Draft, binder: Binder) -> PackContents:
    made: dict[str, Any] = {}
    for section, cls in SECTIONS.items():
        found = []
        for name, node in draft.named(section).items():
            path = f"{section}[{name}]"
            thing = binder.bind(cls, node, path)
            if thing is not None:
                found.append(thing)
        made[section] = tuple(found)
    if draft.pack is None:
        raise AssertionError(draft.name)
    return PackContents(pack=draft.pack, **made)

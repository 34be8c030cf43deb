"""Merges a pack's changes into a register of a pack it extends, without a copy.

The rules are few: `add` appends what is not there yet, with numbers from 1000; `alter` sets single attributes of
what is there, never its number, key or kind; `more_choices` appends to a list of choices; `hide` hides fields.
Two packs that say different things of the same attribute contradict each other, which is a problem.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nianlun.define.nodes import Map, Node, Pair, Scalar, Seq, names_of, to_plain
from nianlun.define.problems import Problem
from nianlun.define.suggest import listed, nearest

FIRST_ID = 1000
"""The smallest number an extending pack may give, so that later versions of the extended one cannot collide."""
PARTS = ("groups", "fields", "classes", "stages", "milestones", "floors", "duties", "rules", "views")
"""Lists of a register that can be added to and altered."""
WHOLE = frozenset(
    [
        "label",
        "label_en",
        "description",
        "description_en",
        "code",
        "secrecy",
        "maintainer",
        "import_key",
        "similar_by",
        "alike",
        "update",
        "update_where",
    ]
)
"""Attributes of a register that can be set anew."""
FIXED = ("id", "key", "kind")
"""What can never be altered."""


@dataclass
class Merging:
    """One register while changes are merged into it."""

    register: Map
    """Its tree so far."""
    path: str
    """Its path."""
    problems: list[Problem] = field(default_factory=list)
    """What does not fit."""
    said: dict[str, tuple[str, object]] = field(default_factory=dict)
    """Who set which attribute to what, by path."""

    def change(self, change: Map, pack: str) -> None:
        """Merge one change of one pack."""
        for pair in change.pairs:
            here = f"{self.path}.{pair.key}"
            if pair.key == "add":
                self._each(pair, pack, self._add)
            elif pair.key == "alter":
                self._each(pair, pack, self._alter)
            elif pair.key == "hide":
                self._hide(pair.node, pack)
            elif pair.key in WHOLE:
                if self._may(here, pair, pack):
                    self.register = self.register.put(pair)
            elif pair.key != "register":
                known = ("register", "add", "alter", "hide", *sorted(WHOLE))
                suggestion = nearest(pair.key, known)
                self._say(
                    "define.key.unknown", pair, here, key=pair.key, suggestion=suggestion, known=listed(known)
                )

    def _say(self, slug: str, at: Pair | Node, path: str, **values: object) -> None:
        self.problems.append(Problem(slug, at.place, path, values))

    def _each(self, pair: Pair, pack: str, do: object) -> None:
        if not isinstance(pair.node, Map) or not callable(do):
            self._say("define.key.not_mapping", pair, f"{self.path}.{pair.key}")
            return
        for part in pair.node.pairs:
            here = f"{self.path}.{part.key}"
            if part.key not in PARTS:
                values = {"key": part.key, "suggestion": nearest(part.key, PARTS), "known": listed(PARTS)}
                self._say("define.key.unknown", part, here, **values)
            elif not isinstance(part.node, Seq):
                self._say("define.key.not_list", part, here)
            else:
                for name, item in names_of(part.node):
                    if isinstance(item, Map):
                        do(part.key, name, item, pack)
                    else:
                        self._say("define.key.not_mapping", item, f"{here}[{name}]")

    def _items(self, part: str) -> Seq:
        node = self.register.get(part)
        return node if isinstance(node, Seq) else Seq(())

    def _set(self, part: str, items: tuple[Node, ...]) -> None:
        place = self._items(part).place
        self.register = self.register.put(Pair(part, Seq(items, place), place))

    def _add(self, part: str, name: str, item: Map, pack: str) -> None:
        del pack
        path = f"{self.path}.{part}[{name}]"
        existing = dict(names_of(self._items(part)))
        if name in existing:
            self._say("define.change.exists", item, path, key=name)
            return
        number = item.get("id")
        if isinstance(number, Scalar) and isinstance(number.value, int) and number.value < FIRST_ID:
            self._say("define.change.id", number, f"{path}.id", id=number.value, least=FIRST_ID)
        self._set(part, (*self._items(part).items, item))

    def _alter(self, part: str, name: str, item: Map, pack: str) -> None:
        existing = dict(names_of(self._items(part)))
        path = f"{self.path}.{part}[{name}]"
        old = existing.get(name)
        if not isinstance(old, Map):
            self._say("define.change.unknown", item, path, key=name, suggestion=nearest(name, existing))
            return
        new = old
        for pair in item.pairs:
            here = f"{path}.{pair.key}"
            if pair.key == "more_choices":
                new = self._more_choices(new, pair, here)
            elif pair.key in FIXED:
                if to_plain(pair.node) != to_plain(old.get(pair.key) or Scalar(None, "")):
                    self._say("define.change.fixed", pair, here, key=pair.key)
            elif self._may(here, pair, pack):
                new = new.put(pair)
        self._replace(part, old, new)

    def _replace(self, part: str, old: Node, new: Node) -> None:
        self._set(part, tuple(new if each is old else each for each in self._items(part).items))

    def _more_choices(self, item: Map, pair: Pair, path: str) -> Map:
        old = item.get("choices")
        if not isinstance(pair.node, Seq) or not isinstance(old, Seq):
            self._say("define.change.choices", pair, path)
            return item
        for name, choice in names_of(pair.node):
            number = choice.get("id") if isinstance(choice, Map) else None
            if isinstance(number, Scalar) and isinstance(number.value, int) and number.value < FIRST_ID:
                self._say("define.change.id", number, f"{path}[{name}].id", id=number.value, least=FIRST_ID)
        return item.put(Pair("choices", replace(old, items=(*old.items, *pair.node.items)), pair.place))

    def _hide(self, node: Node, pack: str) -> None:
        if not isinstance(node, Seq):
            self._say("define.key.not_list", node, f"{self.path}.hide")
            return
        for item in node.items:
            key = item.text if isinstance(item, Scalar) else ""
            old = dict(names_of(self._items("fields"))).get(key)
            path = f"{self.path}.fields[{key}]"
            if not isinstance(old, Map):
                known = [name for name, _ in names_of(self._items("fields"))]
                self._say("define.change.unknown", item, path, key=key, suggestion=nearest(key, known))
                continue
            pair = Pair("hidden", Scalar(value=True, text="true", place=item.place), item.place)
            if self._may(f"{path}.hidden", pair, pack):
                self._replace("fields", old, old.put(pair))

    def _may(self, path: str, pair: Pair, pack: str) -> bool:
        """Whether nobody else has set the attribute to something else."""
        value = to_plain(pair.node)
        other, said = self.said.setdefault(path, (pack, value))
        if other != pack and said != value:
            self._say("define.change.conflict", pair, path, key=pair.key, other=other, pack=pack)
            return False
        return True

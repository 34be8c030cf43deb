"""Boxes out of a definition and back into it; what no box asks for stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from nianlun.apps.registers.forms.boxes import SECTIONS, Box, Section, Sort
from nianlun.define.problems import Problem

Plain = dict[str, Any]
Offers = Mapping[str, Sequence[tuple[str, str]]]
"""What can be chosen, by name: keys with their words."""

MOST_PARTS = 200
MISSING = "define.key.missing"
"""Says of a part that one of its keys is not there."""
RENAMED = {
    "fields": (
        "field",
        "id",
        ("fields", "whens", "dates", "numbers", "texts", "columns", "groupings", "units"),
    ),
    "stages": ("stage", "id", ("stages",)),
    "classes": ("classes", "was", ("classes",)),
    "groups": ("groups", "was", ("groups",)),
}
"""Lists of a definition: how their boxes begin, which of them tells the part, and the offers that hold its key."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen in a box."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A box on the page."""

    box: Box
    name: str
    value: str
    choices: tuple[Choice, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def kinds(self) -> str:
        """Kinds of fields that have it."""
        return self.box.kinds


@dataclass(frozen=True)
class ShownPart:
    """A part of a section on the page."""

    number: int
    was: str
    """The lasting number or the key by which it is known again."""
    boxes: tuple[Shown, ...]
    more: tuple[Shown, ...]
    problems: tuple[Problem, ...]
    """What is wrong with it and stands at no box."""

    @property
    def faulty(self) -> bool:
        """Whether anything is wrong with it."""
        return bool(self.problems) or any(each.problems for each in (*self.boxes, *self.more))

    @property
    def unfolded(self) -> bool:
        """Whether something in the folded boxes must be seen."""
        return any(each.problems for each in self.more)


@dataclass(frozen=True)
class ShownSection:
    """A section on the page."""

    section: Section
    parts: tuple[ShownPart, ...]

    @property
    def faulty(self) -> bool:
        """Whether anything is wrong in it."""
        return any(each.faulty for each in self.parts)


def value_at(plain: Mapping[str, Any], box: Box) -> Any:
    """What stands in a definition at a box; what is usual where nothing does."""
    found: Any = plain
    for name in box.name.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return box.usual if found is None else found


def put(plain: Plain, box: Box, value: Any) -> None:
    """Write a value, or take it out where it is as usual."""
    outer, dot, name = box.name.rpartition(".")
    target = dict(plain.get(outer) or {}) if dot else plain
    target.pop(name, None)
    if value not in (None, "", []) and value != box.usual:
        target[name] = value
    if dot:
        plain.pop(outer, None)
        if target:
            plain[outer] = target


def read(
    post: QueryDict, prefix: str, boxes: Iterable[Box], plain: Plain, renamed: Mapping[str, str]
) -> None:
    """Take over what was written in boxes; a box that was not on the page changes nothing."""
    for box in boxes:
        name = f"{prefix}{box.name}"
        if name in post:
            put(plain, box, _written(post.getlist(name), box, plain, renamed))
    for outer in {box.name.split(".")[0] for box in boxes if box.name.endswith(".every")}:
        if outer in plain and "every" not in plain[outer]:
            del plain[outer]


def _written(given: Sequence[str], box: Box, plain: Plain, renamed: Mapping[str, str]) -> Any:
    words = [each.strip() for each in given if each.strip()]
    if box.sort is Sort.TICK:
        return bool(words)
    if box.sort is Sort.MANY:
        return [renamed.get(f"{box.offers} {each}", each) for each in words]
    last = words[-1] if words else ""
    if box.sort is Sort.NUMBER:
        return int(last) if last.isdecimal() else last
    if box.sort is Sort.ORDER:
        return _order(last, plain.get("sort", ()), renamed)
    return renamed.get(f"{box.offers} {last}", last)


def _order(word: str, before: Sequence[Any], renamed: Mapping[str, str]) -> list[Any]:
    """The first column to sort by; those after it stay."""
    if not word:
        return []
    key = word.removeprefix("-")
    first: Any = renamed.get(f"columns {key}", key)
    return [{"field": first, "down": True} if word.startswith("-") else first, *before[1:]]


def count_of(post: QueryDict, what: str) -> int:
    """How many parts of a sort came back."""
    words = post.get(f"{what}-count", "")
    return min(int(words), MOST_PARTS) if words.isdecimal() else 0


def renamings(post: QueryDict, before: Plain) -> dict[str, str]:
    """Keys that became others, by the offer in which the old one stood."""
    found = {}
    for section, (prefix, told, offers) in RENAMED.items():
        old = {str(each.get("id") or each.get("key")): each.get("key") for each in before.get(section, ())}
        for number in range(count_of(post, prefix)):
            was = old.get(post.get(f"{prefix}-{number}-{told}", ""))
            now = post.get(f"{prefix}-{number}-key", "").strip()
            if was and now and was != now:
                found |= {f"{offer} {was}": now for offer in offers}
    return found


def sections_from(post: QueryDict, before: Plain, renamed: Mapping[str, str]) -> Plain:
    """The lists of parts that came back, those that were on the page."""
    found: Plain = {}
    for section in SECTIONS:
        if f"{section.name}-count" in post:
            numbers = range(count_of(post, section.name))
            found[section.name] = [_part(post, section, number, before, renamed) for number in numbers]
            _name_parts(section, found[section.name], before)
    return found


def _part(post: QueryDict, section: Section, number: int, before: Plain, renamed: Mapping[str, str]) -> Plain:
    prefix = f"{section.name}-{number}-"
    was = post.get(f"{prefix}was", "")
    known = "id" if section.numbered else "key"
    old = next((each for each in before.get(section.name, ()) if was and str(each.get(known)) == was), {})
    part: Plain = dict(old)
    read(post, prefix, section.every, part, renamed)
    return part


def _name_parts(section: Section, parts: list[Plain], before: Plain) -> None:
    """Lasting numbers and keys for parts that have none."""
    last = max((each.get("id", 0) for each in (*before.get(section.name, ()), *parts)), default=0)
    taken = {each.get("key") for each in (*before.get(section.name, ()), *parts)}
    for place, each in enumerate(parts, start=1):
        if section.numbered and not each.get("id"):
            last += 1
            each["id"] = last
        if not each.get("key"):
            stem, count = section.name[0], each.get("id") or place
            while f"{stem}{count}" in taken:
                count += 1
            each["key"] = f"{stem}{count}"
            taken.add(each["key"])


def shown_boxes(
    boxes: Iterable[Box],
    prefix: str,
    plain: Mapping[str, Any],
    offers: Offers,
    problems: Iterable[Problem] = (),
    path: str = "",
) -> tuple[Shown, ...]:
    """Boxes with what stands in them, what can be chosen, and what is wrong."""
    problems = tuple(problems)
    return tuple(
        _shown(box, prefix, plain, offers, tuple(each for each in problems if _is_at(each, path, box)))
        for box in boxes
    )


def _is_at(problem: Problem, path: str, box: Box) -> bool:
    """Whether a problem is one of a box, or says that the box is empty."""
    if problem.slug == MISSING and problem.path.endswith(path):
        return problem.values.get("key") == box.name
    _before, found, rest = problem.path.partition(f"{path}.{box.name}")
    return bool(found) and rest[:1] in ("", ".", "[")


def _shown(
    box: Box, prefix: str, plain: Mapping[str, Any], offers: Offers, problems: tuple[Problem, ...]
) -> Shown:
    value = value_at(plain, box)
    name = f"{prefix}{box.name}"
    empty = [replace(each, values={"key": str(box.label)}) for each in problems if each.slug == MISSING]
    problems = tuple(empty) or problems
    if box.sort in (Sort.ONE, Sort.MANY, Sort.ORDER):
        chosen = _chosen(box, value)
        offered = dict(_offered(box, offers))
        offered |= {each: each for each in chosen if each not in offered}
        choices = tuple(Choice(each, words, each in chosen) for each, words in offered.items())
        return Shown(box, name, "", choices, problems)
    text = "1" if value is True else "" if value in (None, False) else str(value)
    return Shown(box, name, text, (), problems)


def _chosen(box: Box, value: Any) -> list[str]:
    if box.sort is Sort.ORDER:
        first = next(iter(value or ()), "")
        field = first.get("field", "") if isinstance(first, Mapping) else str(first)
        return [("-" if isinstance(first, Mapping) and first.get("down") else "") + field] if field else []
    if box.sort is Sort.MANY:
        return [str(each) for each in value or ()]
    return [str(value)] if value else []


def _offered(box: Box, offers: Offers) -> Sequence[tuple[str, str]]:
    offered = offers.get(box.offers, ())
    if box.sort is Sort.ORDER:
        return [pair for key, words in offered for pair in ((key, f"{words} ↑"), (f"-{key}", f"{words} ↓"))]
    return offered


def shown_sections(plain: Plain, offers: Offers, problems: Iterable[Problem]) -> tuple[ShownSection, ...]:
    """Every section with its parts."""
    problems = tuple(problems)
    return tuple(
        ShownSection(section, tuple(_shown_parts(section, plain.get(section.name, ()), offers, problems)))
        for section in SECTIONS
    )


def _shown_parts(
    section: Section, parts: Sequence[Plain], offers: Offers, problems: tuple[Problem, ...]
) -> Iterable[ShownPart]:
    seen: dict[str, int] = {}
    for number, part in enumerate(parts):
        name = str(part.get("key") or number + 1)
        seen[name] = seen.get(name, 0) + 1
        path = f".{section.name}[{name}]" if seen[name] == 1 else f".{section.name}[{name}#{seen[name]}]"
        mine = tuple(each for each in problems if path in each.path)
        prefix = f"{section.name}-{number}-"
        boxes = shown_boxes(section.boxes, prefix, part, offers, mine, path)
        more = shown_boxes(section.more, prefix, part, offers, mine, path)
        was = str(part.get("id" if section.numbered else "key") or "")
        rest = tuple(each for each in mine if not any(_is_at(each, path, box) for box in section.every))
        yield ShownPart(number, was, boxes, more, rest)

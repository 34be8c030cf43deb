"""The form by which a register is built: its definition in plain form, into boxes and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from nianlun.define.every import Every
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.computed import RESULTS
from nianlun.define.problems import Problem

Plain = dict[str, Any]

MEASURED = frozenset({"integer", "decimal", "money"})
CHOSEN = frozenset({"choice", "choices"})
COLOURS = ("grey", "blue", "cyan", "green", "yellow", "orange", "red", "purple")
SPANS = (Every.WEEK, Every.MONTH, Every.QUARTER, Every.YEAR)
MOST_PARTS = 200
OWN = frozenset({"unit", "choices", "register", "formula", "result"})
"""Options of kinds that the form has boxes for; what else stands in the definition is kept as it is."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A field or a stage on the form, with what is wrong with it."""

    number: int
    plain: Plain
    problems: tuple[Problem, ...] = ()
    choices: str = ""
    """Labels of the choices, one on a line."""
    moves: frozenset[str] = field(default_factory=frozenset)
    """Keys of the stages that may follow."""


def parts_of(plain: Plain, section: str, problems: Iterable[Problem]) -> list[Part]:
    """The fields or the stages of a definition."""
    found = []
    seen: dict[str, int] = {}
    for number, each in enumerate(plain.get(section, ())):
        name = str(each.get("key") or each.get("id"))
        seen[name] = seen.get(name, 0) + 1
        place = f".{section}[{name}]" if seen[name] == 1 else f".{section}[{name}#{seen[name]}]"
        mine = tuple(problem for problem in problems if place in problem.path)
        found.append(
            Part(
                number=number,
                plain=each,
                problems=mine,
                choices="\n".join(
                    str(one.get("label", "")) for one in each.get("choices", ()) if not one.get("retired")
                ),
                moves=frozenset(
                    move if isinstance(move, str) else move.get("to", "") for move in each.get("moves_to", ())
                ),
            )
        )
    return found


def other_problems(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong with the register as a whole."""
    return [each for each in problems if ".fields[" not in each.path and ".stages[" not in each.path]


def from_post(post: QueryDict, before: Plain, published: Plain | None) -> Plain:
    """The definition that came back; what the form has no box for stays as it was."""
    plain = {name: value for name, value in before.items() if name not in ("fields", "stages", "update")}
    for name in ("label", "label_en", "description", "code", "secrecy"):
        words = post.get(name, "").strip()
        plain.pop(name, None)
        if words:
            plain[name] = words
    fields = [_field(post, number, before) for number in range(_count(post, "field"))]
    _number(fields, before, published, "fields")
    stages = [_stage(post, number, before) for number in range(_count(post, "stage"))]
    _number(stages, before, published, "stages")
    plain["fields"] = fields
    if stages:
        plain["stages"] = stages
    plain["title"] = _title(post, fields)
    again = [each["key"] for number, each in enumerate(fields) if post.get(f"field-{number}-again")]
    _set(plain, "import_key", again)
    _set(plain, "similar_by", [plain["title"]] if _kind_of(fields, plain["title"]) == "text" else [])
    _set(plain, "update", _cycle(post))
    _bury(plain, published)
    return plain


def _count(post: QueryDict, what: str) -> int:
    words = post.get(f"{what}-count", "0")
    return min(int(words), MOST_PARTS) if words.isdecimal() else 0


def _set(plain: Plain, name: str, value: Any) -> None:
    plain.pop(name, None)
    if value:
        plain[name] = value


def _kind_of(fields: Iterable[Plain], key: str) -> str:
    return next((each["kind"] for each in fields if each["key"] == key), "")


def _title(post: QueryDict, fields: list[Plain]) -> str:
    chosen = post.get("title", "")
    keys = [each["key"] for each in fields]
    if chosen in keys:
        return chosen
    texts = [each["key"] for each in fields if each["kind"] == "text"]
    return (texts or keys or [""])[0]


def _cycle(post: QueryDict) -> Plain:
    every = post.get("every", "")
    if every not in SPANS:
        return {}
    cycle: Plain = {"every": every}
    by = post.get("by", "").strip()
    if by.isdecimal():
        cycle["by"] = int(by)
    if post.get("after"):
        cycle["after"] = True
    return cycle


def _old(before: Plain, section: str, number: str) -> Plain:
    return next((each for each in before.get(section, ()) if str(each.get("id")) == number), {})


def _field(post: QueryDict, number: int, before: Plain) -> Plain:
    def said(name: str) -> str:
        return post.get(f"field-{number}-{name}", "").strip()

    old = _old(before, "fields", said("id"))
    kind = said("kind") if said("kind") in KINDS else "text"
    kept = {name: value for name, value in old.items() if name not in OWN} if kind == old.get("kind") else {}
    found: Plain = {**kept, "key": said("key"), "label": said("label"), "kind": kind}
    if old.get("id"):
        found["id"] = old["id"]
    for name in ("label_en", "help"):
        _set(found, name, said(name))
    for name in ("required", "unique"):
        _set(found, name, bool(said(name)))
    if kind in MEASURED or kind == "computed":
        _set(found, "unit", said("unit"))
    if kind in CHOSEN:
        found["choices"] = _choices(said("choices"), old.get("choices", ()))
    if kind == "link":
        found["register"] = said("register")
    if kind == "computed":
        found["formula"] = said("formula")
        found["result"] = said("result") if said("result") in RESULTS else "decimal"
    return found


def _choices(text: str, old: Iterable[Plain]) -> list[Plain]:
    """One choice a line; those that are known keep their numbers, those left out are retired."""
    before = list(old)
    by_label = {each.get("label", ""): each for each in before}
    last = max((each["id"] for each in before), default=0)
    found: list[Plain] = []
    for line in dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()):
        known = by_label.get(line)
        if known is not None:
            found.append({name: value for name, value in known.items() if name != "retired"})
        else:
            last += 1
            found.append({"id": last, "key": f"c{last}", "label": line})
    kept = {each["id"] for each in found}
    return found + [{**each, "retired": True} for each in before if each["id"] not in kept]


def _stage(post: QueryDict, number: int, before: Plain) -> Plain:
    def said(name: str) -> str:
        return post.get(f"stage-{number}-{name}", "").strip()

    old = _old(before, "stages", said("id"))
    moves = {move if isinstance(move, str) else move.get("to", ""): move for move in old.get("moves_to", ())}
    found: Plain = {**old, "key": said("key"), "label": said("label")}
    _set(found, "label_en", said("label_en"))
    _set(found, "moves_to", [moves.get(key, key) for key in post.getlist(f"stage-{number}-moves") if key])
    _set(found, "date", said("date"))
    _set(found, "colour", said("colour") if said("colour") in COLOURS[1:] else "")
    _set(found, "terminal", bool(said("terminal")))
    return found


def _number(parts: list[Plain], before: Plain, published: Plain | None, section: str) -> None:
    """Give new parts numbers that were never given, and keys where nobody wrote one."""
    known = [*before.get(section, ()), *before.get(f"removed_{section}", ())]
    known += [*(published or {}).get(section, ()), *(published or {}).get(f"removed_{section}", ())]
    last = max((each["id"] for each in known if each.get("id")), default=0)
    for each in parts:
        if not each.get("id"):
            last += 1
            each["id"] = last
        each["key"] = each["key"] or f"{section[0]}{each['id']}"


def _bury(plain: Plain, published: Plain | None) -> None:
    """What was published and is gone leaves a tombstone, so that its number is never given again."""
    for section in ("fields", "stages"):
        if published is None:
            plain.pop(f"removed_{section}", None)
            continue
        here = {each["id"] for each in plain.get(section, ())}
        graves = {each["id"]: each for each in published.get(f"removed_{section}", ())}
        for each in published.get(section, ()):
            if each["id"] not in here:
                graves[each["id"]] = {"id": each["id"], "key": each["key"]}
                if section == "fields":
                    graves[each["id"]]["label"] = each.get("label", "")
        _set(
            plain,
            f"removed_{section}",
            [each for number, each in sorted(graves.items()) if number not in here],
        )


def rearranged(plain: Plain, do: str) -> tuple[Plain, str] | None:
    """The definition after a button that adds, takes away or moves a part; and the part to look at next."""
    verb, _dash, rest = do.partition("-")
    what, _dash, number = rest.partition("-")
    section = {"field": "fields", "stage": "stages"}.get(what)
    if section is None or verb not in ("add", "remove", "up", "down"):
        return None
    parts = list(plain.get(section, ()))
    at = int(number) if number.isdecimal() else len(parts)
    if verb == "add":
        parts.append({"key": "", "label": "", **({"kind": "text"} if what == "field" else {})})
        at = len(parts) - 1
    elif at < len(parts):
        part = parts.pop(at)
        if verb != "remove":
            at = max(0, at - 1) if verb == "up" else min(len(parts), at + 1)
            parts.insert(at, part)
    return {**plain, section: parts}, f"{what}-{at}"


def empty(key: str, label: str) -> Plain:
    """A register that is just being begun."""
    first: Mapping[str, Any] = {
        "id": 1,
        "key": "name",
        "label": "名称",
        "label_en": "Name",
        "kind": "text",
        "required": True,
    }
    return {
        "key": key,
        "label": label,
        "title": "name",
        "import_key": ["name"],
        "similar_by": ["name"],
        "fields": [dict(first)],
    }

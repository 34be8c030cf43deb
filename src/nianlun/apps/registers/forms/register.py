"""The form by which a register is built: its definition in plain form, into boxes and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.http import QueryDict

from nianlun.apps.registers.forms.boxes import FIELD, SECTIONS, STAGE, WHOLE, Box
from nianlun.apps.registers.forms.boxing import (
    Offers,
    Shown,
    count_of,
    read,
    renamings,
    sections_from,
    shown_boxes,
)
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.computed import RESULTS
from nianlun.define.problems import Problem

Plain = dict[str, Any]

MEASURED = frozenset({"integer", "decimal", "money"})
CHOSEN = frozenset({"choice", "choices"})
COLOURS = ("grey", "blue", "cyan", "green", "yellow", "orange", "red", "purple")
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
    more: tuple[Shown, ...] = ()
    """Its folded boxes."""

    @property
    def faulty(self) -> bool:
        """Whether anything is wrong with it."""
        return bool(self.problems) or self.unfolded

    @property
    def unfolded(self) -> bool:
        """Whether something in the folded boxes must be seen."""
        return any(each.problems for each in self.more)


def parts_of(plain: Plain, section: str, problems: Iterable[Problem], offers: Offers) -> list[Part]:
    """The fields or the stages of a definition."""
    found = []
    prefix, boxes = ("field", FIELD) if section == "fields" else ("stage", STAGE)
    seen: dict[str, int] = {}
    for number, each in enumerate(plain.get(section, ())):
        name = str(each.get("key") or each.get("id"))
        seen[name] = seen.get(name, 0) + 1
        place = f".{section}[{name}]" if seen[name] == 1 else f".{section}[{name}#{seen[name]}]"
        mine = tuple(problem for problem in problems if place in problem.path)
        more = shown_boxes(boxes, f"{prefix}-{number}-", each, offers, mine, place)
        told = [problem for shown in more for problem in shown.problems]
        found.append(
            Part(
                number=number,
                plain=each,
                problems=tuple(problem for problem in mine if problem not in told),
                more=more,
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
    """What is wrong with the register as a whole, and stands at no box."""
    lists = [f".{name}[" for name in ("fields", "stages", *(section.name for section in SECTIONS))]
    boxes = [f".{box.name}" for box in WHOLE]
    whole = [each for each in problems if not any(name in each.path for name in lists)]
    return [each for each in whole if not each.path.endswith(tuple(boxes))]


def from_post(post: QueryDict, before: Plain, published: Plain | None) -> Plain:
    """The definition that came back; what the form has no box for stays as it was."""
    plain = {name: value for name, value in before.items() if name not in ("fields", "stages")}
    renamed = renamings(post, before)
    for name in ("label", "label_en", "description", "code", "secrecy"):
        words = post.get(name, "").strip()
        plain.pop(name, None)
        if words:
            plain[name] = words
    fields = [_field(post, number, before, renamed) for number in range(count_of(post, "field"))]
    _number(fields, before, published, "fields")
    stages = [_stage(post, number, before, renamed) for number in range(count_of(post, "stage"))]
    _number(stages, before, published, "stages")
    plain["fields"] = fields
    if stages:
        plain["stages"] = stages
    for name, parts in sections_from(post, before, renamed).items():
        _set(plain, name, parts)
    plain["title"] = _title(renamed.get(f"fields {post.get('title', '')}", post.get("title", "")), fields)
    again = [each["key"] for number, each in enumerate(fields) if post.get(f"field-{number}-again")]
    _set(plain, "import_key", again)
    if "similar_by" not in post:
        _set(plain, "similar_by", [plain["title"]] if _kind_of(fields, plain["title"]) == "text" else [])
    read(post, "", WHOLE, plain, renamed)
    _bury(plain, published)
    _succeed(post, plain)
    return plain


def _set(plain: Plain, name: str, value: Any) -> None:
    plain.pop(name, None)
    if value:
        plain[name] = value


def _kind_of(fields: Iterable[Plain], key: str) -> str:
    return next((each["kind"] for each in fields if each["key"] == key), "")


def _title(chosen: str, fields: list[Plain]) -> str:
    keys = [each["key"] for each in fields]
    if chosen in keys:
        return chosen
    texts = [each["key"] for each in fields if each["kind"] == "text"]
    return (texts or keys or [""])[0]


def _old(before: Plain, section: str, number: str) -> Plain:
    return next((each for each in before.get(section, ()) if str(each.get("id")) == number), {})


def _field(post: QueryDict, number: int, before: Plain, renamed: Mapping[str, str]) -> Plain:
    def said(name: str) -> str:
        return post.get(f"field-{number}-{name}", "").strip()

    old = _old(before, "fields", said("id"))
    kind = said("kind") if said("kind") in KINDS else "text"
    kept = {name: value for name, value in old.items() if name not in OWN} if kind == old.get("kind") else {}
    key = said("key") or old.get("key", "")
    found: Plain = {**kept, "key": key, "label": said("label"), "kind": kind}
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
    read(post, f"field-{number}-", boxes_of_kind(kind), found, renamed)
    return found


def boxes_of_kind(kind: str) -> list[Box]:
    """The boxes that a field of a kind has besides those of all."""
    return [box for box in FIELD if not box.kinds or kind in box.kinds.split()]


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


def _stage(post: QueryDict, number: int, before: Plain, renamed: Mapping[str, str]) -> Plain:
    def said(name: str) -> str:
        return post.get(f"stage-{number}-{name}", "").strip()

    old = _old(before, "stages", said("id"))
    moves = {move if isinstance(move, str) else move.get("to", ""): move for move in old.get("moves_to", ())}
    found: Plain = {**old, "key": said("key") or old.get("key", ""), "label": said("label")}
    _set(found, "label_en", said("label_en"))
    chosen = post.getlist(f"stage-{number}-moves")
    _set(found, "moves_to", [_move(key, moves.get(key, key), renamed) for key in chosen if key])
    _set(found, "date", renamed.get(f"dates {said('date')}", said("date")))
    read(post, f"stage-{number}-", (box for box in STAGE if box.name != "key"), found, renamed)
    _set(found, "colour", said("colour") if said("colour") in COLOURS[1:] else "")
    _set(found, "terminal", bool(said("terminal")))
    return found


def _move(key: str, move: Any, renamed: Mapping[str, str]) -> Any:
    """A step as it was, to the stage as it is called now."""
    now = renamed.get(f"stages {key}", key)
    return now if isinstance(move, str) else {**move, "to": now}


def _succeed(post: QueryDict, plain: Plain) -> None:
    """Say where the entries of a removed stage go."""
    for each in plain.get("removed_stages", ()):
        name = f"gone-{each['id']}-becomes"
        if name in post:
            _set(each, "becomes", post[name])


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
        known = (*published.get(f"removed_{section}", ()), *plain.get(f"removed_{section}", ()))
        graves = {each["id"]: dict(each) for each in known}
        for each in published.get(section, ()):
            if each["id"] not in here:
                graves[each["id"]] = graves.get(each["id"], {"id": each["id"], "key": each["key"]})
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
    section = {"field": "fields", "stage": "stages", **{each.name: each.name for each in SECTIONS}}.get(what)
    if section is None or verb not in ("add", "remove", "up", "down"):
        return None
    parts = list(plain.get(section, ()))
    at = int(number) if number.isdecimal() else len(parts)
    if verb == "add":
        parts = _with_stage(plain, parts) if what == "stage" else [*parts, _new_part(what)]
        at = len(parts) - 1
    elif at < len(parts):
        part = parts.pop(at)
        if verb != "remove":
            at = max(0, at - 1) if verb == "up" else min(len(parts), at + 1)
            parts.insert(at, part)
    return {**plain, section: parts}, f"{what}-{at}"


def _new_part(what: str) -> Plain:
    return {"key": "", "label": "", **({"kind": "text"} if what == "field" else {})}


def _with_stage(plain: Plain, stages: list[Plain]) -> list[Plain]:
    """One stage more, to which the last one leads unless it leads elsewhere or is the end."""
    taken = {each["key"] for each in (*stages, *plain.get("removed_stages", ()))}
    key = next(name for name in (f"s{number}" for number in count(len(stages) + 1)) if name not in taken)
    if stages and not stages[-1].get("moves_to") and not stages[-1].get("terminal"):
        stages = [*stages[:-1], {**stages[-1], "moves_to": [key]}]
    return [*stages, {"key": key, "label": ""}]


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

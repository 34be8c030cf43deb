"""Labelled documents under ``tests/spec/reading``, with every label resolved to offsets.

The labels name passages by their words (`after` and `text`), as a person would point at them.
This module finds those words in the document, in order of appearance, and says which label of which
file is wrong when they are not there. The conventions are in ``tests/spec/reading/README.md``.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

ROOT = Path(__file__).resolve().parents[1]
READING = ROOT / "tests" / "spec" / "reading"

ROLES = frozenset({"actual", "target", "forecast"})
COMMITMENT_KINDS = frozenset({"quantified", "dated", "qualitative"})
COMPARATORS = frozenset({">=", "<=", "=", "range"})

_FIGURE_KEYS = frozenset(
    {
        "after",
        "text",
        "value",
        "unit",
        "indicator",
        "role",
        "upper",
        "qualifier",
        "setter",
        "basis",
        "period",
        "as_of",
        "kind",
        "optional",
    }
)
_COMMITMENT_KEYS = frozenset(
    {
        "after",
        "text",
        "indicator",
        "comparator",
        "value",
        "upper",
        "unit",
        "qualifier",
        "due",
        "kind",
        "optional",
    }
)
_DOCUMENT_KEYS = frozenset({"title", "genre", "style", "source", "meta", "outline", "figures", "commitments"})
_VALUE = re.compile(r"-?\d+(\.\d+)?(/\d+)?")


class LabelError(Exception):
    """A label file is malformed, or one of its labels is not in the document."""


@dataclass(frozen=True, slots=True)
class OutlineLabel:
    """A heading or run-in item; the span covers marker and text."""

    level: int
    marker: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """A figure; the span covers number and unit (`text`).

    `scored` holds every other key as written in the file: a key that is not there is not scored.
    """

    text: str
    value: str | None
    unit: str | None
    roles: tuple[str, ...]
    start: int
    end: int
    optional: bool = False
    scored: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommitmentLabel:
    """A commitment; the span covers the clause or sentence (`text`). `scored` as for figures."""

    text: str
    kind: str
    start: int
    end: int
    optional: bool = False
    scored: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document with its labels, all in order of appearance."""

    name: str
    path: Path
    text: str
    title: str | None
    genre: str | None
    style: str | None
    meta: Mapping[str, Any]
    outline: tuple[OutlineLabel, ...]
    figures: tuple[FigureLabel, ...]
    commitments: tuple[CommitmentLabel, ...]


def material_dir() -> Path | None:
    """Return the folder of real material, or None where it is absent.

    It is ``$NIANLUN_MATERIAL`` where that is set, else ``../shared/material`` beside the checkout.
    """
    named = os.environ.get("NIANLUN_MATERIAL")
    folder = Path(named) if named else ROOT.parent / "shared" / "material"
    return folder if folder.is_dir() else None


def label_files(split: str | None = None) -> list[Path]:
    """Return the label files of `split` (``dev`` or ``held``), or of both."""
    splits = ("dev", "held") if split is None else (split,)
    return [path for name in splits for path in sorted((READING / name).glob("*.yaml"))]


def load(path: Path) -> LabelledDocument | None:
    """Load one label file with its text, every label resolved.

    Returns None when the text is real material and the material folder is absent.
    Raises LabelError, naming file and label, when something is malformed or not found.
    """
    where = f"{path.parent.name}/{path.name}"
    data = _read_yaml(path, where)
    _only_keys(data, _DOCUMENT_KEYS, where)
    text = _document_text(path, data.get("source"), where)
    if text is None:
        return None
    return LabelledDocument(
        name=path.stem,
        path=path,
        text=text,
        title=data.get("title"),
        genre=data.get("genre"),
        style=data.get("style"),
        meta=data.get("meta") or {},
        outline=tuple(_resolve_outline(text, _entries(data, "outline", where), where)),
        figures=tuple(_resolve_figures(text, _entries(data, "figures", where), where)),
        commitments=tuple(_resolve_commitments(text, _entries(data, "commitments", where), where)),
    )


def load_all(split: str | None = None) -> Iterator[LabelledDocument]:
    """Yield every document of `split` (or of both) whose text is available."""
    for path in label_files(split):
        document = load(path)
        if document is not None:
            yield document


def _read_yaml(path: Path, where: str) -> dict[str, Any]:
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise LabelError(f"{where}: not readable as YAML: {error}") from error
    if not isinstance(data, dict):
        raise LabelError(f"{where}: no mapping at the top")
    return data


def _only_keys(data: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    unknown = sorted(str(key) for key in data if key not in allowed)
    if unknown:
        raise LabelError(f"{where}: unknown keys {', '.join(unknown)}")


def _entries(data: Mapping[str, Any], key: str, where: str) -> list[Any]:
    entries = data.get(key)
    if entries is None:
        entries = []
    if not isinstance(entries, list):
        raise LabelError(f"{where}: {key} is no list")
    return entries


def _document_text(path: Path, source: Mapping[str, Any] | None, where: str) -> str | None:
    own = path.with_suffix(".txt")
    if source is None:
        if not own.is_file():
            raise LabelError(f"{where}: neither a source nor {own.name}")
        return own.read_bytes().decode("utf-8")
    if own.exists():
        raise LabelError(f"{where}: both a source and {own.name}")
    folder = material_dir()
    if folder is None:
        return None
    file = folder / str(source["file"])
    if not file.is_file():
        raise LabelError(f"{where}: no {source['file']} in {folder}")
    whole = file.read_bytes().decode("utf-8")
    if "year" in source:
        rows = (json.loads(line) for line in whole.split("\n") if line)
        whole = next((str(row["text"]) for row in rows if int(row["year"]) == int(source["year"])), "")
    start, end = int(source["start"]), int(source["end"])
    if not 0 <= start < end <= len(whole):
        raise LabelError(f"{where}: source {start}-{end} lies outside a text of {len(whole)} characters")
    return whole[start:end]


def _resolve_outline(text: str, entries: list[Any], where: str) -> Iterator[OutlineLabel]:
    position = 0
    for number, entry in enumerate(entries, 1):
        if not (isinstance(entry, list) and len(entry) == 3):
            raise LabelError(f"{where}: outline {number}: not [level, marker, text]: {entry!r}")
        level, marker, words = entry
        label = f"{where}: outline {number} {marker or ''}{words}"
        if level not in range(5) or not isinstance(words, str) or not words:
            raise LabelError(f"{label}: level must be 0 to 4 and text a string")
        if (level == 0) != (not marker):
            raise LabelError(f"{label}: level 0 has no marker, every other level has one")
        # Levels 0 to 3 begin a line, level 0 fills it; level 4 may stand anywhere.
        pattern = re.escape(marker or "") + r"[^\S\n]*" + re.escape(words)
        pattern = ("" if level == 4 else r"^[^\S\n]*") + "(?P<item>" + pattern + ")"
        if level == 0:
            pattern += r"[^\S\n]*$"
        match = re.compile(pattern, re.MULTILINE).search(text, position)
        if match is None:
            raise LabelError(f"{label}: not found after offset {position}")
        start, position = match.span("item")
        yield OutlineLabel(level, marker or None, words, start, position)


def _resolve_figures(text: str, entries: list[Any], where: str) -> Iterator[FigureLabel]:
    position = 0
    for number, entry in enumerate(entries, 1):
        label = _label_name(entry, f"{where}: figure {number}")
        _only_keys(entry, _FIGURE_KEYS, label)
        missing = {"text", "value", "unit", "role"} - set(entry)
        if missing:
            raise LabelError(f"{label}: without {', '.join(sorted(missing))}")
        start = _find(text, entry, position, label)
        position = start + len(entry["text"])
        roles = tuple(entry["role"]) if isinstance(entry["role"], list) else (entry["role"],)
        if not roles or not ROLES.issuperset(roles):
            raise LabelError(f"{label}: role must be of {', '.join(sorted(ROLES))}")
        yield FigureLabel(
            text=entry["text"],
            value=_number(entry, "value", label),
            unit=_words(entry, "unit", label),
            roles=roles,
            start=start,
            end=position,
            optional=_optional(entry, label),
            scored=_scored(entry, {"after", "text", "value", "unit", "role", "optional"}, label),
        )


def _resolve_commitments(text: str, entries: list[Any], where: str) -> Iterator[CommitmentLabel]:
    start, previous = 0, ""
    for number, entry in enumerate(entries, 1):
        label = _label_name(entry, f"{where}: commitment {number}")
        _only_keys(entry, _COMMITMENT_KEYS, label)
        if entry.get("kind") not in COMMITMENT_KINDS:
            raise LabelError(f"{label}: kind must be of {', '.join(sorted(COMMITMENT_KINDS))}")
        if entry.get("comparator", "=") not in COMPARATORS:
            raise LabelError(f"{label}: comparator must be of {', '.join(sorted(COMPARATORS))}")
        # A clause with two promised figures stands twice in the list, with the same words.
        again = entry["text"] == previous and entry["kind"] == "quantified"
        start = _find(text, entry, start if again else start + len(previous), label)
        previous = entry["text"]
        yield CommitmentLabel(
            text=previous,
            kind=entry["kind"],
            start=start,
            end=start + len(previous),
            optional=_optional(entry, label),
            scored=_scored(entry, {"after", "text", "kind", "optional"}, label),
        )


def _label_name(entry: object, label: str) -> str:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"]:
        raise LabelError(f"{label}: no mapping with a text: {entry!r}")
    return f"{label} {entry['text']!r}"


def _find(text: str, entry: Mapping[str, Any], position: int, label: str) -> int:
    """Return where `text` starts, at or after `position`; `after` may reach back before it."""
    after = entry.get("after") or ""
    if not isinstance(after, str):
        raise LabelError(f"{label}: after is no string")
    found = text.find(after + entry["text"], max(0, position - len(after)))
    if found < 0:
        raise LabelError(f"{label}: {after + entry['text']!r} not found after offset {position}")
    return found + len(after)


def _words(entry: Mapping[str, Any], key: str, label: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise LabelError(f"{label}: {key} must be a string in quotes, not {value!r}")
    return value


def _number(entry: Mapping[str, Any], key: str, label: str) -> str | None:
    value = _words(entry, key, label)
    if value is not None and not _VALUE.fullmatch(value):
        raise LabelError(f"{label}: {key} must be plain digits, not {value!r}")
    return value


def _optional(entry: Mapping[str, Any], label: str) -> bool:
    value = entry.get("optional", False)
    if not isinstance(value, bool):
        raise LabelError(f"{label}: optional must be true or false")
    return value


def _scored(entry: Mapping[str, Any], apart: set[str], label: str) -> dict[str, str | None]:
    read = {"value": _number, "upper": _number}
    return {key: read.get(key, _words)(entry, key, label) for key in entry if key not in apart}

"""The page of every key a pack may hold, and the schema that editors check packs against."""

from __future__ import annotations

import json
from typing import Any

from nianlun.define.kinds import KINDS
from nianlun.define.schema import file_schema

TOP = {
    "pack": "What the pack is; once in a pack.",
    "measures": "Units of measure the pack brings.",
    "registers": "Ledgers.",
    "indicators": "Numbers the office answers for.",
    "targets": "What indicators are to reach.",
    "reports": "Templates of reports.",
    "samples": "Made-up entries to try it out with.",
    "changes": "Changes to registers of packs it extends.",
}
"""What stands under each key at the top of a file."""
WIDE = {("string", "number", "boolean"): "text", ("string", "boolean", "number"): "condition or formula"}
"""Types that YAML writes in more than one way."""


def schema_file() -> str:
    """The JSON Schema of packs, for editors."""
    return json.dumps(file_schema(), ensure_ascii=False, indent=1) + "\n"


def pack_keys_page() -> str:
    """Every key of every part of a pack."""
    schema = file_schema()
    made = schema["$defs"]
    introduction = (
        "# Keys of a pack\n\n"
        "A pack is a folder of YAML files, or one file; every file may hold any of the keys at the top.\n"
        "Keys that are not listed here are refused, with file and line.\n"
        "Editors that know JSON Schema check a pack while it is written: begin the file with the line "
        "`# yaml-language-server: $schema=PATH`, where PATH leads to `nianlun/define/pack.schema.json`.\n"
    )
    parts = [
        introduction,
        _table("At the top", "", _top(schema)),
    ]
    parts += [_part(name, made) for name in made]
    parts.append(_table("Change", "An entry of `changes`.", _rows(schema["properties"]["changes"]["items"])))
    return "\n".join(parts)


def _top(schema: dict[str, Any]) -> list[str]:
    return [
        f"| `{key}` | {_kind(value)} | {TOP[key]} | {'yes' if key == 'pack' else ''} |"
        if key != "changes"
        else f"| `{key}` | list of [Change](#change) | {TOP[key]} | |"
        for key, value in schema["properties"].items()
    ]


def _part(name: str, made: dict[str, Any]) -> str:
    whole = made[name]
    if name == "FieldDef":
        shared = whole["oneOf"][0]
        own = {each for kind in KINDS.values() for each in _own(kind.key, whole)}
        rows = _rows(
            {**shared, "properties": {k: v for k, v in shared["properties"].items() if k not in own}}
        )
        rows = [row if "| `kind` |" not in row else _kind_row() for row in rows]
        more = "Each [kind](field-kinds.md) has keys of its own besides."
        return _table(name, f"{whole['description']}\n{more}", rows)
    short = ""
    if "anyOf" in whole:
        whole = whole["anyOf"][1]
        short = f"\nA bare text is the same as giving `{next(iter(whole['properties']))}` alone."
    return _table(name, whole["description"] + short, _rows(whole))


def _kind_row() -> str:
    return "| `kind` | one of " + ", ".join(f"`{key}`" for key in KINDS) + " | Key of the field kind. | yes |"


def _own(kind: str, whole: dict[str, Any]) -> list[str]:
    """Keys a kind has beyond those that every kind has."""
    common = set.intersection(*(set(each["properties"]) for each in whole["oneOf"]))
    variant = next(each for each in whole["oneOf"] if each["properties"]["kind"]["const"] == kind)
    return [key for key in variant["properties"] if key not in common]


def own_rows(kind: str) -> list[str]:
    """Rows of the keys one kind of field has of its own."""
    whole = file_schema()["$defs"]["FieldDef"]
    variant = next(each for each in whole["oneOf"] if each["properties"]["kind"]["const"] == kind)
    own = {key: variant["properties"][key] for key in _own(kind, whole)}
    return _rows({"properties": own, "required": variant["required"]}, page="pack-keys.md")


def _rows(whole: dict[str, Any], page: str = "") -> list[str]:
    needed = whole.get("required", ())
    return [
        f"| `{key}` | {_kind(value, page)} | {_meaning(key, value)} | {'yes' if key in needed else ''} |"
        for key, value in whole["properties"].items()
    ]


def _meaning(key: str, value: dict[str, Any]) -> str:
    known = {
        "register": "Key of the register that is changed.",
        "hide": "Keys of the fields the office has no use for.",
        "add": "What is added, by the part of the register it is added to; numbers begin at 1000.",
        "alter": "What is set anew, by the part and the key of what is altered; number, key and kind stay.",
    }
    words = value.get("description") or known.get(key, "")
    return str(words).replace("|", "\\|")


def _kind(value: dict[str, Any], page: str = "") -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return f"[{name}]({page}#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_kind(each, page) for each in value["anyOf"]))
    kinds = value.get("type", "anything")
    if kinds == "array":
        return f"list of {_kind(value['items'], page)}"
    if value.get("format") == "date":
        return "date"
    if isinstance(kinds, list):
        return WIDE.get(tuple(kinds), "number")
    return {"object": "mapping", "string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        kinds, kinds
    )


def _table(title: str, words: str, rows: list[str]) -> str:
    head = "| key | value | meaning | needed |\n|---|---|---|---|"
    above = f"{words}\n\n" if words else ""
    return f"## {title}\n\n{above}{head}\n" + "\n".join(rows) + "\n"

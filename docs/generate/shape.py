"""The page of the JSON shape, from its schema."""

from __future__ import annotations

from typing import Any

from nianlun.text.shape import SHAPE_VERSION, schema


def shape_page() -> str:
    """Every object of the shape with its keys."""
    whole = schema()
    introduction = (
        "# JSON shape of a reading\n\n"
        f"Version {SHAPE_VERSION}. `nianlun read FILE --format json` prints it; "
        "the schema is `src/nianlun/text/reading.schema.json`.\n"
        "Offsets are code points, start inclusive, end exclusive, in the decoded source text; for Word, PDF and HTML "
        "in the extracted text that `--text-out FILE` writes.\n"
        "The second part of the version grows with every key that is added, the first with every one that changes.\n"
    )
    parts = [introduction]
    parts.append(_table("The whole", whole))
    parts += [_table(name, each) for name, each in whole["$defs"].items()]
    return "\n".join(parts)


def _table(name: str, each: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| `{key}` | {_kind(value)} | {value.get('description', '')} |"
        for key, value in each["properties"].items()
    )
    return f"## {name}\n\n{each.get('description', '')}\n\n| key | value | meaning |\n|---|---|---|\n{rows}\n"


def _kind(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return value["$ref"].rsplit("/", 1)[-1]
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}"
    if "enum" in value:
        return ", ".join("null" if each is None else f"`{each}`" for each in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    kinds = value.get("type", "any")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)

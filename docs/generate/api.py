"""The page of the API, from its OpenAPI description."""

from __future__ import annotations

from typing import Any

from nianlun.web.api import api


def api_page() -> str:
    """Every call with its parameters and the fields of what it is sent."""
    schema = api.get_openapi_schema()
    shapes = schema["components"]["schemas"]
    introduction = (
        "# API\n\n"
        "All calls stand under `/api/`; `/api/openapi.json` describes them, `/api/docs` shows them in the browser.\n"
        "Send a token made on the account page: `Authorization: Bearer TOKEN`.\n"
    )
    parts = [introduction]
    for path, calls in schema["paths"].items():
        parts += [_call(method, path, call, shapes) for method, call in calls.items()]
    return "\n".join(parts)


def _call(method: str, path: str, call: dict[str, Any], shapes: dict[str, Any]) -> str:
    lines = [f"## {method.upper()} {path}\n", (call.get("description") or call.get("summary") or "").strip()]
    parameters = call.get("parameters", [])
    if parameters:
        lines.append("\n| parameter | in | required | meaning |\n|---|---|---|---|")
        lines += [
            f"| `{each['name']}` | {each['in']} | {'yes' if each.get('required') else 'no'} |"
            f" {' '.join((each.get('description') or each['schema'].get('description') or '').split())} |"
            for each in parameters
        ]
    for kind, content in call.get("requestBody", {}).get("content", {}).items():
        lines.append(f"\nSent as `{kind}`:\n\n| field | kind | required | meaning |\n|---|---|---|---|")
        lines += _fields(_resolved(content["schema"], shapes), shapes)
    return "\n".join(lines) + "\n"


def _fields(shape: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    required = shape.get("required", ())
    return [
        f"| `{name}` | {_kind(each, shapes)} | {'yes' if name in required else 'no'} | {_meaning(each)} |"
        for name, each in shape.get("properties", {}).items()
    ]


def _meaning(each: dict[str, Any]) -> str:
    return " ".join((each.get("description") or "").split()).replace("|", "\\|")


def _resolved(shape: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = shapes[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
    return found


def _kind(shape: dict[str, Any], shapes: dict[str, Any]) -> str:
    """`integer or null`, `list of string`, `one of kept, missed`."""
    found = _resolved(shape, shapes)
    if "anyOf" in found or "allOf" in found:
        parts = found.get("anyOf") or found["allOf"]
        return " or ".join(dict.fromkeys(_kind(each, shapes) for each in parts))
    if "enum" in found:
        return "one of " + ", ".join(map(str, found["enum"]))
    if found.get("type") == "array":
        return f"list of {_kind(found['items'], shapes)}"
    return "file" if found.get("format") == "binary" else str(found.get("type", "any"))

"""The page of the API, from its OpenAPI description."""

from __future__ import annotations

from typing import Any

from nianlun.web.api import api


def api_page() -> str:
    """Every call with its parameters and what it answers."""
    schema = api.get_openapi_schema()
    introduction = (
        "# API\n\n"
        "All calls stand under `/api/`; `/api/openapi.json` describes them, `/api/docs` shows them in the browser.\n"
        "Send a token made on the account page: `Authorization: Bearer TOKEN`.\n"
    )
    parts = [introduction]
    for path, calls in schema["paths"].items():
        parts += [_call(method, path, call) for method, call in calls.items()]
    return "\n".join(parts)


def _call(method: str, path: str, call: dict[str, Any]) -> str:
    lines = [f"## {method.upper()} {path}\n", (call.get("description") or call.get("summary") or "").strip()]
    parameters = call.get("parameters", [])
    if parameters:
        lines.append("\n| parameter | in | required | meaning |\n|---|---|---|---|")
        lines += [
            f"| `{each['name']}` | {each['in']} | {'yes' if each.get('required') else 'no'} |"
            f" {' '.join((each.get('description') or each['schema'].get('description') or '').split())} |"
            for each in parameters
        ]
    return "\n".join(lines) + "\n"

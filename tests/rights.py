"""Who gets what answer from every page and every call: the walk over addresses and OpenAPI paths.

`tests/integration/test_rights_matrix.py` compares it with `docs/generate/rights.yaml`, from which the page of the
docs is written; `NIANLUN_WRITE_RIGHTS=1` writes that file anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nianlun.web.api import api

GIVEN = "yes"
SIGN_IN, FORBIDDEN, ABSENT = "sign in", "no", "not there"
NOT_A_PAGE = frozenset({"api"})
"""Namespaces that are walked by their OpenAPI description."""


@dataclass(frozen=True)
class Page:
    """An address with a name."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def pages() -> list[Page]:
    """Every address of the site that has a name, in the order of the address lists."""
    return list(_pages(get_resolver().url_patterns, "", ""))


def _pages(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Page]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = each.namespace or ""
            if inner not in NOT_A_PAGE:
                joined = f"{namespace}{inner}:" if inner else namespace
                yield from _pages(each.url_patterns, f"{prefix}{each.pattern}", joined)
        elif isinstance(each, URLPattern) and each.name:
            parameters = tuple(each.pattern.converters)
            yield Page(f"{namespace}{each.name}", f"/{prefix}{each.pattern}", parameters)


def answer(response: HttpResponse) -> str:
    """What an answer means for the person who asked."""
    if response.status_code == 302 and "next=" in response["Location"]:
        return SIGN_IN
    return {401: SIGN_IN, 403: FORBIDDEN, 404: ABSENT}.get(response.status_code, GIVEN)


def values_of(values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """What stands in an address: `registers:build.key` goes before `registers.key`, and that before `key`."""
    part = re.split(r"[:/]", place.removeprefix("/api/"))[0]
    found = {name: value for name, value in values.items() if "." not in name}
    for head in (part, place):
        length = len(head) + 1
        found |= {name[length:]: value for name, value in values.items() if name.startswith(f"{head}.")}
    return found


def ask_page(client: Client, page: Page, values: Mapping[str, Any]) -> str:
    """Ask for a page, or send it the common form where it only takes forms; nothing of it stays."""
    here = values_of(values, page.name)
    address = reverse(page.name, kwargs={name: here[name] for name in page.parameters})
    with transaction.atomic():
        response = client.get(address, values.get(f"query {page.name}"))
        if response.status_code == 405:
            response = client.post(address, values["form"])
        found = answer(response)
        if response.streaming:
            response.getvalue()  # read to its end, the client closes it; `close()` here would end our connection too
        transaction.set_rollback(True)
    return found


@dataclass(frozen=True)
class Call:
    """A call of the API."""

    method: str
    path: str
    body: Any = None
    query: tuple[str, ...] = ()
    """Names of the parameters that must be there."""
    files: tuple[str, ...] = ()
    """Names under which files are handed over."""


def calls() -> list[Call]:
    """Every call that the OpenAPI description lists."""
    schema = api.get_openapi_schema()
    found = []
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            content = call.get("requestBody", {}).get("content", {})
            handed = content.get("multipart/form-data", {}).get("schema")
            body = content.get("application/json", {}).get("schema")
            needed = tuple(
                each["name"]
                for each in call.get("parameters", ())
                if each["in"] == "query" and each.get("required")
            )
            files = tuple(name for name in ("file", "files") if name in _properties(handed, schema))
            found.append(Call(method, path, sample(body, schema) if body else None, needed, files))
    return found


def _properties(wanted: Mapping[str, Any] | None, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a body may hold, by name."""
    if wanted and "$ref" in wanted:
        wanted = schema["components"]["schemas"][wanted["$ref"].rsplit("/", 1)[-1]]
    return (wanted or {}).get("properties", {})


def sample(wanted: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """A body that fits a JSON schema, with no more in it than must be."""
    if "$ref" in wanted:
        wanted = schema["components"]["schemas"][wanted["$ref"].rsplit("/", 1)[-1]]
    if wanted.get("enum"):
        return wanted["enum"][0]
    if wanted.get("anyOf"):
        return sample(wanted["anyOf"][0], schema)
    match wanted.get("type"):
        case "object":
            properties = wanted.get("properties", {})
            return {name: sample(properties[name], schema) for name in wanted.get("required", ())}
        case "array":
            return []
        case "integer" | "number":
            return 1
        case "boolean":
            return False
        case _:
            return "x"


def ask_call(client: Client, call: Call, values: Mapping[str, Any], token: str) -> str:
    """Make a call with a token, or without one; nothing of it stays."""
    values = values_of(values, call.path)
    body = {name: values.get(f"body_{name}", value) for name, value in (call.body or {}).items()}
    path = re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), call.path)
    if call.query:
        path += "?" + urlencode({name: values.get(f"query_{name}", "x") for name in call.query})
    if f"query {call.path}" in values:
        path += "?" + urlencode(values[f"query {call.path}"])
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with transaction.atomic():
        ask = getattr(client, call.method)
        if call.method == "get":
            response = ask(path, headers=headers)
        elif call.files:
            handed = {name: SimpleUploadedFile("a.txt", "请核实\n".encode()) for name in call.files}
            response = ask(path, {**values["form"], **handed}, headers=headers)
        else:
            response = ask(path, body, content_type="application/json", headers=headers)
        found = answer(response)
        if response.streaming:
            response.getvalue()  # read to its end, the client closes it; `close()` here would end our connection too
        transaction.set_rollback(True)
    return found

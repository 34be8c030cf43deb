"""The page of coverage: each requirement with its place in the packs, its pages and commands, and its tests.

The mapping is `coverage.yaml`; every pack key, page, command and test it names is looked up.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import click
from django.urls import URLPattern, URLResolver, get_resolver

from nianlun.cli import group
from nianlun.define.bind import Binder
from nianlun.define.load import load, shipped_folder, texts_of
from nianlun.define.messages import tell
from nianlun.define.words import Language
from nianlun.define.yaml_reading import read_yaml

ROOT = Path(__file__).parent.parent.parent
MAPPING = Path(__file__).with_name("coverage.yaml")
WANTED = (
    *(f"S1.{number}" for number in range(1, 25)),
    "S2.22",
    "S4.1",
    "S7.31",
    *(f"S11.{number}" for number in range(1, 11)),
)
"""The requirements this release answers for."""


class State(StrEnum):
    """How far a requirement is."""

    COVERED = "covered"
    CONFIGURED = "configured only"
    NOT_YET = "not yet"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One requirement."""

    key: str
    """Its number."""
    label: str
    """In Chinese."""
    label_en: str
    """In English."""
    state: State
    """How far it is."""
    configured: tuple[str, ...] = ()
    """Paths in the packs: `registers[projects].stages[signed]`."""
    pages: tuple[str, ...] = ()
    """Names of pages of the site: `registers:board`."""
    commands: tuple[str, ...] = ()
    """Commands: `library search`."""
    tests: tuple[str, ...] = ()
    """Tests that run it: `tests/...py::test_...`."""
    lacks: str = ""
    """What is not there yet."""


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """The whole file."""

    rows: tuple[Row, ...]
    """Every requirement, in order."""


@dataclass(frozen=True)
class Known:
    """What the mapping may name."""

    files: dict[str, str]
    """Files of pack paths."""
    pages: dict[str, str]
    """Addresses of pages."""
    commands: frozenset[str]
    tests: frozenset[str]


@cache
def rows() -> tuple[Row, ...]:
    """The mapping.

    Raises:
        ValueError: a key or value in the file is wrong; all faults are named.
    """
    node, problems = read_yaml(MAPPING.name, MAPPING.read_text(encoding="utf-8"))
    binder = Binder()
    found = binder.bind(Mapping, node, "") if node is not None else None
    problems = [*problems, *binder.problems]
    if problems or found is None:
        raise ValueError("\n".join(tell(each, Language.ENGLISH) for each in problems))
    whole: tuple[Row, ...] = found.rows
    return whole


@cache
def known() -> Known:
    """What is there to be named."""
    places = load(texts_of(shipped_folder())).places
    files = {path: place.file for path, place in places.items()}
    tests = frozenset(name for row in rows() for name in _tests_beside(row))
    return Known(files, dict(_pages(get_resolver(), "/", "")), frozenset(_commands(group, "")), tests)


def coverage_faults() -> list[str]:
    """Everything the mapping names that is not there, and rows that say more than they show."""
    keys = [row.key for row in rows()]
    faults = [] if keys == list(WANTED) else [f"rows are {keys}, wanted are {list(WANTED)}"]
    faults += [f"{row.key}: {each}" for row in rows() for each in faults_of(row)]
    return [f"docs/generate/coverage.yaml: {each}" for each in faults]


def faults_of(row: Row) -> Iterator[str]:
    """What is wrong with one row."""
    named = (
        ("pack key", row.configured, known().files),
        ("page", row.pages, known().pages),
        ("command", row.commands, known().commands),
        ("test", row.tests, known().tests),
    )
    for what, names, there in named:
        yield from (f"no such {what}: {each}" for each in names if each not in there)
    if row.state is State.COVERED and (not row.tests or row.lacks):
        yield "covered, but without a test or with something lacking"
    if row.state is not State.COVERED and not row.lacks:
        yield "not covered, and nothing said to be lacking"
    if row.state is State.CONFIGURED and not (row.configured or row.pages):
        yield "configured, but nowhere"


def _tests_beside(row: Row) -> Iterator[str]:
    """All tests of the files a row names."""
    for file in {each.partition("::")[0] for each in row.tests}:
        path = ROOT / file
        if path.is_file():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield f"{file}::{node.name}"


def _pages(resolver: URLResolver, address: str, space: str) -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = f"{address}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _pages(each, here, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{space}{each.name}", here


def _commands(command: click.Command, path: str) -> Iterator[str]:
    if path:
        yield path
    if isinstance(command, click.Group) and path != "manage":
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _commands(child, f"{path} {name}".strip())


def coverage_page() -> str:
    """A summary of all rows, then each row by itself."""
    counts = ", ".join(f"{sum(row.state is each for row in rows())} {each}" for each in State)
    summary = "\n".join(
        f"| [{row.key}](#{row.key.lower().replace('.', '')}-{_anchor(row)}) | {row.label} | {row.label_en} "
        f"| {row.state} |"
        for row in rows()
    )
    return (
        "# Coverage\n\n"
        "What the offices asked for, where it is configured or which page serves it, and the test that runs it.\n"
        "*Covered* means that a test runs it in the application; *configured only* that packs or pages hold it, and "
        "the part named below cannot be used yet; *not yet* that its heart is missing.\n"
        "Rates and totals a row speaks of are indicators: tests count them from the ledgers, and their pages show them.\n"
        f"Of {len(rows())}: {counts}.\n\n"
        f"| row | 事项 | what | state |\n|---|---|---|---|\n{summary}\n\n"
        + "\n".join(_section(row) for row in rows())
    )


def _anchor(row: Row) -> str:
    kept = "".join(each for each in row.label.lower() if each.isalnum() or each in " -")
    return kept.replace(" ", "-")


def _section(row: Row) -> str:
    lines = [f"## {row.key} {row.label}\n", f"{row.label_en}: **{row.state}**.\n"]
    if row.configured:
        lines += ["Configured:\n", *(_configured(each) for each in row.configured), ""]
    if row.pages or row.commands:
        pages = (
            f"- `{known().pages[each].replace('<slug:', '<').replace('<int:', '<')}`" for each in row.pages
        )
        lines += ["Used at:\n", *pages, *(f"- `nianlun {each}`" for each in row.commands), ""]
    if row.tests:
        lines += ["Run by:\n", *(_test(each) for each in row.tests), ""]
    if row.lacks:
        lines.append(f"Not there yet: {row.lacks}\n")
    return "\n".join(lines)


def _configured(path: str) -> str:
    file = known().files[path]
    return f"- [`{path}`](../src/nianlun/packs/{file})"


def _test(test: str) -> str:
    file, _, name = test.partition("::")
    return f"- [{name.replace('_', ' ')}](../{file})"

"""What the code imports is named in pyproject.toml, not borrowed from what something else happens to need."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OWN = {"nianlun", "tests", "docs", "benchmarks"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOLS = {"src/nianlun/web/catalogues.py"}
"""Modules of the package that only developers run."""
ABSENT = {"rapidocr_onnxruntime": "rapidocr-onnxruntime"}
"""Packages of extras, which need not be installed."""


def plain(requirement: str) -> str:
    """`Django-Tasks>=1` as `django-tasks`."""
    name = re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


HOMES = packages_distributions()
RUN = {plain(each) for each in PROJECT["project"]["dependencies"]}
EXTRAS = {plain(each) for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra}
DEV = {plain(each) for each in PROJECT["dependency-groups"]["dev"]}


@cache
def imported(folder: str) -> dict[str, set[str]]:
    """Outside packages by the files that import them."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top not in OWN:
                    found.setdefault(top, set()).add(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("src", RUN | EXTRAS),
        ("tests", RUN | DEV),
        ("docs", RUN | DEV),
        ("benchmarks", RUN | DEV),
        ("requirements", DEV),
    ],
)
def test_every_import_is_named(folder: str, named: set[str]) -> None:
    unnamed = {
        package: sorted(files)
        for package, files in imported(folder).items()
        if not {plain(each) for each in (*HOMES.get(package, ()), ABSENT.get(package, ""))} & named
        and not (files <= TOOLS and {plain(each) for each in HOMES.get(package, ())} & DEV)
    }

    assert unnamed == {}


def test_every_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if re.match(r'    "[a-z][\w.\[\]-]*[~>=]+', line)]

    assert len(requirements) == len(RUN) + len(EXTRAS) + len(DEV)
    assert [line for line in requirements if "#" not in line] == []

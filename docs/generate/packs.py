"""Pages of the packs that come with Nianlun: a list, one page for each register, the indicators."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from nianlun.define.catalog import Catalog
from nianlun.define.describe import indicators_page, register_page
from nianlun.define.load import load_shipped
from nianlun.define.model import Register
from nianlun.define.words import Language

FOLDER = "docs/reference/packs"
SHIPPED = ("investment", "drafting")
"""The packs of the release; the demo county's own is left out."""
HEADING = re.compile(r"^#+ ", re.MULTILINE)


@cache
def catalog() -> Catalog:
    """The shipped packs, without what the demo county adds."""
    return load_shipped(*SHIPPED)


def pack_pages() -> tuple[tuple[str, Callable[[], str]], ...]:
    """Every page with its place."""
    registers = (
        (f"{FOLDER}/{each.key}.md", partial(_register_page, each)) for each in catalog().registers.values()
    )
    return (
        (f"{FOLDER}/README.md", _list_page),
        (f"{FOLDER}/indicators.md", _indicators_page),
        *registers,
    )


def _list_page() -> str:
    lines = ["# Packs that come with Nianlun", ""]
    for contents in catalog().packs:
        pack = contents.pack
        lines += [f"## {pack.label} {pack.label_en}", "", pack.description, "", pack.description_en, ""]
        if contents.registers:
            lines += ["| register | 台账 | what it holds |", "|---|---|---|"]
            lines += [
                f"| [{each.label_en}]({each.key}.md) | {each.label} | {each.description_en} |"
                for each in contents.registers
            ]
            lines.append("")
        if contents.indicators:
            lines += [f"[{len(contents.indicators)} indicators](indicators.md) count from them.", ""]
    return "\n".join(lines)


def _register_page(register: Register) -> str:
    """Both languages on one page: the office reads the first part, whoever writes packs reads either."""
    return _both(
        f"{register.label} {register.label_en}",
        register_page(register, Language.CHINESE),
        register_page(register, Language.ENGLISH),
    )


def _indicators_page() -> str:
    return _both(
        "指标 Indicators",
        indicators_page(catalog(), Language.CHINESE),
        indicators_page(catalog(), Language.ENGLISH),
    )


def _both(title: str, chinese: str, english: str) -> str:
    parts = (HEADING.sub(lambda found: f"#{found[0]}", part) for part in (chinese, english))
    return f"# {title}\n\n" + "\n".join(parts)

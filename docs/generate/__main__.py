"""Write every generated page; with --check, fail where one is stale, a link is broken or a page is missing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from docs.generate.api import api_page
from docs.generate.commands import commands_page
from docs.generate.coverage import coverage_faults, coverage_page
from docs.generate.expressions import expressions_page
from docs.generate.field_kinds import field_kinds_page
from docs.generate.messages import messages_page
from docs.generate.pack_keys import pack_keys_page, schema_file
from docs.generate.packs import FOLDER, pack_pages
from docs.generate.rights import rights_page
from docs.generate.settings import settings_page
from docs.generate.shape import shape_page
from docs.generate.vocabulary import vocabulary_page

ROOT = Path(__file__).parent.parent.parent
PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("docs/reference/commands.md", commands_page),
    ("docs/reference/settings.md", settings_page),
    ("docs/reference/messages.md", messages_page),
    ("docs/reference/reading-shape.md", shape_page),
    ("docs/reference/vocabulary.md", vocabulary_page),
    ("docs/reference/api.md", api_page),
    ("docs/reference/rights.md", rights_page),
    ("docs/reference/pack-keys.md", pack_keys_page),
    ("docs/reference/field-kinds.md", field_kinds_page),
    ("docs/reference/expressions.md", expressions_page),
    *pack_pages(),
    ("docs/coverage.md", coverage_page),
    ("src/nianlun/define/pack.schema.json", schema_file),
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
HEADER = "<!-- Written by `make docs`; do not edit. -->\n\n"


def broken_links() -> list[str]:
    """Links of all pages that lead nowhere."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]


def left_over() -> list[str]:
    """Pages of registers that are no longer there."""
    wanted = {name for name, _ in PAGES}
    there = (path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).glob("*.md"))
    return [f"{name}: belongs to no register; remove it" for name in there if name not in wanted]


def main() -> int:
    """Write the pages, or say what is wrong with them."""
    check = "--check" in sys.argv[1:]
    faults = []
    for name, page in PAGES:
        path, text = ROOT / name, (HEADER if name.endswith(".md") else "") + page()
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            faults.append(f"{name}: stale; run `make docs` and commit it")
    faults += [*left_over(), *coverage_faults()]
    faults += [f"broken link in {link}" for link in broken_links()]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

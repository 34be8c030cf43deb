"""Collects the strings of the interface into the catalogues, and compiles them, without GNU gettext.

`python -m nianlun.web.catalogues` writes them; with `--check` it changes nothing, lists what is missing
or stale, and ends with 1. Needs Babel, which only development installs; the compiled files are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import django
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
SOURCE_LANGUAGE, TRANSLATED = "en", "zh_Hans"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
COMMENT_MARK = "Translators:"
WRITTEN = datetime(2024, 1, 1, tzinfo=UTC)
"""The date in the heads of the files: fixed, so that a file changes only with its strings."""


def sources() -> Iterator[tuple[str, str]]:
    """Name and Python text of every file that can hold strings; templates are turned into Python."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield path.relative_to(PACKAGE).as_posix(), "\n".join(line.lstrip() for line in text.splitlines())


def collected() -> Catalog:
    """All strings of the package, with the files they stand in."""
    found = new_catalogue(None)
    for name, text in sources():
        rows = extract("python", BytesIO(text.encode()), KEYWORDS, [COMMENT_MARK], strip_comment_tags=False)
        for _line, words, comments, context in rows:
            found.add(words, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def new_catalogue(language: str | None) -> Catalog:
    """An empty catalogue; its head says no more than it must."""
    return Catalog(
        locale=language,
        project="Nianlun",
        version="1",
        copyright_holder="The Nianlun founders",
        header_comment="# Nianlun, Apache-2.0",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        last_translator="The Nianlun founders",
        language_team="The Nianlun founders",
        fuzzy=False,
    )


def path_of(language: str, ending: str) -> Path:
    """Where the catalogue of a language stands."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def updated(language: str, found: Catalog) -> Catalog:
    """The catalogue of a language with exactly the strings found, and the translations it had."""
    path = path_of(language, "po")
    old = (
        read_po(StringIO(path.read_text(encoding="utf-8")), locale=language)
        if path.exists()
        else Catalog(language)
    )
    catalogue = new_catalogue(language)
    for message in found:
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known and not known.fuzzy else ""
            if language == SOURCE_LANGUAGE:
                string = message.id
            catalogue.add(
                message.id,
                string or None,
                locations=message.locations,
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known else (),
                context=message.context,
            )
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as text, the same for the same strings."""
    file = BytesIO()
    write_po(file, catalogue, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as Django loads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def is_translated(message: Message) -> bool:
    """Whether a string has all its translations."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings) and not message.fuzzy


def untranslated(catalogue: Catalog) -> list[str]:
    """Strings without a translation."""
    return [str(message.id) for message in catalogue if message.id and not is_translated(message)]


def faults() -> list[str]:
    """What is missing or stale."""
    found, said = collected(), []
    for language in (TRANSLATED, SOURCE_LANGUAGE):
        catalogue = updated(language, found)
        said += [f"{language}: not translated: {words}" for words in untranslated(catalogue)]
        for ending, content in (("po", written(catalogue)), ("mo", compiled(catalogue))):
            path = path_of(language, ending)
            if not path.exists() or path.read_bytes() != content:
                said.append(f"{path.relative_to(PACKAGE)} is stale. Run: make messages")
    return said


def write_all() -> list[str]:
    """Write both catalogues; returns what still has no translation."""
    found, missing = collected(), []
    for language in (TRANSLATED, SOURCE_LANGUAGE):
        catalogue = updated(language, found)
        path_of(language, "po").parent.mkdir(parents=True, exist_ok=True)
        path_of(language, "po").write_bytes(written(catalogue))
        path_of(language, "mo").write_bytes(compiled(catalogue))
        missing += [f"{language}: not translated: {words}" for words in untranslated(catalogue)]
    return missing


def main(words: list[str]) -> int:
    """Write or check; 1 when something is missing."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    said = faults() if "--check" in words else write_all()
    for line in said:
        sys.stdout.write(f"{line}\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`nianlun library digest` and `mirror`: what came in on a day, and a folder kept equal to the library."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from nianlun.apps.library.exporting import document_in_short
from nianlun.apps.library.mirroring import PUBLIC, check_mirror, keep_mirror
from nianlun.apps.library.queries.digests import additions, digest_of
from nianlun.cli.acting import acting, user_option
from nianlun.cli.output import emit, examples, format_option

SOME_LOST = 3
"""Exit code where the file store has lost files."""
DIFFERS = 5
"""Exit code where the mirror is not as it should be."""


@click.command(
    epilog=examples(
        "nianlun library digest",
        "nianlun library digest --day 2026-01-05 --as office --format json",
    )
)
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day to show; none: today.", metavar="DAY"
)
@user_option
@format_option
def digest(*, day: datetime | None, username: str, form: str) -> None:
    """Show what came into the library on a day, as far as a user may read it."""
    by, on = acting(username), day.date() if day else timezone.localdate()
    found = digest_of(by, on)
    result = {
        "day": found.day,
        "documents": found.documents,
        "characters": found.characters,
        "units": [{"id": key, "name": name, "documents": number} for key, name, number in found.units],
        "kinds": [{"kind": kind, "documents": number} for kind, number in found.kinds],
        "previous": found.previous,
        "next": found.next,
        "additions": [document_in_short(each) for each in additions(by, on).order_by("added_at", "pk")],
    }
    emit(result, form, lines=lambda: _digest_lines(result))


def _digest_lines(result: dict[str, Any]) -> list[str]:
    head = f"{result['day']}: {result['documents']} documents, {result['characters']} characters"
    rows = [f"{each['id']:>7}  {each['unit']['name']}  {each['title']}" for each in result["additions"]]
    return [head, *rows]


@click.command(
    epilog=examples(
        "nianlun library mirror /srv/mirror",
        "nianlun library mirror /srv/office-mirror --as office",
        "nianlun library mirror /srv/mirror --check --format json",
        codes=f"Exit codes: 0 equal, 1 refused, {SOME_LOST} files the library has lost, {DIFFERS} the check differs.",
    )
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; list what is missing, superfluous or changed.")
@click.option("--thorough", is_flag=True, help="Read every file instead of believing its size and time.")
@click.option("--as", "username", default="", help="Mirror what this user may read; none: what is public.")
@format_option
def mirror(*, folder: Path, check: bool, thorough: bool, username: str, form: str) -> None:
    """Keep FOLDER equal to the source files of the library, in folders by the day they came in.

    A file is mirrored where every document in it may be read. Its digest stands in manifest.json.
    """
    user = acting(username) if username else None
    whose = username or PUBLIC
    if check:
        found = check_mirror(folder, user)
        result: dict[str, Any] = {
            "for": whose,
            "missing": found.missing,
            "superfluous": found.superfluous,
            "changed": found.changed,
        }
        emit(result, form, lines=lambda: _check_lines(result))
        sys.exit(DIFFERS if found else 0)
    done = keep_mirror(folder, user, at=timezone.now(), thorough=thorough)
    result = {
        "for": whose,
        "written": done.written,
        "removed": done.removed,
        "kept": done.kept,
        "lost": done.lost,
    }
    emit(result, form, lines=lambda: _mirror_lines(result))
    sys.exit(SOME_LOST if done.lost else 0)


def _check_lines(result: dict[str, Any]) -> list[str]:
    sorts = ("missing", "superfluous", "changed")
    lines = [f"{sort}: {path}" for sort in sorts for path in result[sort]]
    return lines or ["The mirror is as it should be."]


def _mirror_lines(result: dict[str, Any]) -> list[str]:
    numbers = ", ".join(f"{len(result[sort])} {sort}" for sort in ("written", "removed", "lost"))
    return [f"{numbers}, {result['kept']} kept", *(f"lost: {path}" for path in result["lost"])]

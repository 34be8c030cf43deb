"""What commands print: lines for people, or JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import click

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people, or JSON for programs.",
)


def emit(values: Any, form: str, *, lines: Callable[[], Sequence[str]]) -> None:
    """Print the values as JSON, or else the lines."""
    if form == "json":
        click.echo(json.dumps(values, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines():
            click.echo(line)


def examples(*lines: str, codes: str = "") -> str:
    """The end of a help page: lines to copy, and what the exit codes mean."""
    shown = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
    return f"{shown}\n\n\b\n{codes}" if codes else shown

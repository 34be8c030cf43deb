"""`nianlun manage`: the commands of Django and of its apps."""

from __future__ import annotations

import click
from django.core.management import execute_from_command_line

from nianlun.cli.output import examples


@click.command(
    epilog=examples("nianlun manage check --deploy", "nianlun manage dbshell", "nianlun manage axes_reset"),
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Call a command of Django; without words, list them all."""
    execute_from_command_line(["nianlun manage", *words])

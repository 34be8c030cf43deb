"""The page of commands, from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from nianlun.cli import group


def commands_page() -> str:
    """The help of every command, as it prints it."""
    return "# Commands\n\n" + "\n".join(_sections(group, "nianlun"))


def _sections(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    yield f"## {path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    if isinstance(command, click.Group) and path != "nianlun manage":
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _sections(child, f"{path} {name}")

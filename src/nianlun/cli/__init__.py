"""The one command, `nianlun`: a list of sub-commands, each loaded only when it is called."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module

import click

from nianlun.cli.output import examples
from nianlun.kernel.errors import NianlunError, RefusedError
from nianlun.kernel.messages import message_of

SITE = "nianlun.cli.site"
"""Imports Django, so it is loaded like a command: `nianlun read` does without."""
MIGRATE = "nianlun.cli.migrate"
DATABASE_ERRORS = "django.db.utils"
"""Where Django keeps them; named, because importing them would import Django."""
FAILED = 1
"""Exit code of what was refused or could not be done; 2 is a wrong command line, as usual."""


@dataclass(frozen=True)
class Entry:
    """A sub-command; its module offers it as `command`."""

    name: str
    module: str
    summary: str
    site: bool = True
    """Whether the module needs the site's settings and database; `read` does not."""


COMMANDS = (
    Entry("read", "nianlun.cli.read", "Read a document: pieces, outline, figures, commitments.", site=False),
    Entry("demo", "nianlun.cli.demo", "Load the demo county and serve it."),
    Entry("serve", "nianlun.cli.serve", "Serve the site: web, worker and clock."),
    Entry("clock", "nianlun.cli.clock", "Carry out what is due from time to time."),
    Entry("migrate", MIGRATE, "Bring the database to the shape of this release."),
    Entry("library", "nianlun.cli.library", "Import, search, reindex."),
    Entry("packs", "nianlun.cli.packs", "Check, plan, apply and export definitions of ledgers."),
    Entry("registers", "nianlun.cli.registers", "List, import and export ledgers."),
    Entry("report", "nianlun.cli.report", "Compose, verify and list reports."),
    Entry("indicator", "nianlun.cli.indicator", "List indicators, ask what one counts to."),
    Entry("audit", "nianlun.cli.audit", "Find what was changed behind the application's back."),
    Entry("unit", "nianlun.cli.unit", "Make and list units."),
    Entry("user", "nianlun.cli.user", "Make users, passwords, tokens."),
    Entry("manage", "nianlun.cli.manage", "Call a command of Django."),
)


class Commands(click.Group):
    """A group that knows its commands by name and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order of the list."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command; those of the site get its settings first."""
        for entry in COMMANDS:
            if entry.name == cmd_name:
                if entry.site:
                    import_module(SITE).set_up()
                command: click.Command = import_module(entry.module).command
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.summary) for entry in COMMANDS])


@click.group(
    epilog=examples("nianlun read report.docx --format json", "nianlun migrate && nianlun serve"),
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="nianlun", prog_name="nianlun")
def group() -> None:
    """Nianlun 年轮: what was promised, done, reported, remembered."""


def main() -> None:
    """Run a command; what a person can mend is said in words, without a trace."""
    try:
        group(prog_name="nianlun")
    except NianlunError as error:
        click.echo(message_of(error), err=True)
        sys.exit(FAILED)
    except Exception as error:
        if type(error).__module__ != DATABASE_ERRORS or not import_module(MIGRATE).steps_missing():
            raise
        click.echo(message_of(RefusedError("site.database.behind")), err=True)
        sys.exit(FAILED)

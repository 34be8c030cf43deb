"""`nianlun serve`: web, worker and clock, as child processes that are kept alive."""

from __future__ import annotations

import sys

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from nianlun.cli.migrate import steps_missing
from nianlun.cli.output import examples
from nianlun.cli.serve.parts import Part, address_is_free, clock_part, web_part, worker_part
from nianlun.cli.serve.supervisor import Supervisor

NOT_STARTED = 1


@click.command(
    epilog=examples(
        "nianlun serve",
        "nianlun serve --port 8080",
        "nianlun serve --web --host 0.0.0.0 --processes 8      (a machine for pages)",
        "nianlun serve --worker --workers 4                    (a machine for imports)",
        "nianlun serve --clock                                 (anywhere, once)",
        codes="Exit codes: 0 ended as asked, 1 not started.",
    )
)
@click.option("--web", is_flag=True, help="The web server.")
@click.option("--worker", is_flag=True, help="The background worker.")
@click.option("--clock", is_flag=True, help="What is due from time to time.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on."
)
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True, help="Web processes.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads of each.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Background workers."
)
def command(
    *,
    web: bool,
    worker: bool,
    clock: bool,
    host: str,
    port: int,
    processes: int,
    threads: int,
    workers: int,
) -> None:
    """Serve the site: web, worker and clock together, or only those that are named.

    A part that dies is started again. SIGTERM or Ctrl+C ends all of them.
    """
    everything = not (web or worker or clock)
    get_ready(host=host, port=port, web=web or everything)
    parts: list[Part] = []
    if web or everything:
        parts.append(web_part(host=host, port=port, processes=processes, threads=threads))
    if worker or everything:
        parts += [worker_part(number) for number in range(1, workers + 1)]
    if clock or everything:
        parts.append(clock_part())
    sys.exit(Supervisor(parts).run())


def serve_everything(*, port: int) -> int:
    """Serve web, worker and clock on 127.0.0.1 until asked to end; gives the exit code."""
    get_ready(host="127.0.0.1", port=port, web=True)
    return Supervisor(
        [web_part(host="127.0.0.1", port=port, processes=2, threads=4), worker_part(1), clock_part()]
    ).run()


def get_ready(*, host: str, port: int, web: bool) -> None:
    """Find out now what would make the parts die again and again."""
    steps = steps_missing()
    connections.close_all()
    if steps:
        click.echo(f"The database lacks {len(steps)} steps. Run: nianlun migrate", err=True)
        sys.exit(NOT_STARTED)
    if not web:
        return
    if not address_is_free(host, port):
        click.echo(f"{host}:{port} is taken. Choose another port: nianlun serve --port {port + 1}", err=True)
        sys.exit(NOT_STARTED)
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)

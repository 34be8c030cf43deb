"""The processes a site is made of, and how each is started."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

SECONDS_TO_ANSWER = 2
LONGEST_ADDRESS = 8190
"""Characters of a request's first line, the most gunicorn takes; 500 Chinese ones searched for need 4500."""


@dataclass(frozen=True)
class Part:
    """A process to keep alive."""

    name: str
    command: tuple[str, ...]
    address: str = ""
    """Where it can be opened in a browser; empty: it cannot."""
    answers: Callable[[], bool] | None = None
    """Whether it does its work yet."""


def web_part(*, host: str, port: int, processes: int, threads: int) -> Part:
    """Gunicorn with threads. It keeps no access log: addresses hold words searched for."""
    command = (
        *(sys.executable, "-m", "gunicorn", "nianlun.web.wsgi:application"),
        *("--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", str(processes), "--threads", str(threads)),
        *("--timeout", "120", "--graceful-timeout", "8", "--keep-alive", "5"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--limit-request-line", str(LONGEST_ADDRESS)),
        *("--log-level", "warning", "--no-control-socket"),
    )
    open_host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    shown = f"[{open_host}]" if ":" in open_host else open_host
    return Part("web", command, f"http://{shown}:{port}/", lambda: site_answers(open_host, port))


def worker_part(number: int) -> Part:
    """A worker of the task queue in the database."""
    words = ("db_worker", "--no-startup-delay", "--no-reload", "--interval", "0.5", "--verbosity", "0")
    return Part(f"worker {number}", (sys.executable, "-m", "django", *words))


def clock_part() -> Part:
    """The periodic loop."""
    return Part("clock", (sys.executable, "-m", "nianlun.cli", "clock"))


def address_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def site_answers(host: str, port: int) -> bool:
    """Whether the web server answers."""
    connection = HTTPConnection(host, port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def wait_until(met: Callable[[], bool], *, seconds: float, pause: float = 0.2) -> bool:
    """Whether something came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if met():
            return True
        time.sleep(pause)
    return met()

"""What a run needs from the machine: `python -m tests.need postgres|chromium|material`.

Prints where it is. Where it is missing, says plainly what does not run and why; with the name in
NIANLUN_REQUIRE (the gate sets `postgres,chromium,material`) that is a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg

ROOT = Path(__file__).parent.parent
NOT_RUN = ROOT / "var" / "not-run.txt"
LOCAL_SERVERS = ("postgresql:///postgres", "postgresql://postgres@127.0.0.1:5432/postgres")


def material() -> Path | None:
    """Folder of the shared material, None where it is absent."""
    folder = Path(os.environ.get("NIANLUN_MATERIAL") or ROOT.parent / "shared" / "material").resolve()
    return folder if folder.is_dir() else None


def postgres() -> str | None:
    """Address of a PostgreSQL server that lets us make databases."""
    named = os.environ.get("NIANLUN_TEST_POSTGRES")
    for address in (named,) if named else LOCAL_SERVERS:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            continue
        return address
    return None


def chromium() -> str | None:
    """Path of a Chromium."""
    named = os.environ.get("NIANLUN_CHROMIUM")
    return (
        named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "material": (material, "tests on real material (no ../shared/material; set NIANLUN_MATERIAL)"),
    "postgres": (postgres, "the suite on PostgreSQL (no server answers; set NIANLUN_TEST_POSTGRES)"),
    "chromium": (chromium, "browser journeys (no Chromium; install Debian's package chromium)"),
}


def main(name: str) -> int:
    """Print where the need is met; 1 where it is required and is not."""
    find, what = NEEDS[name]
    found = find()
    if found:
        print(found)
        return 0
    if name in os.environ.get("NIANLUN_REQUIRE", "").split(","):
        print(f"Required here but missing: {what}", file=sys.stderr)
        return 1
    NOT_RUN.parent.mkdir(exist_ok=True)
    with NOT_RUN.open("a", encoding="utf-8") as file:
        file.write(f"- {what}\n")
    print(f"NOT RUN: {what}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

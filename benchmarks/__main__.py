"""`make bench`: every benchmark, one after the other, each in a process of its own."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

BENCHMARKS: tuple[tuple[str, ...], ...] = (
    ("benchmarks.reading_speed",),
    ("benchmarks.quality", "held"),
    ("benchmarks.near_duplicates",),
    ("benchmarks.library_scale",),
    ("benchmarks.registers_scale",),
    ("benchmarks.registers_scale", "--postgres"),
    ("benchmarks.indicators_scale",),
    ("benchmarks.indicators_scale", "--postgres"),
)


def main() -> int:
    """Run them all; the number of those that failed."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    failed = 0
    for module, *words in BENCHMARKS:
        print(f"\n== {' '.join((module, *words))}", flush=True)
        failed += subprocess.run([sys.executable, "-m", module, *words], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())

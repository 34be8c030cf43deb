"""The library at 90 million characters: import, memory, index, search; beside SQLite FTS5 and Whoosh.

Run: python -m benchmarks.library_scale [--characters 2000000] [--workers 2]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.library_texts import LAWS, corpus, material


def fill(folder: Path, characters: int) -> None:
    """Write the texts as files."""
    for number, text in enumerate(corpus(characters)):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(text, "utf-8")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--characters", type=int, default=90_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cut", type=int, default=2_000_000, help="characters the peers get")
    asked = parser.parse_args()
    if not (material() / LAWS).is_file():
        print("NOT RUN: no material")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "texts", asked.characters)
        os.environ |= {"NIANLUN_DATA": str(folder / "site"), "NIANLUN_LOG_LEVEL": "WARNING"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nianlun.web.settings")
        from benchmarks import library_site, search_peers

        library_site.measure(folder / "texts", asked.workers)
        search_peers.measure(list(corpus(asked.cut)))
    sys.stdout.flush()


if __name__ == "__main__":
    main()

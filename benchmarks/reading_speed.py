"""Characters a second of processor time in each step of the reading chain, on one core.

Run: python -m benchmarks.reading_speed [--characters 4000000]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.library_texts import LAWS, corpus, material
from benchmarks.limits import beside
from nianlun.text.model import Extracted, Piece
from nianlun.text.normalise import normalise
from nianlun.text.reading import STEPS, read
from nianlun.text.similarity import signature
from nianlun.text.splitting import split

NATIONAL = "dev/national-reports-1954-2011.jsonl"
WHOLE = "whole chain"
LIMIT = 500_000
"""Characters a second the whole chain must read on one core."""


@dataclass
class Clock:
    """Seconds spent in each step."""

    seconds: dict[str, float] = field(default_factory=dict)

    def of(self, step: str, work: Callable[[], object]) -> object:
        """Do a piece of work and add its time to the step."""
        started = time.process_time()
        result = work()
        self.seconds[step] = self.seconds.get(step, 0.0) + time.process_time() - started
        return result


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--characters", type=int, default=4_000_000)
    asked = parser.parse_args()
    if not (material() / LAWS).is_file():
        print("NOT RUN: no material")
        return
    texts = list(corpus(asked.characters))
    summaries = (material() / "summaries-2023.txt").read_text("utf-8")
    measure("laws", texts)
    with (material() / NATIONAL).open(encoding="utf-8") as lines:
        measure("national reports", [str(json.loads(line)["text"]) for line in lines])
    measure("work reports", [summaries] * max(1, asked.characters // len(summaries) // 4))


def measure(name: str, texts: list[str]) -> None:
    """Each step alone, then the whole chain as it is called."""
    clock = Clock()
    read(Extracted(texts[0], "txt", "utf-8"))
    for text in texts:
        _steps(clock, text)
    total = sum(map(len, texts))
    print(f"{name}: {total / 1e6:.1f} million characters, {len(texts)} texts")
    for step, seconds in clock.seconds.items():
        print(f"  {step:12} {total / seconds / 1e6:8.2f} million characters a second")
    print(f"  characters a second, {beside(total / clock.seconds[WHOLE], LIMIT, at_least=True)}")


def _steps(clock: Clock, text: str) -> None:
    mapped = clock.of("normalise", lambda: normalise(text))
    pieces, _residue = clock.of("split", lambda: split(mapped))  # type: ignore[arg-type,misc]
    for piece in pieces:
        read_piece: Piece = piece
        for name, step in STEPS:
            read_piece = clock.of(name, lambda step=step, piece=read_piece: step(piece))  # type: ignore[assignment]
        clock.of("signature", lambda piece=read_piece: signature(piece.body.text))
    clock.of(WHOLE, lambda: read(Extracted(text, "txt", "utf-8")))


if __name__ == "__main__":
    main()

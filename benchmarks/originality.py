"""Texts held against the library of `benchmarks.library_site`: how long, and whether what was pasted is found."""

from __future__ import annotations

import random
import time

from benchmarks.library_texts import SEED
from nianlun.apps.library.models import Document
from nianlun.apps.originality.checking import check
from nianlun.apps.people.models import User

LENGTHS = (1_000, 5_000, 20_000)
REPEATS = 3
OWN = 120
"""Characters between two passages; drawn at random, so that they stand nowhere."""


def check_texts(reader: User) -> None:
    """Texts of several lengths, half of them passages of 30 to 200 characters from all over the library."""
    chance = random.Random(SEED)
    numbers = list(Document.objects.values_list("pk", flat=True))
    check(reader, pasted(chance, numbers, 1_000)[0])
    for length in LENGTHS:
        clock, processor, found, wanted = [], [], 0, 0
        for _ in range(REPEATS):
            text, passages = pasted(chance, numbers, length)
            started, used = time.perf_counter(), time.process_time()
            answer = check(reader, text)
            clock.append(time.perf_counter() - started)
            processor.append(time.process_time() - used)
            spans = [each.span for each in answer.passages]
            found += sum(any(a <= start and end <= b for a, b in spans) for start, end in passages)
            wanted += len(passages)
        print(
            f"originality of {length} characters among {len(numbers)} documents: {sorted(clock)[1]:.2f} s by the clock, "
            f"{sorted(processor)[1]:.2f} s of processor; {found} of {wanted} passages found whole"
        )


def pasted(chance: random.Random, numbers: list[int], length: int) -> tuple[str, list[tuple[int, int]]]:
    """A text of about this length, and where the passages stand in it."""
    text, spans = "", []
    while len(text) < length:
        text += "".join(
            chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(chance.randrange(30, 2 * OWN - 30))
        )
        source = Document.objects.get(pk=chance.choice(numbers)).text
        size = chance.randrange(30, 200)
        start = chance.randrange(max(1, len(source) - size))
        passage = "".join(source[start : start + size].split())
        if len(passage) >= 30:
            spans.append((len(text), len(text) + len(passage)))
            text += passage
    return text, spans

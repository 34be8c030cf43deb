"""The texts of the library benchmarks, what is asked of them, and how time and memory are told.

The texts are the laws and the national reports of the material, copied until there are enough; in every copy
two fifths of the ordinary characters are exchanged by a seeded table, so that the texts differ as those of
different offices do, while numbers, numerals, headings and units stay as they are.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

LAWS = "dev/laws.jsonl.xz"
REPORTS = "dev/national-reports-1954-2011.jsonl"
QUERIES = 240
LONGEST_QUERY = 12
KEPT = frozenset(
    "零〇一二三四五六七八九十百千万亿第条章节款项年月日元个人次户亩吨米公里以上左右余近超达到至比增长降下同"
)
SHARE_EXCHANGED = 0.4
ORDINARY = 2500
SEED = 20231


def material() -> Path:
    """The folder of the shared material."""
    return Path(os.environ.get("NIANLUN_MATERIAL") or Path(__file__).parents[2] / "shared" / "material")


def originals() -> list[str]:
    """The texts of the material, without those of a few lines."""
    with lzma.open(material() / LAWS, "rt", encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for line in lines]
    with (material() / REPORTS).open(encoding="utf-8") as lines:
        texts += [f"{row['title']}\n\n{row['text']}" for row in map(json.loads, lines)]
    return [text for text in texts if len(text) >= 200]


def exchange(texts: list[str], chance: random.Random) -> dict[int, str]:
    """A table that exchanges some of the ordinary characters for one another."""
    counted = Counter(char for text in texts[::20] for char in text if "\u4e00" <= char <= "\u9fff")
    ordinary = [char for char, _ in counted.most_common(ORDINARY) if char not in KEPT]
    chosen = chance.sample(ordinary, int(len(ordinary) * SHARE_EXCHANGED))
    turned = chosen[1:] + chosen[:1]
    return {ord(char): other for char, other in zip(chosen, turned, strict=True)}


def corpus(characters: int) -> Iterator[str]:
    """Texts until there are so many characters."""
    texts = originals()
    chance = random.Random(SEED)
    table: dict[int, str] = {}
    written = 0
    while True:
        for text in texts:
            if written >= characters:
                return
            copy = text.translate(table) if table else text
            written += len(copy)
            yield copy
        table = exchange(texts, chance)


def peak_megabytes() -> tuple[float, float]:
    """Greatest memory of this process and of the greatest of its children."""
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own, child


def milliseconds(times: list[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(times)
    return f"median {statistics.median(ordered) * 1e3:6.2f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1e3:6.2f} ms"


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """What the work gives, and how long it took."""
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def queries_from(texts: list[str], number: int, chance: random.Random) -> list[str]:
    """Random strings of 1 to 12 characters that stand in the texts."""
    queries: list[str] = []
    while len(queries) < number:
        text = chance.choice(texts)
        length = len(queries) % LONGEST_QUERY + 1
        if len(text) > length and not set(
            query := text[(at := chance.randrange(len(text) - length)) : at + length]
        ) & set("「」"):
            queries.append(query)
    return queries

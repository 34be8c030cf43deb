"""Near-duplicates among the laws of the material: time, pairs, and recall beside datasketch.

Both get the same texts and the same task: MinHash of 128 permutations over shingles of five characters, and
LSH with 32 bands. Run: python -m benchmarks.near_duplicates
"""

from __future__ import annotations

import json
import lzma
import os
import time
from collections.abc import Callable
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from benchmarks.limits import beside
from nianlun.text.model import Mapped
from nianlun.text.similarity import candidate_pairs, compare, containment, is_similar, shingles
from nianlun.text.similarity.shingles import Shingles, shared
from nianlun.text.similarity.signatures import BANDS, PERMUTATIONS, resemblance, signatures_of

LAWS = "dev/laws.jsonl.xz"
THRESHOLD = 0.5
"""Share of common shingles from which a pair counts as found, in both."""
SHORTEST = 200
LIMIT = 60
"""Seconds for all of it."""

Pairs = set[tuple[int, int]]


def laws() -> list[str]:
    """The texts, or none where the material is absent."""
    folder = Path(os.environ.get("NIANLUN_MATERIAL") or Path(__file__).parents[2] / "shared" / "material")
    path = folder / LAWS
    if not path.is_file():
        return []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = (str(json.loads(line)["text"]) for line in lines)
        return [text for text in texts if len(text) >= SHORTEST]


def jaccard(one: Shingles, other: Shingles) -> float:
    """Share of common shingles of all, exactly."""
    both = shared(one, other)
    return both / (len(one) + len(other) - both)


def with_nianlun(texts: list[str]) -> tuple[list[Shingles], list[bytes], list[tuple[int, int]]]:
    """Shingles, signatures and candidate pairs."""
    sets = [shingles(text) for text in texts]
    return sets, signatures_of(sets), candidate_pairs(sets)


def with_datasketch(texts: list[str]) -> Pairs:
    """Candidate pairs of the peer, kept where its signatures agree."""
    lsh = MinHashLSH(params=(BANDS, PERMUTATIONS // BANDS), num_perm=PERMUTATIONS)
    hashes: list[MinHash] = []
    for number, text in enumerate(texts):
        bare = "".join(text.split())
        one = MinHash(num_perm=PERMUTATIONS)
        one.update_batch({bare[place : place + 5].encode() for place in range(max(1, len(bare) - 4))})
        hashes.append(one)
        lsh.insert(number, one)
    found: Pairs = set()
    for number, one in enumerate(hashes):
        for other in lsh.query(one):
            if other > number and one.jaccard(hashes[other]) >= THRESHOLD:
                found.add((number, other))
    return found


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """What the work gives, and how long it took."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    texts = laws()
    if not texts:
        print("near-duplicates: material absent, nothing measured")
        return
    start = time.perf_counter()
    sets, signs, candidates = with_nianlun(texts)
    signed = time.perf_counter() - start
    exact = {pair for pair in candidates if jaccard(sets[pair[0]], sets[pair[1]]) >= THRESHOLD}
    estimated = {p for p in candidates if resemblance(signs[p[0]], signs[p[1]]) >= THRESHOLD}
    partial = {
        (a, b)
        for a, b in candidates
        if is_similar(0.0, max(containment(sets[a], sets[b])),
                      min(len(texts[a]), len(texts[b])))
    }  # fmt: skip
    verified = time.perf_counter() - start
    aligned = [compare(Mapped(texts[a]), Mapped(texts[b])) for a, b in sorted(exact | partial)]
    total = time.perf_counter() - start
    listed = sum(1 for found in aligned if found.similarity >= THRESHOLD)
    changes = sum(len(found.differences) for found in aligned)
    print(f"texts {len(texts)}, {sum(map(len, texts)):,} characters, {len(candidates)} candidate pairs")
    print(
        f"nianlun: candidates {signed:.1f} s, verified {verified:.1f} s, aligned {total:.1f} s, {beside(total, LIMIT)}"
    )
    print(f"  pairs sharing {THRESHOLD:.0%} of shingles {len(exact)}, by signature {len(estimated)},")
    print(f"  copies of a part {len(partial - exact)}, alike in characters {listed}, {changes} differences")
    peer, peer_time = timed(lambda: with_datasketch(texts))
    peer_pairs: Pairs = set(peer)  # type: ignore[call-overload]
    sure = {pair for pair in peer_pairs if jaccard(sets[pair[0]], sets[pair[1]]) >= THRESHOLD}
    print(f"datasketch: {peer_time:.1f} s, {len(peer_pairs)} pairs, of them {len(sure)} exact")
    print(f"  ratio of times {peer_time / signed:.1f} (datasketch / nianlun)")
    print(f"  recall of nianlun against datasketch {len(sure & exact) / len(sure):.3f}")
    print(f"  recall of datasketch against nianlun {len(sure & exact) / len(exact):.3f}")


if __name__ == "__main__":
    main()

"""Scores the reader against labelled documents: outline, figures, commitments.

python benchmarks/quality.py dev            every document, and in all
python benchmarks/quality.py dev --misses   also what was missed, invented, or read wrongly
python benchmarks/quality.py held           totals only: the unseen set is never tuned on
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.limits import beside
from nianlun.text.model import Commitment, Extracted, Figure, Heading
from nianlun.text.reading import read
from tests.labels import CommitmentLabel, FigureLabel, LabelledDocument, load_all

QUALITATIVE = frozenset({"qualitative"})
TARGETS = {
    "outline_f1": 0.95,
    "figure_recall": 0.92,
    "figure_precision": 0.90,
    "value_unit": 0.95,
    "role": 0.92,
    "commitment_recall": 0.85,
    "commitment_precision": 0.80,
}
"""What the unseen set must reach at least."""


@dataclass
class Tally:
    """Counts of one document, or of all."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the counts of another document."""
        self.counts.update(other.counts)

    def share(self, part: str, whole: str) -> float:
        """One count as a share of another; 1 where there is nothing to find."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def f1(self, thing: str) -> float:
        """Harmonic mean of recall and precision."""
        right = self.counts[f"{thing}_right"]
        total = self.counts[f"{thing}_labelled"] + self.counts[f"{thing}_found"]
        return 2 * right / total if total else 1.0

    def scores(self) -> dict[str, float]:
        """All scores, 0 to 1."""
        return {
            "outline_f1": self.f1("outline"),
            "figure_recall": self.share("figure_right", "figure_labelled"),
            "figure_precision": self.share("figure_precise", "figure_found"),
            "figure_overlap": self.share("figure_overlap", "figure_labelled"),
            "value_unit": self.share("value_right", "figure_matched"),
            "role": self.share("role_right", "figure_matched"),
            "indicator": self.share("indicator_right", "indicator_labelled"),
            "qualifier": self.share("qualifier_right", "qualifier_labelled"),
            "basis": self.share("basis_right", "basis_labelled"),
            "period": self.share("period_right", "period_labelled"),
            "commitment_recall": self.share("commitment_right", "commitment_labelled"),
            "commitment_precision": self.share("commitment_precise", "commitment_found"),
            "due": self.share("due_right", "due_labelled"),
        }


def score(document: LabelledDocument) -> Tally:
    """Read a document and compare with its labels."""
    reading = read(Extracted(document.text, "txt", "utf-8"))
    tally = Tally()
    headings = [heading for piece in reading.pieces for heading in piece.outline]
    figures = [figure for piece in reading.pieces for figure in piece.figures]
    commitments = [commitment for piece in reading.pieces for commitment in piece.commitments]
    _score_outline(document, headings, tally)
    _score_figures(document, figures, tally)
    _score_commitments(document.commitments, commitments, tally)
    return tally


def _score_outline(document: LabelledDocument, headings: Sequence[Heading], tally: Tally) -> None:
    labelled = {(label.start, label.end, label.level) for label in document.outline}
    found = {(heading.start, heading.end, heading.level) for heading in headings}
    tally.counts["outline_labelled"] += len(labelled)
    tally.counts["outline_found"] += len(found)
    tally.counts["outline_right"] += len(labelled & found)
    for start, end, level in sorted(labelled ^ found):
        sign = "-" if (start, end, level) in labelled else "+"
        tally.misses.append(f"outline {sign} {level} {document.text[start:end]}")


def _score_figures(document: LabelledDocument, figures: Sequence[Figure], tally: Tally) -> None:
    counts, text = tally.counts, document.text
    by_span = {(figure.start, figure.end): figure for figure in figures}
    labels = {(label.start, label.end): label for label in document.figures}
    asked = [label for label in document.figures if not label.optional]
    counts["figure_labelled"] += len(asked)
    counts["figure_right"] += sum((label.start, label.end) in by_span for label in asked)
    counts["figure_overlap"] += sum(
        any(figure.start < label.end and label.start < figure.end for figure in figures) for label in asked
    )
    counted = [figure for figure in figures if not _covers_optional(figure, document.figures)]
    counts["figure_found"] += len(counted)
    counts["figure_precise"] += sum((figure.start, figure.end) in labels for figure in counted)
    for label in asked:
        if (label.start, label.end) not in by_span:
            tally.misses.append(f"figure - {_context(text, label.start, label.end)}")
    for figure in counted:
        if (figure.start, figure.end) not in labels:
            tally.misses.append(f"figure + {_context(text, figure.start, figure.end)}")
    for span, label in labels.items():
        figure = by_span.get(span)
        if figure is not None and not label.optional:
            _compare(label, figure, text, tally)


def _covers_optional(figure: Figure, labels: Iterable[FigureLabel]) -> bool:
    return any(label.optional and figure.start < label.end and label.start < figure.end for label in labels)


def _compare(label: FigureLabel, figure: Figure, text: str, tally: Tally) -> None:
    counts = tally.counts
    where = _context(text, label.start, label.end)
    counts["figure_matched"] += 1
    right = (label.value, label.unit) == (figure.value, figure.unit) and (
        "upper" not in label.scored or label.scored["upper"] == figure.upper
    )
    counts["value_right"] += right
    if not right:
        tally.misses.append(
            f"value {where}: {label.value} {label.unit} not {figure.value} {figure.upper} {figure.unit}"
        )
    counts["role_right"] += figure.role in label.roles
    if figure.role not in label.roles:
        tally.misses.append(f"role {where}: {'/'.join(label.roles)} not {figure.role}")
    wanted = label.scored.get("indicator")
    if wanted:
        counts["indicator_labelled"] += 1
        near = _similar(wanted, figure.indicator or "") >= 0.5
        counts["indicator_right"] += near
        if not near:
            tally.misses.append(f"indicator {where}: {wanted} not {figure.indicator}")
    for key in ("qualifier", "basis", "period", "setter", "as_of"):
        if key in label.scored:
            given = getattr(figure, key)
            counts[f"{key}_labelled"] += 1
            counts[f"{key}_right"] += label.scored[key] == given
            if label.scored[key] != given:
                tally.misses.append(f"{key} {where}: {label.scored[key]} not {given}")


def _score_commitments(labels: Sequence[CommitmentLabel], found: Sequence[Commitment], tally: Tally) -> None:
    counts = tally.counts
    free = list(range(len(found)))
    asked = [label for label in labels if not label.optional]
    counts["commitment_labelled"] += len(asked)
    spare: set[int] = set()
    for label in sorted(labels, key=lambda label: label.optional):
        match = _match(label, found, free)
        if match is None:
            if not label.optional:
                tally.misses.append(f"commitment - {label.kind} {label.text}")
            continue
        free.remove(match)
        if label.optional:
            spare.add(match)
            continue
        counts["commitment_right"] += 1
        if "due" in label.scored:
            counts["due_labelled"] += 1
            counts["due_right"] += label.scored["due"] == found[match].due
            if label.scored["due"] != found[match].due:
                tally.misses.append(f"due {label.text}: {label.scored['due']} not {found[match].due}")
    counts["commitment_found"] += len(found) - len(spare)
    counts["commitment_precise"] += len(found) - len(spare) - len(free)
    for index in free:
        tally.misses.append(f"commitment + {found[index].kind} {found[index].text}")


def _match(label: CommitmentLabel, found: Sequence[Commitment], free: Sequence[int]) -> int | None:
    """The free commitment of the same group that overlaps most; of two equal ones, that with the same value."""
    best: tuple[int, bool] = (0, False)
    chosen = None
    for index in free:
        commitment = found[index]
        if (commitment.kind in QUALITATIVE) != (label.kind in QUALITATIVE):
            continue
        overlap = min(commitment.end, label.end) - max(commitment.start, label.start)
        rank = overlap, label.scored.get("value") == commitment.value
        if overlap > 0 and rank > best:
            best, chosen = rank, index
    return chosen


def _similar(wanted: str, given: str) -> float:
    common = sum((Counter(wanted) & Counter(given)).values())
    return 2 * common / (len(wanted) + len(given)) if common else 0.0


def _context(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 14) : start]}[{text[start:end]}]{text[end : end + 8]}".replace("\n", "|")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores of a set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("split", choices=("dev", "held"))
    parser.add_argument("--misses", action="store_true", help="list what went wrong (dev only)")
    parser.add_argument("--only", help="the document whose name contains this")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    total = Tally()
    documents: dict[str, dict[str, float]] = {}
    for document in load_all(options.split):
        if options.only and options.only not in document.name:
            continue
        tally = score(document)
        total.add(tally)
        documents[document.name] = tally.scores()
        if options.misses and options.split == "dev":
            print(f"== {document.name}", *tally.misses, sep="\n")
    if options.format == "json":
        print(json.dumps({"set": options.split, "scores": total.scores()}, indent=2))
        return
    columns = list(total.scores())
    print(" " * 30, *(f"{column[-10:]:>10}" for column in columns))
    for name, scores in documents.items() if options.split == "dev" else ():
        print(f"{name[:30]:30}", *(f"{scores[column]:10.3f}" for column in columns))
    print(f"{f'all of {options.split}':30}", *(f"{value:10.3f}" for value in total.scores().values()))
    for name, target in TARGETS.items():
        print(f"  {name:30} {beside(total.scores()[name], target, at_least=True)}")
    print(
        "labelled figures",
        total.counts["figure_labelled"],
        "commitments",
        total.counts["commitment_labelled"],
    )


if __name__ == "__main__":
    main()

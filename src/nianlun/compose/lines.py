"""Where the lines of a title break, and how far from the edge a name and its day stand (GB/T 9704-2012)."""

from __future__ import annotations

import re

from nianlun.compose.paging import TITLE_CHARACTERS_PER_LINE, width

SENSE = re.compile(r"(?<=[年月日县市区镇乡和及与、）》])|(?=[（《])|(?=关于|工作|进展|情况|实施|落实)")
"""Places where a title may break without tearing a word."""
NUMERAL = re.compile(r"(?<=[0-9.])(?=[0-9.%])")
NEAR = 4.0
"""By how much two lines broken by sense may differ, in characters."""
SEAM = 0.25
"""Room between a Chinese sign and a digit or letter, in characters."""
SLACK = 0.6
"""Added to the longer line, in characters: less than one, or another sign would fit in."""
RIGHT, STEP = 2.0, 2.0
"""Free to the right of the name, and by how much the day begins after it. Source: GB/T 9704-2012, 7.3.5.2."""


def title_inset(title: str) -> float:
    """Characters left free on each side of a title of two lines, so that no single sign is left over.

    Source: GB/T 9704-2012, 7.3.1: broken by sense, in good proportion.
    """
    whole = _set(title)
    if not TITLE_CHARACTERS_PER_LINE < whole <= 2 * TITLE_CHARACTERS_PER_LINE - NEAR:
        return 0.0
    longer = _longer(title)
    return max(0.0, (TITLE_CHARACTERS_PER_LINE - longer - SLACK) / 2)


def signature_insets(name: str, day: str) -> tuple[float, float]:
    """Characters left free to the right of a name and of the day below it.

    The day begins two characters after the name; the longer of the two ends two characters from the edge.
    """
    ahead = STEP + _set(day) - _set(name)
    return (RIGHT + ahead, RIGHT) if ahead > 0 else (RIGHT, RIGHT - ahead)


def _longer(title: str) -> float:
    """The longer line of the two after the break that is best."""
    numerals = {each.start() for each in NUMERAL.finditer(title)}
    breaks = {
        at: abs(_set(title[:at]) - _set(title[at:])) for at in range(1, len(title)) if at not in numerals
    }
    by_sense = {each.start() for each in SENSE.finditer(title)}
    good = {at: apart for at, apart in breaks.items() if at in by_sense and apart <= NEAR}
    best = min(good or breaks, default=len(title), key=lambda at: (breaks[at], at))
    return max(_set(title[:best]), _set(title[best:]))


def _set(text: str) -> float:
    """Width as it is set, with the room between signs and digits."""
    return width(text) + SEAM * len(re.findall(r"[⺀-鿿](?=[0-9A-Za-z])|[0-9A-Za-z](?=[⺀-鿿])", text))

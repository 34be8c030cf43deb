"""Numbers as people write them: `1,297.5`, `1.2万`, `-3`, with the unit that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from nianlun.define.errors import BadValueError
from nianlun.define.reading.marks import DIGITS, plain
from nianlun.kernel.measures import SCALES

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

_NUMBER = re.compile(r"([+-]?)(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(\D.*)?", re.ASCII | re.DOTALL)
_ABOUT = re.compile(r"^(?:大约|约|近|超过|逾|不足|[≈~<>≥≤])+|(?:余|多|\+)(?!\d)|(?:左右|上下|以上|以下)$")
_COMMAS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:,\d{4})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII
)
_BLANKS = re.compile(r"(?<=\d)[\s_'](?=\d)")
_LARGE = {word: size for word, size in SCALES.items() if word[-1] in "万亿"}
"""千 and 百 begin units that are not multiples: 千瓦时, 百分点."""


@dataclass(frozen=True)
class Written:
    """A number and the unit that stands after it."""

    number: Decimal
    """With 万 and 亿 reckoned in where no other unit follows them."""
    unit: str
    """Empty for a bare number; `万元`, `%`, `亩`."""
    is_scaled: bool = False
    """Whether 万 or the like stood after the number, and no unit."""

    def counted_in(self, unit: str) -> Decimal:
        """A number without a unit, in a unit that may begin with 万 or 亿 itself: `1.5亿` is 15000 of 万元."""
        if not self.is_scaled:
            return self.number
        scale = next((size for word, size in _LARGE.items() if unit.startswith(word)), 1)
        return self.number / scale


def read_number(raw: object, kind: str) -> Written:
    """Read a raw number with its unit, exactly.

    Raises:
        BadValueError: `value.<kind>.unreadable` or `value.<kind>.commas`.
    """
    if isinstance(raw, bool):
        raise BadValueError(f"value.{kind}.unreadable", raw=raw)
    if isinstance(raw, (int, Decimal)):
        return Written(bounded(Decimal(raw), raw, kind), "")
    if isinstance(raw, float):
        return Written(bounded(Decimal(repr(raw)), raw, kind), "")
    text = _BLANKS.sub("", plain(str(raw)).replace("−", "-"))
    match = _NUMBER.fullmatch(text)
    if match is None or len(match[2]) > 2 * DIGITS:
        raise BadValueError(f"value.{kind}.unreadable", raw=raw, suggestion=exactly(raw))
    digits = match[2]
    if not _COMMAS.fullmatch(digits):
        raise BadValueError(f"value.{kind}.commas", raw=raw, suggestion=digits.replace(",", ""))
    number = Decimal(match[1] + digits.replace(",", ""))
    unit = "".join((match[3] or "").split())
    if unit in SCALES:
        return Written(bounded(number * SCALES[unit], raw, kind), "", is_scaled=True)
    return Written(bounded(number, raw, kind), unit)


def exactly(raw: object, unit: str | None = None) -> str:
    """The number without 约, 余, 左右 and the like; empty where that, or the unit asked for, is not what was written.

    Anything else that is written around a number changes what it says: 3亿美元 is not 3亿元.
    """
    found = _ABOUT.sub("", plain(str(raw))).strip()
    match = _NUMBER.fullmatch(found)
    if match is None or (unit is not None and (match[3] or "").strip() not in ("", unit)):
        return ""
    return found


def bounded(number: Decimal, raw: object, kind: str) -> Decimal:
    """The number, unless it is endless or longer than any number of an office.

    Raises:
        BadValueError: `value.<kind>.unreadable`.
    """
    if not number.is_finite() or number.adjusted() >= DIGITS:
        raise BadValueError(f"value.{kind}.unreadable", raw=raw)
    return number


def rounded(number: Decimal, places: int) -> Decimal:
    """The number to so many places, halves away from zero."""
    return number.quantize(Decimal(1).scaleb(-places), context=_EXACT)


@lru_cache(maxsize=65_536)
def written(number: Decimal) -> str:
    """The number as a plain decimal string without needless zeros: the form in which it is stored.

    What a hundred thousand entries add is mostly the same few numbers, and equal numbers are written alike.
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text

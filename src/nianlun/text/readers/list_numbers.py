"""Numbers that Word prints before paragraphs and does not keep in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_LEVEL = re.compile(r"%(\d)")
_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand", "chineseLegalSimplified",
})  # fmt: skip
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class ListNumbers:
    """Counts the numbered paragraphs of one document."""

    levels: dict[str, dict[int, _Level]]
    """Levels by numbering id."""
    counted_as: dict[str, str]
    """Numbering id to the list it counts in: instances of one abstract list go on counting."""
    of_style: dict[str, tuple[str | None, str | None, str | None]]
    """Style id to (numbering id, level, style it is based on)."""
    counts: dict[str, list[int | None]] = field(default_factory=lambda: defaultdict(lambda: [None] * _LEVELS))

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> ListNumbers:
        """The lists of a document by its parts `numbering` and `styles`."""
        abstract: dict[str, dict[int, _Level]] = {}
        levels: dict[str, dict[int, _Level]] = {}
        counted_as: dict[str, str] = {}
        for node in numbering.iterfind(f"{W}abstractNum") if numbering is not None else ():
            abstract[node.get(f"{W}abstractNumId", "")] = dict(map(_level, node.iterfind(f"{W}lvl")))
        for node in numbering.iterfind(f"{W}num") if numbering is not None else ():
            number = node.get(f"{W}numId", "")
            base = _child(node, "abstractNumId") or ""
            levels[number] = dict(abstract.get(base, {}))
            counted_as[number] = base
            for override in node.iterfind(f"{W}lvlOverride"):
                counted_as[number] = f"own {number}"
                _override(levels[number], override)
        return cls(levels, counted_as, _styles(styles))

    def next_of(self, properties: etree._Element | None) -> str:
        """What Word prints before a paragraph with these properties; empty for none and for bullets."""
        number, level = self._place(properties)
        known = self.levels.get(number or "", {})
        if level not in known:
            return ""
        counts = self.counts[self.counted_as[number or ""]]
        last = counts[level]
        counts[level] = known[level].start if last is None else last + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if known[level].form in {"bullet", "none"}:
            return ""
        return _LEVEL.sub(lambda found: self._figure(known, counts, int(found[1]) - 1), known[level].pattern)

    def _figure(self, known: dict[int, _Level], counts: list[int | None], level: int) -> str:
        place = known.get(level)
        if place is None:
            return ""
        value = counts[level]
        if value is None:
            value = counts[level] = place.start
        return figure(value, place.form)

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        number = level = None
        style = _child(properties, "pStyle") if properties is not None else None
        listed = properties.find(f"{W}numPr") if properties is not None else None
        if listed is not None:
            number, level = _child(listed, "numId"), _child(listed, "ilvl")
        for _ in range(_LEVELS):
            if number is not None or style is None:
                break
            number, of_style, style = self.of_style.get(style, (None, None, None))
            level = level or of_style
        return number, int(level) if level and level.isdigit() and int(level) < _LEVELS else 0


def figure(value: int, form: str) -> str:
    """A number in one of Word's forms."""
    if form in _CHINESE:
        return chinese(value)
    if form == "decimalZero":
        return f"{value:02}"
    if form.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(0x2460 + value - 1)
    if form in {"upperLetter", "lowerLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(value).upper() if form == "upperRoman" else _roman(value)
    return str(value)


def chinese(value: int) -> str:
    """一, 十二, 三十, 一百零五."""
    if not 0 < value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while value >= size and len(text) < 20:
            text += letters
            value -= size
    return text


def _level(node: etree._Element) -> tuple[int, _Level]:
    start = _child(node, "start") or "1"
    level = node.get(f"{W}ilvl", "0")
    return (
        int(level) if level.isdigit() else 0,
        _Level(
            int(start) if start.isdigit() else 1,
            _child(node, "numFmt") or "decimal",
            _child(node, "lvlText") or "",
        ),
    )


def _override(levels: dict[int, _Level], node: etree._Element) -> None:
    own = node.find(f"{W}lvl")
    place, level = _level(own) if own is not None else (int(node.get(f"{W}ilvl", "0") or 0), None)
    level = level or levels.get(place)
    start = _child(node, "startOverride")
    if level is not None:
        levels[place] = _Level(
            int(start) if start and start.isdigit() else level.start, level.form, level.pattern
        )


def _styles(styles: etree._Element | None) -> dict[str, tuple[str | None, str | None, str | None]]:
    found: dict[str, tuple[str | None, str | None, str | None]] = {}
    for node in styles.iterfind(f"{W}style") if styles is not None else ():
        listed = node.find(f"{W}pPr/{W}numPr")
        number = _child(listed, "numId") if listed is not None else None
        level = _child(listed, "ilvl") if listed is not None else None
        found[node.get(f"{W}styleId", "")] = (number, level, _child(node, "basedOn"))
    return found


def _child(node: etree._Element, name: str) -> str | None:
    child = node.find(f"{W}{name}")
    return child.get(_VAL) if child is not None else None

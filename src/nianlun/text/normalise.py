"""Text made for reading: one spelling for each character, every character mapped to the source.

All replacements are one character for one; what is dropped (byte order marks, zero-width characters,
soft hyphens, the CR of a CRLF) moves only the mapping. Platform marks (`##paidbegin##`) stay: splitting
takes them out of the pieces and reports them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from nianlun.text.model import Mapped

UNKNOWN = "\ufffd"
"""Stands for a private-use character nobody told us the meaning of."""

_DROPPED = "\x00-\x08\x0e-\x1f\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_DROP = re.compile(rf"(?:[{_DROPPED}]|\r(?=\n))+")
_MAY_DROP = re.compile(f"[{_DROPPED}\r]")
_UNREADABLE = "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""Half surrogates and private use."""
_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
"""Kangxi radicals and compatibility ideographs."""

_KEPT_TRADITIONAL = frozenset("乾吒")
"""Simplified texts use these as they are: 乾隆, 乾县, 哪吒."""

_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NEWLINES = "\r\x0b\x0c\x85\u2028\u2029"
_SINGLE = {
    "％": "%", "﹪": "%", "－": "-", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "＋": "+", "／": "/",
    "＝": "=", "＜": "<", "＞": ">", "＃": "#", "＆": "&", "＊": "*", "＠": "@", "＿": "_", "｜": "|",
    "．": ".", "＄": "$", "￥": "¥", "〜": "～", "∼": "～",
}  # fmt: skip
_PRINTED_PRIVATE = {
    "\uf06c": "●", "\uf06e": "■", "\uf0a7": "▪", "\uf0b7": "•", "\uf0d8": "➢", "\uf0fc": "✓",
    "\ue78d": "，", "\ue78e": "。", "\ue78f": "、", "\ue790": "：", "\ue791": "；", "\ue792": "！",
    "\ue793": "？", "\ue794": "〖", "\ue795": "〗", "\ue796": "…",
    "\ue4c6": " ", "\ue5cf": " ", "\ue5e5": " ",
}  # fmt: skip
"""Bullets of the Symbol faces, vertical punctuation of GB 18030-2000, indents of newspaper systems."""
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that PDF files put in the place of characters; Unicode itself pairs only the Kangxi ones."""


_TYPED = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}
_BESIDE = "\u3400-\u9fff“”‘’《》（）、。，；：％%"
_TYPED_MARK = re.compile(
    rf"[,;:!?().](?:(?<!\.)(?:(?<=[{_BESIDE}].)|(?=[{_BESIDE}]))|(?<=[\u3400-\u9fff]\.)(?=[\u3400-\u9fff\n]))"
)
"""Punctuation typed on a Latin keyboard within Chinese words; that of numbers (1,286) and addresses stays.

The marks stand first, so that a text is searched for them alone.
"""


def normalise(raw: str) -> Mapped:
    """The text with half-width digits and letters, full-width punctuation, simplified characters and plain line ends."""
    text, runs = _drop(raw) if _MAY_DROP.search(raw) else (raw, ((0, 0),))
    changes, touched = _table()
    text = touched.sub(lambda char: changes.get(char[0], UNKNOWN), text)
    return Mapped(_TYPED_MARK.sub(lambda mark: _TYPED[mark[0]], text), runs)


def _drop(raw: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = place = 0
    for dropped in _DROP.finditer(raw):
        start, end = dropped.span()
        if start > place:
            runs.append((length, place))
            parts.append(raw[place:start])
            length += start - place
        place = end
    if place < len(raw) or not runs:
        runs.append((length, place))
        parts.append(raw[place:])
    return "".join(parts), tuple(runs)


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each character becomes, and a pattern of all those that change."""
    changes = _SINGLE | _PRINTED_PRIVATE | _RADICALS | _compatible() | _simplified()
    changes |= {
        chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()
    }
    changes |= dict.fromkeys(_SPACES, " ") | dict.fromkeys(_NEWLINES, "\n")
    listed = "".join(map(re.escape, sorted(changes)))
    return changes, re.compile(f"[{listed}{_UNREADABLE}]")


def _compatible() -> dict[str, str]:
    chars = [chr(code) for codes in _COMPATIBLE for code in codes]
    pairs = {char: unicodedata.normalize("NFKC", char) for char in chars}
    return {char: other for char, other in pairs.items() if len(other) == 1 and other != char}


def _simplified() -> dict[str, str]:
    """Characters with one simplified form, taken one by one so that no word changes its length."""
    chars = [chr(code) for codes in _HAN for code in codes]
    simplified = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {
        char: other
        for char, other in zip(chars, simplified, strict=True)
        if char != other and len(other) == 1 and char not in _KEPT_TRADITIONAL
    }

"""Which encoding a text is in: byte order mark, strict UTF-8, UTF-16, then GB 18030 against Big5."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
    "平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
    "党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西"
    "被干做必战先回则任取据处府局镇乡县市街省务村委推升目标落实服项安全保障改监督深入抓坚持创优责任完善年度工作总结思路汇报"
)
_COMMON_TRADITIONAL = frozenset(
    "這國個來為時們會對發動過種學經進電力裡現實業產應開還與關各線內數樣質氣條沒結問軍題員總級圖統設較將組計別論運農區強決"
    "處縣鎮鄉務委標項優責監督長據責任實際環機構財資產業單議規劃點體從當後說後間見東車門馬頭書歷"
)
_SAMPLE = 1 << 16
_TOLERATED = 0.01
"""Share of undecodable places a damaged text may have."""
_NULL_SHARE = 0.05
_GOOD = 0.2
"""Share of common characters from which a reading is taken for Chinese."""
_BY_CHANCE = 64
"""Bytes below which a wrong reading may pass for UTF-8."""


class Decoded(NamedTuple):
    """A text, the encoding it was in, and whether some of it could not be decoded."""

    text: str
    encoding: str
    damaged: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of the bytes; None where they are no text. A byte order mark is left out."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _leniently(data[len(mark) :], encoding)
    for encoding in filter(None, ("utf-8", _known(declared))):
        text = _strictly(data, encoding)
        if text is not None and "\x00" not in text[:_SAMPLE]:
            return _unless_by_chance(data, text) or Decoded(text, encoding)
    wide = _utf16(data)
    if wide:
        return _leniently(data, wide)
    if data[:_SAMPLE].count(0) > _NULL_SHARE * len(data[:_SAMPLE]):
        return None
    return _chinese(data) or _damaged(data) or _guessed(data)


def _unless_by_chance(data: bytes, text: str) -> Decoded | None:
    """A few words of GB 18030 may be valid UTF-8 by chance: 联通, 通知."""
    if len(data) > _BY_CHANCE or text.isascii() or _score(text):
        return None
    other = _chinese(data)
    return other if other and _score(other.text) > _GOOD else None


def _known(declared: str | None) -> str | None:
    try:
        found = codecs.lookup(declared or "").name
    except LookupError:
        return None
    return "gb18030" if found in {"gb2312", "gbk", "hz"} else found


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _leniently(data: bytes, encoding: str) -> Decoded:
    text = _strictly(data, encoding)
    return (
        Decoded(data.decode(encoding, "replace"), encoding, damaged=True)
        if text is None
        else Decoded(text, encoding)
    )


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: one of the two readings is made of common characters."""
    if len(data) % 2 and len(data) < _SAMPLE:
        return None
    sample = data[: _SAMPLE // 2 * 2]
    best, encoding = max((_score(sample.decode(name, "ignore")), name) for name in ("utf-16-le", "utf-16-be"))
    if sample.count(b"\x00\x00") > _NULL_SHARE * len(sample):
        return None
    ascii_share = max(sample[0::2].count(0), sample[1::2].count(0)) / max(1, len(sample) // 2)
    if best < _GOOD and ascii_share < 0.4:
        return None
    if best < _GOOD:
        return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
    return encoding


def _chinese(data: bytes) -> Decoded | None:
    """GB 18030 or Big5, whichever reads as Chinese; both are tried on a part that ends at a character."""
    found: list[tuple[float, str, str]] = []
    for encoding in ("gb18030", "big5hkscs", "cp950"):
        text = _strictly(data, encoding)
        if text is not None:
            found.append((_score(text[:_SAMPLE]), encoding, text))
    if not found:
        return None
    score, encoding, text = max(found, key=lambda item: item[0])
    return Decoded(text, encoding) if score >= _GOOD / 2 else None


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8, GB 18030 or Big5 with a few broken places."""
    found: list[tuple[float, str, str]] = []
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= max(1, _TOLERATED * len(text)):
            found.append((_score(text[:_SAMPLE]), encoding, text))
    if not found:
        return None
    score, encoding, text = max(found, key=lambda item: item[0])
    return Decoded(text, encoding, damaged=True) if score >= _GOOD / 2 else None


def _guessed(data: bytes) -> Decoded | None:
    guess = from_bytes(data[:_SAMPLE]).best()
    encoding = guess.encoding if guess else "gb18030"
    text = _strictly(data, encoding)
    if text is None or _controls(text) > _TOLERATED * len(text):
        return None
    return Decoded(text, encoding)


def _controls(text: str) -> int:
    return sum(char < " " and char not in "\t\n\r\x0c" for char in text[:_SAMPLE])


def _score(text: str) -> float:
    """Share of common Chinese characters among all that are no ASCII."""
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.0
    punctuation = sum(char in "，。、；：“”（）《》\u3000" for char in wide)
    common = sum(char in _COMMON or char in _COMMON_TRADITIONAL for char in wide)
    return (common + punctuation) / len(wide)

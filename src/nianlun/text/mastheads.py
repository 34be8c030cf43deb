"""The head of a bulletin: its name, its number, who issues it and when, and the title of what it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianlun.text.dates import date_in

_NAME = re.compile(r"^[一-鿿“”·]{2,18}(?:简报|专报|快报|信息|动态|通讯|参阅|内参)$")
_NUMBER = re.compile(
    r"^[（(〔]?(?:(?:19|20)\d\d\s*年?\s*[）)〕]?)?\s*第?\s*[\d一二三四五六七八九十]{1,4}\s*期.{0,12}$"
)
_ISSUED = re.compile(r"^(?P<unit>[^\s\d，。：]{3,30})[ \t\u3000]+(?P<date>(?:19|20)\d\d\s*年.{3,9}日)$")
_HEAD_LINES = 5
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the title of an issue."""

    issuer: str | None
    dated: str | None
    title: str
    """Title of what the issue carries, or the name of the bulletin where it has none."""


def find_masthead(body: str) -> Masthead | None:
    """The head of a bulletin at the head of a document; None where it is none."""
    lines = [line.strip() for line in body[:600].split("\n") if line.strip()][: _HEAD_LINES + 1]
    if len(lines) < 3 or not _NAME.match(lines[0]):
        return None
    numbered = next((place for place in (1, 2) if _NUMBER.match(lines[place])), None)
    if numbered is None:
        return None
    issued = next((match for line in lines[1:_HEAD_LINES] if (match := _ISSUED.match(line))), None)
    last = lines.index(issued[0]) if issued else numbered
    follows = lines[last + 1] if last + 1 < len(lines) else ""
    titled = (
        4 <= len(follows) <= _LONGEST_TITLE
        and follows[-1] not in "。：；！"
        and not follows.startswith("编者按")
    )
    return Masthead(
        issuer=issued["unit"] if issued else None,
        dated=date_in(issued["date"]) if issued else None,
        title=follows if titled else lines[0],
    )

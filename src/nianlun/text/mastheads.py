"""What stands above a title: the head of a bulletin (name, number, issuer, day), or a letterhead with its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianlun.text.dates import date_in

_NAME = re.compile(r"^[一-鿿“”·]{2,18}(?:简报|专报|快报|信息|动态|通讯|参阅|内参)$")
_NUMBER = re.compile(
    r"^[（(〔]?(?:(?:19|20)\d\d\s*年?\s*[）)〕]?)?\s*第?\s*[\d一二三四五六七八九十]{1,4}\s*期.{0,12}$"
)
_ISSUED = re.compile(r"^(?P<unit>[^\s\d，。：]{3,30})[ \t\u3000]+(?P<date>(?:19|20)\d\d\s*年.{3,9}日)$")
_LETTERHEAD = re.compile(
    r"^(?:[^，。：]{3,30}文件|[^，。：\d]{1,12}[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s*第?\s*\d{1,4}\s*号.{0,16}"
    r"|(?:特急|加急|平急|急件|内部资料|机密|秘密).{0,8}|签发人[:：].{0,12}|\d{6})$"
)
"""Sign of the issuing office, number of the document, urgency, signer: GB/T 9704, 7.2."""
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
    """What stands above the title at the head of a document; None where nothing does."""
    lines = [line.strip() for line in body[:600].split("\n") if line.strip()][: _HEAD_LINES + 1]
    title = _below_letterhead(lines)
    if title is not None:
        return Masthead(None, None, title)
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


def _below_letterhead(lines: list[str]) -> str | None:
    below = next((place for place, line in enumerate(lines) if not _LETTERHEAD.match(line)), 0)
    title = lines[below] if below else ""
    return title if 4 <= len(title) <= _LONGEST_TITLE and title[-1] not in "。：；！" else None

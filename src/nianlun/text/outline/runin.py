"""Enumerations inside paragraphs: 一是…；二是…, 首先…其次…, 1.…2.…, （1）…（2）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianlun.text.outline.candidates import HAN, Candidate, Style, number_of

_SPACE = r"[ \t\u3000]*"
_ITEM = re.compile(
    r"(?<=[。；;：:，,！？!?”）)…])[ \t\u3000]*(?P<mark>"
    rf"(?P<shi>第?[{HAN}]{{1,2}}是)(?!一[、，,。；]|[、。；;])[，,：:]?"
    rf"|(?P<yao>[{HAN}]{{1,2}}要)(?!求|素|点|件|闻)[，,：:]?"
    rf"|(?P<ordinal>第[{HAN}]{{1,2}}[，,、：:])"
    r"|(?P<first>(?:首先|再?其次|再次|再者|最后)(?:[，,、：:]|[是要](?!求|素|点|件)[，,：:]?))"
    r"|(?P<qi>其[一二三四五][，,、：:是])[，,：:]?"
    rf"|(?P<run_paren_han>[（(][{HAN}]{{1,3}}[）)])[、.．]?"
    r"|(?P<run_paren>[（(]\d{1,2}[）)])[、.．]?"
    r"|(?P<run_half_paren>\d{1,2}[）)])"
    r"|(?P<run_comma>\d{1,2}、)(?!\d(?!\d{3}年))"
    r"|(?P<run_dot>\d{1,2}[.．])(?!\d(?!\d{3}年))"
    r"|(?P<run_circle>[①-⑳])[、.．]?"
    rf"){_SPACE}(?P<text>[^\s。，；：！？、;,:)）》”][^。，；：！？;\n]*)",
)
_CLAUSE_END = re.compile(r"[,:](?!\d)")
_STYLES: tuple[Style, ...] = (
    "shi", "yao", "ordinal", "first", "qi",
    "run_paren_han", "run_paren", "run_half_paren", "run_comma", "run_dot", "run_circle",
)  # fmt: skip
_AFTER_COMMA: tuple[Style, ...] = ("shi", "yao", "run_paren", "run_circle", "qi", "ordinal", "first")


def run_in_items(body: str, begin: int) -> Iterator[Candidate]:
    """Every mark of an enumeration inside a paragraph; only 一是 after a full clause needs no neighbour."""
    paragraph = body.rfind("\n", 0, begin) + 1
    read = begin
    for match in _ITEM.finditer(body, begin):
        paragraph = body.rfind("\n", read, match.start()) + 1 or paragraph
        read = match.start()
        style = next(name for name in _STYLES if match[name])
        start, text_start = match.start("mark"), match.start("text")
        if body[match.start() - 1] in "，," and style not in _AFTER_COMMA:
            continue
        stop = _CLAUSE_END.search(body, text_start, match.end("text"))
        end = stop.start() if stop else match.end("text")
        end = text_start + len(body[text_start:end].rstrip())
        marker = body[start:text_start].rstrip()
        yield Candidate(
            style=style,
            number=number_of(marker),
            start=start,
            text_start=text_start,
            end=end,
            marker=marker,
            text=body[text_start:end],
            doubtful=marker != "一是" or body[match.start() - 1] in "，,",
            paragraph=paragraph,
        )

"""Lines that begin with a mark: 第一章, 一、, （一）, 1., （1）, ①, 一是."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianlun.text.outline.candidates import HAN, Candidate, Style, number_of

_SPACE = r"[ \t\u3000\u00a0]*"
_GOES_ON = rf"(?!{_SPACE}[、，,。；;：:）)》”])"
_DIGITS_GO_ON = r"(?!\d(?!\d{3}年|G))"
"""A digit after the mark makes a decimal or a date (1.5万人, 3.23), but for a year (1.2023年工作)."""

_TITLE_AFTER_DIGITS = r"(?=[ \t\u3000]+[^\d\s]|(?![万亿元米吨个亩公千百倍户人家年月日度])[一-鿿])"
_TITLE_AFTER_DIGIT = r"(?=[ \t\u3000]+[一-鿿][^\d\n。；，]{1,20}$)"
_MARK = re.compile(
    rf"^{_SPACE}(?:\#{{1,6}}{_SPACE})?(?:\*\*|__)?{_SPACE}(?P<mark>"
    rf"(?P<part>第{_SPACE}[{HAN}\d]{{1,4}}{_SPACE}(?:部分|编|篇))(?=[\s：:、，,.]|$)[：:、，,.]?"
    rf"|(?P<chapter>第{_SPACE}[{HAN}\d]{{1,4}}{_SPACE}章)(?=[\s：:、，,.《“]|[^\n]{{1,30}}$)[：:、，,.]?"
    rf"|(?P<section>第{_SPACE}[{HAN}\d]{{1,4}}{_SPACE}节)(?=[\s：:、，,.《“]|[^\n]{{1,30}}$)[：:、，,.]?"
    rf"|(?P<paren_han>[（(〔【\[]{_SPACE}[{HAN}]{{1,4}}{_SPACE}[）)〕】\]])[、.．]?"
    rf"|(?P<shi>第?[{HAN}]{{1,2}}是)(?!一[、，,。；]|{_SPACE}[、。；;])[，,：:]?"
    rf"|(?P<yao>[{HAN}]{{1,2}}要)(?!求|素|点|件|闻)[，,：:]?"
    rf"|(?P<ordinal>第[{HAN}]{{1,3}}[，,、：:])"
    r"|(?P<first>(?:首先|再?其次|再次|再者|最后)(?:[，,、：:]|[是要](?!求|素|点|件)[，,：:]?))"
    rf"|(?P<qi>其[一二三四五][，,、：:是])[，,：:]?"
    rf"|(?P<han>[{HAN}]{{1,4}}{_SPACE}(?:[、．.]|[，,：:\u3000\t ](?=[^\n]{{1,40}}$)))"
    rf"|(?P<paren>[（(]{_SPACE}\d{{1,2}}{_SPACE}[）)])[、.．]?"
    rf"|(?P<half_paren>\d{{1,2}}[）)])(?!\d)"
    rf"|(?P<decimal>\d{{1,2}}[.．]\d{{1,2}})(?P<deeper>(?:[.．]\d{{1,2}}){{0,2}}){_TITLE_AFTER_DIGITS}"
    rf"|(?P<digit>\d{{1,2}}){_TITLE_AFTER_DIGIT}"
    rf"|(?P<comma>\d{{1,2}}{_SPACE}[、﹑]){_DIGITS_GO_ON}"
    rf"|(?P<dot>\d{{1,2}}{_SPACE}[.．]){_DIGITS_GO_ON}"
    rf"|(?P<circle>[①-⑳])[、.．]?"
    rf"){_SPACE}(?P<text>{_GOES_ON}[^\n]*)",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[。！？!?]")
_CLAUSE_END = re.compile(r"[。，；：！？!?;]|[,:](?!\d)")
_EMPHASIS = " \t\u3000\u00a0\r*_#"
_LIST_OF_MARKS = re.compile(rf"[{HAN}]{{1,2}}(?=[、至到和及与])")
_LIST_OF_NUMERALS = re.compile(rf"[{HAN}]{{1,2}}[季产线级类号期等次]")
_LIST_OF_BRACKETS = re.compile(r"[、）)]?[、至到和及或与，,]?[（(〔][一二三四五六七八九十]{1,3}[）)〕]")
_LIST_OF_NUMBERS = re.compile(r"\d+[、至到和及]|[号楼月日时点年]")
_LEADS_ON = "。！？!?：:；;”）)》】…*_>|—"
_STYLES: tuple[Style, ...] = (
    "part", "chapter", "section", "paren_han", "shi", "yao", "ordinal", "first", "qi", "han",
    "paren", "half_paren", "decimal", "digit", "comma", "dot", "circle",
)  # fmt: skip
_LONGEST_LINE_LEFT_OPEN = 45
"""A longer line without an end goes on in the next one."""
_ENUMERATIONS: tuple[Style, ...] = ("shi", "yao", "ordinal", "first", "qi")
_TITLED_BELOW: tuple[Style, ...] = ("part", "chapter", "section", "han", "paren_han", "comma", "dot")
"""Marks whose title may stand on the next line, or go on there."""
_HANGS = "、，和与及的"
"""A heading that ends so goes on in the next line."""
_BELOW = re.compile(
    rf"(?P<gap>[ \t\u3000]*(?:\n[ \t\u3000]*)+)(?!第?[（(]?(?:[{HAN}]{{1,3}}|\d{{1,2}})[）)]?[、.．）)章节条部编])"
    r"(?P<title>(?:(?:19|20)\d\d年|[^\s。；：！？，、（(《“\d])[^\n。；：！？]{1,30}[^\s。；：！？，、])[ \t\u3000]*$",
    re.MULTILINE,
)
"""A short line that is no sentence, under a mark."""
_LINE_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")
_ALONE: tuple[Style, ...] = ("part", "chapter", "section")


def marked_lines(body: str, begin: int) -> Iterator[Candidate]:
    """Every line from `begin` on whose first signs are a mark, in order; articles of a law are none."""
    for match in _MARK.finditer(body, begin):
        style = _style(match)
        if _is_list_of_marks(match, style):
            continue
        start, text_start = match.start("mark"), match.start("text")
        text_end = _text_end(body, style, text_start, match.end("text"))
        marker = body[start:text_start].rstrip(_EMPHASIS)
        if text_end <= text_start:
            below = _BELOW.match(body, match.end()) if style in _TITLED_BELOW else None
            if below:
                text_start, text_end = below.span("title")
            elif style in _ALONE:
                text_start = text_end = start + len(marker)
            else:
                continue
        elif style in _TITLED_BELOW and body[text_end - 1] in _HANGS and text_end == match.end("text"):
            rest = _BELOW.match(body, text_end)
            text_end = rest.end("title") if rest and rest["gap"].count("\n") == 1 else text_end
        yield Candidate(
            style=style,
            number=number_of(marker),
            start=start,
            text_start=text_start,
            end=text_end,
            marker=marker,
            text=_LINE_BREAK.sub("", body[text_start:text_end]),
            doubtful=_is_doubtful(body, match, style),
            paragraph=match.start(),
        )


def _style(match: re.Match[str]) -> Style:
    style = next(style for style in _STYLES if match[style])
    return "decimal_long" if style == "decimal" and match["deeper"] else style


def _is_list_of_marks(match: re.Match[str], style: Style) -> bool:
    """Whether the mark is the first of several in one sentence: 一、二、三产业; （一）、（二）项."""
    if style == "paren_han":
        return bool(_LIST_OF_BRACKETS.match(match["mark"][-1] + match["text"]))
    listed = _LIST_OF_MARKS.match(match["text"]) if style == "han" else None
    return listed is not None and number_of(listed[0]) == number_of(match["mark"]) + 1


def _text_end(body: str, style: Style, start: int, line_end: int) -> int:
    pattern = _CLAUSE_END if style in _ENUMERATIONS else _SENTENCE_END
    match = pattern.search(body, start, line_end)
    end = match.start() if match else line_end
    while end > start and body[end - 1] in _EMPHASIS:
        end -= 1
    return end


def _is_doubtful(body: str, match: re.Match[str], style: Style) -> bool:
    """Whether the line may be the middle or the beginning of an ordinary sentence."""
    text = match["text"]
    if style in _ENUMERATIONS:
        return match["mark"] != "一是"
    if style == "han" and (_LIST_OF_NUMERALS.match(text) or match["han"][-1] not in "、．."):
        return True
    if style in ("dot", "comma") and _LIST_OF_NUMBERS.match(text):
        return True
    if style in ("half_paren", "circle", "decimal", "decimal_long", "digit"):
        return True
    return not _follows_an_end(body, match.start())


def _follows_an_end(body: str, line_start: int) -> bool:
    """Whether the line before has come to its end, or is short enough to be a heading."""
    place = line_start
    while place > 0 and body[place - 1].isspace():
        place -= 1
    if place == 0 or body[place - 1] in _LEADS_ON:
        return True
    if body.count("\n", place, line_start) > 1:
        return True
    before = body.rfind("\n", 0, place) + 1
    return place - before <= _LONGEST_LINE_LEFT_OPEN

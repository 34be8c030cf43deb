"""Web pages: the main text in reading order, blocks as lines, cells apart by tabs."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nianlun.kernel.errors import UnreadableError
from nianlun.text.model import Extracted
from nianlun.text.readers.encoding import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_LEFT_OUT = (
    "script", "style", "noscript", "template", "iframe", "object", "nav", "header", "footer", "aside", "form", "button",
    "select", "svg", "head",
)  # fmt: skip
_MAIN = (
    "article", "main", "#UCAP-CONTENT", ".TRS_Editor", ".TRS_UEDITOR", "#zoom", "#Zoom", ".article-content",
    ".content-article", "#article", ".article", "#content", ".content", ".main-text", ".news_content",
)  # fmt: skip
"""Where sites of offices keep the document, the surest first."""
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody",
    "tfoot", "section", "article", "main", "blockquote", "pre", "hr", "center", "figure", "figcaption", "address",
    "fieldset", "body", "html", "caption",
))  # fmt: skip
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAIN_SHARE = 0.4
_LEAST_MAIN = 100


def read(name: str, data: bytes) -> Extracted:
    """The text of the page without what stands around it."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    if decoded is None:
        raise UnreadableError("text.file.format_unknown", name=name, found="HTML")
    tree = LexborHTMLParser(decoded.text)
    heading = tree.css_first("h1")
    title = _lines(heading) if heading is not None else ""
    tree.strip_tags(list(_LEFT_OUT))
    text = _lines(_main(tree, tree.body)) if tree.body is not None else ""
    if title and title not in text:
        text = f"{title}\n\n{text}"
    return Extracted(text, "html", decoded.encoding, ("undecodable",) if decoded.damaged else ())


def _main(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    """The element that holds the document: the first known one with a good part of the page's text."""
    whole = len(body.text())
    for selector in _MAIN:
        found = max(tree.css(selector), key=lambda node: len(node.text()), default=None)
        if found is not None and len(found.text()) >= max(_LEAST_MAIN, _MAIN_SHARE * whole):
            return found
    return body


def _lines(root: LexborNode) -> str:
    """Text of an element; walks without recursion, so that deep nesting cannot exhaust the stack."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        tag = node.tag
        if tag == "-text":
            parts.append(_SPACE.sub(" ", node.text_content or ""))
            continue
        if tag == "br":
            parts.append("\n")
            continue
        if tag in _BLOCKS:
            parts.append("\n")
            stack.append("\n")
        elif tag in _CELLS or tag == "tr":
            stack.append("\t" if tag in _CELLS else "\n")
        stack.extend(reversed(list(node.iter(include_text=True))))
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    lines = (re.sub(r" *\t *", "\t", line).strip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

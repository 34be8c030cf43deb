"""Strings of the interface: translated, and English in the source."""

from __future__ import annotations

import ast
import re

import pytest

from nianlun.web import catalogues

CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
EXAMPLES = re.compile(r"<code>.*?</code>|placeholder=\"[^\"]*\"|{%.*?%}", re.DOTALL)
"""Words to search for are shown as they are, in both languages; strings in tags are held by the catalogue."""
TEMPLATES = sorted(catalogues.PACKAGE.rglob("templates/**/*.html"))


def test_templates_are_found():
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(catalogues.PACKAGE).as_posix())
def test_template_holds_no_chinese(path):
    assert CHINESE.findall(EXAMPLES.sub("", path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(catalogues.PACKAGE).as_posix())
def test_template_holds_no_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|hx-on", text)


def test_words_inside_f_strings_are_collected_too():
    """The collector passes over some of them; each must stand somewhere it looks."""
    found, missing = catalogues.collected(), []
    for path in catalogues.PACKAGE.rglob("*.py"):
        joined = (
            node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)
        )
        for call in (node for each in joined for node in ast.walk(each) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in {"_", "gettext"}:
                words = call.args[0]
                if isinstance(words, ast.Constant) and words.value not in found:
                    missing.append((path.name, words.value))

    assert missing == []


def test_translatable_tags_are_collected():
    found = catalogues.collected()

    assert "Sign in" in found
    assert (
        "There were too many failed attempts with this user name from this computer. "
        "Wait %(minutes)s minute and try again."
    ) in found


def test_catalogues_are_complete_and_fresh():
    assert catalogues.faults() == []

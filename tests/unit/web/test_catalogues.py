"""Strings of the interface: translated, and English in the source."""

from __future__ import annotations

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


def test_translatable_tags_are_collected():
    found = catalogues.collected()

    assert "Sign in" in found
    assert (
        "There were too many failed attempts with this user name from this computer. "
        "Wait %(minutes)s minute and try again."
    ) in found


def test_catalogues_are_complete_and_fresh():
    assert catalogues.faults() == []

"""The verbs of paragraphs, and the row that pays for every change."""

import re

import pytest

from nianlun.text.sections import voice
from nianlun.text.sections.voice import Paragraph, hear, settle_row
from tests.labels import READING

DOCUMENTS = sorted((READING / "dev").glob("*.txt"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_quick_look_at_first_signs_misses_no_cue(path):
    text = path.read_text(encoding="utf-8")
    every = re.compile(voice._ALTERNATIVES, re.MULTILINE)

    assert [m.span() for m in voice._CUES.finditer(text)] == [m.span() for m in every.finditer(text)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("要加快补齐短板，力争明年建成学校6所以上。", "plan"),
        ("全年累计完成投资18.63亿元，同比增长9.7%，取得了明显成效。", "achievement"),
        ("专业力量不足，设施老化滞后，矛盾较为突出，差距明显。", "problem"),
        ("清晨，山谷里雾气很重。", "other"),
    ],
)
def test_paragraph_sounds_like(words, kind):
    heard = hear(words, this_year=0.3, indifference=0.5)

    assert max(heard, key=lambda each: heard[each]) == kind


def test_one_faint_paragraph_does_not_break_a_row():
    plan = hear("要抓好落实，确保年底前全部完成，力争新增20家以上。", 0.3, -1.5)
    faint = hear("去年建成了一个。", 0.3, -1.5)
    row = [Paragraph(0, 1, plan, 7.0), Paragraph(1, 2, faint, 7.0), Paragraph(2, 3, plan, 7.0)]

    assert settle_row(row) == ["plan", "plan", "plan"]


def test_no_paragraphs_have_no_kinds():
    assert settle_row([]) == []

"""Numbers typed in words into a template are refused with file and line, as digits are; words that count nothing are not."""

from __future__ import annotations

import pytest

from nianlun.define.load import load, shipped_folder, texts_of
from nianlun.text.figures.scan import figures_in

PACK = """pack: {key: p, label: 包, version: 1}
indicators:
- {key: a, label: 甲, kind: entered, measure: 人}
reports:
- key: r
  label: 报告
  kind: notice
  title: 通报
  words: [500强, 三大员]
  sections:
  - key: s
    heading: 进展
    text: |
      招引{{ a }}。
      招引WORDS企业。
"""


def problems(words: str) -> list[str]:
    found = load({"p.yaml": PACK.replace("WORDS", words)}, figures=figures_in).problems
    return [f"{each.place} {each.slug} {each.values['number']}" for each in found]


@pytest.mark.parametrize(
    "number", ["二十一个", "百分之三十", "三成", "十余家", "两倍", "三百余人", "二十一点五亿元"]
)
def test_a_number_in_words_is_refused_with_its_line(number: str) -> None:
    assert problems(number) == [f"p.yaml:15 define.report.bare_number {number}"]


def test_digits_are_told_once() -> None:
    assert problems("21个") == ["p.yaml:15 define.report.bare_number 21"]


@pytest.mark.parametrize(
    "words",
    [
        "一是加快，二是推进",
        "第一梯队",
        "十四五规划",
        "一个平台",
        "亿元以上",
        "第一季度",
        "五位一体",
        "500强",
        "三大员",
        "一批",
    ],
)
def test_words_that_count_nothing_stand(words: str) -> None:
    assert problems(words) == []


def test_a_number_in_words_in_heading_or_title_is_refused() -> None:
    text = (
        PACK.replace("WORDS", "")
        .replace("heading: 进展", "heading: 三十个项目")
        .replace("title: 通报", "title: 三成")
    )

    found = load({"p.yaml": text}, figures=figures_in).problems

    assert [(str(each.place), each.values["number"]) for each in found] == [
        ("p.yaml:8", "三成"),
        ("p.yaml:12", "三十个"),
    ]


def test_shipped_templates_have_none() -> None:
    assert load(texts_of(shipped_folder()), figures=figures_in).problems == ()

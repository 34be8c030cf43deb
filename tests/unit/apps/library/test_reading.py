"""A file as rows: places, gaps, years, widths of columns."""

from __future__ import annotations

import pickle

import pytest

from nianlun.apps.library.reading import clipped, read_file, reread_text, series_of, year_in
from nianlun.apps.library.texts import body_of, part_of
from tests.integration.library.conftest import REPORT

MARKED = REPORT.replace("稳产保供\n", "稳产保供\n##paidbegin##\n")


@pytest.mark.parametrize("text", [REPORT, MARKED, "\n\n" + REPORT.replace("\n", "\r\n"), "\ufeff" + REPORT])
def test_every_finding_holds_its_characters(text):
    read = read_file("a.txt", text.encode())

    [document] = read.documents
    content = document.row["text"]
    assert document.figures
    for row in (*document.figures, *document.commitments):
        assert content[row["start"] : row["end"]] == row["text"]
    for _level, _depth, marker, _text, start, _end, _fault in document.row["outline"]:
        assert content[start:].startswith(marker)
    assert "paidbegin" not in body_of(content, document.row["gaps"]).text


def test_rows_pass_between_processes():
    read = read_file("a.txt", REPORT.encode())

    assert pickle.loads(pickle.dumps(read)) == read


def test_reading_again_finds_the_same():
    [document] = read_file("a.txt", MARKED.encode()).documents
    row = document.row

    again = reread_text(row["title"], row["text"], row["gaps"])

    assert (again.figures, again.commitments, again.keys) == (
        document.figures,
        document.commitments,
        document.keys,
    )
    assert {name: again.row[name] for name in row if name not in {"start", "position"}} == {
        name: row[name] for name in row if name not in {"start", "position"}
    }


def test_figures_have_the_year_of_their_role():
    [document] = read_file("a.txt", REPORT.encode()).documents
    years = {row["text"]: row["year"] for row in document.figures}

    assert years["25.6万亩"] == 2023
    assert years["26万亩"] == 2024


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("县农业农村局2023年工作总结和2024年工作思路", "县农业农村局工作总结和工作思路"),
        ("县农业农村局２０２２年度工作总结", "县农业农村局工作总结"),
        ("二〇二三年 工作总结", "工作总结"),
    ],
)
def test_series_is_the_same_every_year(title, series):
    assert series_of(title) == series


@pytest.mark.parametrize(
    ("period", "year"),
    [("2023", 2023), ("2023-10", 2023), ("2022-01/2023-10", 2023), (None, None), ("", None)],
)
def test_year_of_a_period_is_that_of_its_end(period, year):
    assert year_in(period) == year


def test_long_text_is_clipped_and_says_so():
    assert clipped("一二三四", 3) == "一二…"
    assert clipped("一二三", 3) == "一二三"
    assert clipped(None, 3) is None


def test_part_of_a_text_counts_in_the_whole():
    text = "甲乙##丙丁戊"

    part = part_of(text, [[2, 4]], 1, 6)

    assert part.text == "乙丙丁"
    assert [part.at(offset) for offset in range(3)] == [1, 4, 5]

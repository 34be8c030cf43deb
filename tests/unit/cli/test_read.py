"""`nianlun read` on small files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from nianlun.cli.read import command
from nianlun.text.shape import schema

TEXT = """县水利局2023年工作总结
今年以来，全县水利工作稳步推进，取得较好成效。
一、主要工作
（一）防汛抗旱有力有序。完成投资3.4亿元，增长12.5%。
二、2024年打算
力争完成水库除险加固8座。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    return path


def run(*arguments: object, data: bytes | None = None) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=data)


def test_json_follows_the_schema(report: Path) -> None:
    result = run(report, "--format", "json")

    shape = json.loads(result.stdout)
    assert result.exit_code == 0
    assert not list(Draft202012Validator(schema()).iter_errors(shape))
    assert shape["source"]["sha256"] == hashlib.sha256(report.read_bytes()).hexdigest()
    assert shape["source"]["encoding"] == "gb18030"
    piece = shape["pieces"][0]
    assert piece["title"] == "县水利局2023年工作总结"
    for figure in piece["figures"]:
        assert TEXT[figure["start"] : figure["end"]] == figure["text"]


def test_json_of_several_files_is_a_list(report: Path) -> None:
    result = run(report, report, "--format", "json")

    assert [shape["source"]["path"] for shape in json.loads(result.stdout)] == [str(report)] * 2


def test_text_gives_title_and_outline(report: Path) -> None:
    result = run(report)

    assert result.exit_code == 0
    assert "县水利局2023年工作总结" in result.stdout
    assert "（一）防汛抗旱有力有序" in result.stdout


def test_text_of_figures_is_separated_by_tabs(report: Path) -> None:
    assert "\t3.4\t" in run(report, "--figures").stdout


def test_csv_of_figures(report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(report, "--format", "csv").stdout)))

    assert {row["value"] for row in rows} >= {"3.4", "12.5"}
    assert {row["file"] for row in rows} == {str(report)}


def test_csv_keeps_formulas_harmless(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("=HYPERLINK(1)\n一、甲\n完成投资3亿元。\n", encoding="utf-8")

    rows = list(csv.DictReader(io.StringIO(run(path, "--format", "csv", "--outline").stdout)))

    assert rows
    assert all(not row["title"].startswith("=") for row in rows)


def test_csv_of_two_parts_is_a_wrong_command(report: Path) -> None:
    assert run(report, "--format", "csv", "--figures", "--outline").exit_code == 2


def test_text_out_holds_what_offsets_count_in(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"

    run(report, "--format", "json", "--text-out", out)

    assert out.read_bytes().decode() == TEXT


def test_unreadable_file_is_named_and_the_others_are_read(report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 broken")

    result = run(broken, report, "--format", "json")

    assert result.exit_code == 1
    assert "坏.docx" in result.stderr
    assert len(json.loads(result.stdout)) == 1


def test_missing_file_is_a_wrong_command() -> None:
    assert run("no-such-file.txt").exit_code == 2


def test_piece_that_is_not_there_is_a_wrong_command(report: Path) -> None:
    assert run(report, "--piece", 2).exit_code == 2


def test_standard_input_is_read() -> None:
    assert "县水利局" in run("-", data=TEXT.encode()).stdout


def test_help_has_examples() -> None:
    assert "Examples" in run("--help").stdout


def test_reading_needs_no_django() -> None:
    script = "import sys, nianlun.cli.read; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

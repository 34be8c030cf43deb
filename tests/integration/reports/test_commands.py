"""`nianlun report` and `nianlun read`, from the ledger to a file and back."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.utils import timezone

from nianlun.apps.registers.actions import correct_entry
from nianlun.apps.reports import actions
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.queries import facts_of
from nianlun.cli import group

pytestmark = pytest.mark.django_db


def run(*words: object, code: int = 0) -> str:
    outcome = CliRunner().invoke(group, [str(word) for word in words])
    assert outcome.exit_code == code, (outcome.output, outcome.exception)
    return outcome.stdout


def read(file: Path) -> list[tuple[str, str]]:
    found = json.loads(run("read", file, "--format", "json"))
    return [(each["value"], each["unit"]) for piece in found["pieces"] for each in piece["figures"]]


@pytest.fixture
def file(sites, bureau, tmp_path) -> Path:
    """A weekly paper, composed by the command."""
    target = tmp_path / "周报.docx"
    told = run(
        "report", "compose", "sites/weekly", "--unit", bureau.name, "--as-of", "2023-10-20", "--out", target
    )
    assert f"report {Report.objects.get().pk}" in told
    return target


def correct(entry, by) -> None:
    correct_entry(
        entry_id=entry.pk, values={"started_on": "2023-10-10"}, reason="漏填", by=by, at=timezone.now()
    )


def test_file_holds_until_an_entry_is_corrected(file, sites, alice):
    assert "numbers hold" in run("report", "verify", file).splitlines()[-1]
    correct(sites[1], alice)

    told = run("report", "verify", file, code=1)

    assert "! 开工数  1人 -> 2人  [changed]" in told
    assert f"    {sites[1].code} corrected" in told
    assert "开工日期: — -> 2023年10月10日  Alice  漏填" in told
    assert "签约数  3人" not in told
    assert facts_of(Report.objects.get())["started"].display == "1人"
    numbers = json.loads(run("report", "verify", file, "--format", "json", code=1))["numbers"]
    assert {each["now"] for each in numbers if each["fact"] == "rate"} == {"66.7%"}


def test_next_issue_carries_the_correction(file, sites, bureau, alice, tmp_path):
    report = Report.objects.get()
    for step in (actions.submit_report, actions.freeze_report, actions.issue_report):
        step(report_id=report.pk, by=alice, at=timezone.now())
    correct(sites[1], alice)
    following = tmp_path / "下期.md"

    run(
        "report",
        "compose",
        "sites/weekly",
        "--unit",
        bureau.name,
        "--as-of",
        "2023-10-27",
        "--out",
        following,
    )

    assert f"更正上期开工数1人为2人（更正{sites[1].code}）。" in following.read_text(encoding="utf-8")


def test_reader_finds_every_printed_figure_again(file):
    found = read(file)

    for each in facts_of(Report.objects.get()).values():
        if each.number and "/" not in each.id:
            assert (each.number, each.measure) in found, each.id


def test_digit_typed_over_in_word_is_found(file, tmp_path):
    forged = tmp_path / "改.docx"
    with ZipFile(file) as source, ZipFile(forged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b">33.3%<", b">93.3%<", 1)
            target.writestr(name, content)

    told = run("report", "verify", forged, code=1)

    assert "? 93.3%  [altered: 33.3% was printed]  paragraph " in told
    assert "the file does not hold" in told


def test_who_may_not_see_the_ledger_is_told_so(file, nobody):
    told = run("report", "verify", file, "--as", nobody.username, code=1)

    assert "you may not see it in the ledgers" in told
    assert "0 of" in told


def test_only_known_endings_are_written(sites, bureau):
    run("report", "compose", "sites/weekly", "--unit", bureau.name, "--out", "a.exe", code=2)

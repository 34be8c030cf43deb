"""The commands of the ledgers."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from nianlun.apps.people.models import Role
from nianlun.apps.registers.models import Entry, IndexRow, Register
from nianlun.cli.packs import command as packs
from nianlun.cli.registers import command as registers
from tests import factories
from tests.integration.registers.kit import PACK, make_register

pytestmark = pytest.mark.django_db


def run(command, *words: str, code: int = 0) -> str:
    outcome = CliRunner().invoke(command, [str(word) for word in words])
    assert outcome.exit_code == code, (outcome.output, outcome.exception)
    return outcome.output


@pytest.fixture
def register(alice):
    return make_register(alice)


def test_packs_are_checked_planned_applied_and_exported(county, tmp_path):
    assert "no problems" in run(packs, "check")
    planned = json.loads(run(packs, "plan", "--format", "json"))
    assert {each["changes"][0]["action"] for each in planned} == {"added"}
    assert not Register.objects.exists()
    run(packs, "apply")
    assert Register.objects.filter(current__isnull=False).count() == len(planned)
    assert run(packs, "plan").strip() == "Nothing would change."
    keys = {each["key"] for each in json.loads(run(packs, "list", "--format", "json"))}
    assert "investment" in keys
    file = tmp_path / "trips.yaml"
    run(packs, "export", "trips", "--output", file)
    assert "key: trips" in file.read_text(encoding="utf-8")


def test_plan_tells_how_to_mend_what_cannot_be_applied(register, settings, tmp_path):
    folder = tmp_path / "packs"
    folder.mkdir()
    settings.PACKS_FOLDER = folder
    lines = PACK.splitlines(keepends=True)
    less = [each for each in lines if "key: number_plate" not in each]
    assert len(less) == len(lines) - 1
    (folder / "tests.yaml").write_text("".join(less), encoding="utf-8")

    vanished = run(packs, "plan", "--pack", "tests")
    assert "registers[works].fields[number_plate]" in vanished
    assert "removed_fields" in vanished
    assert "--destructive" in vanished
    run(packs, "apply", "--pack", "tests", "--destructive", code=1)


def test_sheet_is_imported_and_the_register_exported(register, bureau, tmp_path):
    file = tmp_path / "工程.csv"
    file.write_text("名称,投资额\n甲工程,100\n乙工程,很多\n", encoding="utf-8")

    told = run(registers, "import", "works", file, "--unit", bureau.name, "--dry-run", code=1)
    assert "B3" in told
    told = run(registers, "import", "works", file, "--unit", bureau.name, code=1)
    assert Entry.objects.count() == 0
    told = run(registers, "import", "works", file, "--unit", bureau.name, "--good-rows-only", "--submit")
    assert "added 1" in told
    assert "works" in run(registers, "list")
    for ending in ("xlsx", "csv", "json"):
        run(registers, "export", "works", "--output", tmp_path / f"x.{ending}")
    (row,) = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert row["values"] == {"name": "甲工程", "amount": "1000000"}
    assert "甲工程" in (tmp_path / "x.csv").read_text(encoding="utf-8")
    assert run(registers, "export", "works", "--output", tmp_path / "x.pdf", code=2)


def test_command_acts_with_the_rights_of_the_user_it_is_given(register, charlie, bureau, tmp_path):
    file = tmp_path / "工程.csv"
    file.write_text("名称\n甲工程\n", encoding="utf-8")

    run(registers, "import", "works", file, "--unit", bureau.name, "--as", "charlie", code=1)
    factories.GrantFactory(user=charlie, unit=bureau, role=Role.KEEP, area="works")
    run(registers, "import", "works", file, "--unit", bureau.name, "--as", "charlie")
    assert Entry.objects.get().created_by == charlie
    run(registers, "list", "--as", "nobody-of-that-name", code=2)


def test_index_is_made_anew(register, bureau, tmp_path):
    file = tmp_path / "工程.csv"
    file.write_text("名称\n甲工程\n乙工程\n", encoding="utf-8")
    run(registers, "import", "works", file, "--unit", bureau.name)
    IndexRow.objects.all().delete()

    assert "2 versions" in run(registers, "reindex", "works")
    assert IndexRow.objects.count() == 2
    assert "0 days closed" in run(registers, "close-days")

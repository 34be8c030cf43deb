"""The commands that work on the site."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from nianlun.apps.people.models import Grant, Unit, User
from nianlun.apps.people.queries import may, user_of_token
from nianlun.cli import COMMANDS, group
from nianlun.kernel.errors import RefusedError

pytestmark = pytest.mark.django_db


CALL = "from nianlun.cli import main; main()"


def run(*words, **more):
    return CliRunner().invoke(group, words, **more)


def printed(*words, **more):
    result = run(*words, "--format", "json", **more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS if entry.name != "manage"])
def test_command_has_help_with_examples(name):
    result = run(name, "--help")

    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"nianlun {name}" in result.output


def test_command_on_an_empty_data_folder_says_how_to_prepare_it(tmp_path):
    """A newcomer checks his pack before there is a database."""
    env = {**os.environ, "NIANLUN_DATA": str(tmp_path)}
    env.pop("DATABASE_URL", None)

    done = subprocess.run(
        [sys.executable, "-c", CALL, "report", "list"], env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "nianlun migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_list_of_commands_imports_no_django():
    code = (
        "import sys; from click.testing import CliRunner; from nianlun.cli import group;"
        "assert CliRunner().invoke(group, ['--help']).exit_code == 0;"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_database_of_the_tests_is_migrated():
    assert printed("migrate", "--check") == {"missing": []}


def test_unit_and_user_are_made():
    county = printed("unit", "create", "青禾县", "--kind", "county")
    bureau = printed("unit", "create", "县水利局", "--kind", "bureau", "--parent", "青禾县")
    made = printed(
        "user", "create", "wang", "--display-name", "王强", "--unit", str(bureau["id"]), "--role", "keep"
    )

    user = User.objects.get(username="wang")
    assert bureau["parent"] == county["id"]
    assert user.check_password(made["one_time_password"])
    assert user.must_change_password
    assert may(user, "keep", Unit.objects.get(name="县水利局"), "library")
    assert Grant.objects.get(user=user).granted_by.username == "system"
    assert [unit["name"] for unit in printed("unit", "list")] == ["青禾县", "县水利局"]
    assert {"wang", "system"} == {each["username"] for each in printed("user", "list")}


def test_password_is_taken_from_standard_input(bob):
    result = run("user", "password", "bob", "--password-stdin", input="quiet-river-52\n")

    assert result.exit_code == 0
    bob.refresh_from_db()
    assert bob.check_password("quiet-river-52")
    assert "quiet-river" not in result.output


def test_weak_password_is_refused(bob):
    assert run("user", "password", "bob", "--password-stdin", input="1234\n").exit_code == 2


def test_one_time_password_is_made(bob):
    password = printed("user", "password", "bob")["one_time_password"]

    bob.refresh_from_db()
    assert bob.check_password(password)


def test_token_is_made(bob):
    token = printed("user", "token", "bob", "--name", "export")["token"]

    assert user_of_token(token)[0] == bob


@pytest.mark.parametrize(
    "words",
    [
        ("user", "password", "stranger"),
        ("user", "create", "li", "--display-name", "李", "--unit", "没有"),
        ("unit", "create", "x", "--kind", "planet"),
        ("sing",),
    ],
)
def test_wrong_words_end_with_two(words):
    assert run(*words).exit_code == 2


def test_refusal_is_an_error_of_ours(county):
    result = run("unit", "create", county.name, "--kind", "county")

    assert isinstance(result.exception, RefusedError)

"""Reading the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianlun.web.env import Environment, SettingsError, postgres_settings
from nianlun.web.variables import VARIABLES

WEB = Path(__file__).parents[3] / "src" / "nianlun" / "web"
READ = re.compile(r"env\.(?:text|choice|flag|rate|integer|words|folder|secret)\(\s*\"([A-Z_]+)\"")


@pytest.mark.parametrize(("words", "value"), [("1", True), ("Yes", True), ("off", False), ("", True)])
def test_flag_is_read(words, value):
    assert Environment({"X": words}).flag("X", default=True) is value


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (lambda env: env.flag("X", default=False), "X=0"),
        (lambda env: env.integer("X", 7, least=1, most=9), "X=7"),
        (lambda env: env.choice("X", "a", ("a", "b")), "X=a"),
    ],
)
def test_wrong_value_names_the_variable_and_the_line_to_add(read, line):
    env = Environment({"X": "perhaps"})

    read(env)

    assert len(env.faults) == 1
    assert "X is 'perhaps'" in env.faults[0]
    assert env.faults[0].endswith(f"Add: {line}")


@pytest.mark.parametrize("words", ["0", "10", "1.5", "ten"])
def test_integer_out_of_bounds_is_a_fault(words):
    env = Environment({"X": words})

    assert env.integer("X", 7, least=1, most=9) == 7
    assert env.faults


def test_faults_are_collected_and_shown_together():
    env = Environment({"X": "perhaps", "Y": "many"})
    env.flag("X", default=False)
    env.integer("Y", 1, least=1, most=2)

    with pytest.raises(SettingsError) as caught:
        env.stop_on_faults()

    assert "X is" in str(caught.value)
    assert "Y is" in str(caught.value)


def test_words_are_split_at_commas():
    assert Environment({"X": " a, b ,,"}).words("X") == ["a", "b"]
    assert Environment({}).words("X", ("c",)) == ["c"]


def test_secret_comes_from_a_file(tmp_path):
    path = tmp_path / "key"
    path.write_text("hidden\n", encoding="utf-8")

    assert Environment({"KEY_FILE": str(path)}).secret("KEY") == "hidden"


def test_secret_file_that_is_missing_is_a_fault(tmp_path):
    env = Environment({"KEY_FILE": str(tmp_path / "none")})

    assert env.secret("KEY") == ""
    assert "KEY_FILE cannot be read" in env.faults[0]


def test_postgres_address_is_taken_apart():
    settings = postgres_settings("postgresql://nian:p%40ss@db.example:5433/lun?sslmode=require")

    assert settings["USER"] == "nian"
    assert settings["PASSWORD"] == "p@ss"
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "5433", "lun")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_postgres_address_names_a_socket_folder():
    settings = postgres_settings("postgresql://postgres@/postgres?host=/tmp/cluster")

    assert settings["HOST"] == "/tmp/cluster"
    assert settings["OPTIONS"] == {}


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a/b",
        "postgresql://host",
        "postgresql://host/a/b",
        "postgresql://host/db?sslmod=require",
        "db",
    ],
)
def test_postgres_address_that_is_wrong_is_refused(url):
    with pytest.raises(ValueError, match=r"scheme|database|options"):
        postgres_settings(url)


def test_postgres_fault_does_not_repeat_the_password():
    with pytest.raises(ValueError, match="not known") as caught:
        postgres_settings("postgresql://user:hidden@host/db?foo=1")

    assert "hidden" not in str(caught.value)


def test_variables_are_those_that_the_settings_read():
    texts = [(WEB / name).read_text(encoding="utf-8") for name in ("settings.py", "safety.py", "mail.py")]
    read = {name for text in texts for name in READ.findall(text)}

    declared = {variable.name for variable in VARIABLES}
    assert declared - {"NIANLUN_SECRET_KEY_FILE", "NIANLUN_MAIL_PASSWORD_FILE"} == read
    assert all(variable.meaning.endswith(".") for variable in VARIABLES)

"""The settings module as a process meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src"
SECRET = "an-unguessable-key-of-more-than-fifty-characters-0123456789"
PRODUCTION = {
    "NIANLUN_MODE": "production",
    "NIANLUN_SECRET_KEY": SECRET,
    "NIANLUN_ALLOWED_HOSTS": "nianlun.example.gov.cn",
    "NIANLUN_ORIGINS": "https://nianlun.example.gov.cn",
}


@pytest.fixture
def start(tmp_path):
    """Import the settings in a process with just this environment, and print what an expression says."""

    def run(expression: str = "0", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("NIANLUN_")}
        clean.pop("DATABASE_URL", None)
        code = f"from nianlun.web import settings as s; print({expression})"
        return subprocess.run(
            [sys.executable, "-c", code],
            env={**clean, "PYTHONPATH": str(SOURCE), "NIANLUN_DATA": str(tmp_path / "data"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_production_names_every_unsafe_setting_at_once(start):
    result = start(
        NIANLUN_MODE="production",
        NIANLUN_DEBUG="1",
        NIANLUN_SECRET_KEY="short",
        NIANLUN_ALLOWED_HOSTS="*",
        NIANLUN_ORIGINS="http://nianlun.example.gov.cn",
        NIANLUN_UPLOAD_MAX="5",
        NIANLUN_UPLOAD_MAX_MB="many",
        DATABASE_URL="mysql://root@db/nianlun",
    )

    assert result.returncode != 0
    for name in (
        *("NIANLUN_DEBUG", "NIANLUN_SECRET_KEY", "NIANLUN_ALLOWED_HOSTS", "NIANLUN_ORIGINS"),
        *("NIANLUN_UPLOAD_MAX is not a setting", "NIANLUN_UPLOAD_MAX_MB", "DATABASE_URL"),
    ):
        assert name in result.stderr
    assert "(7)" in result.stderr


def test_production_is_safe(start):
    shown = (
        "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0,"
        "'Manifest' in s.STORAGES['staticfiles']['BACKEND']"
    )

    result = start(shown, **PRODUCTION)

    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "True True True True True"


@pytest.mark.parametrize("missing", sorted(set(PRODUCTION) - {"NIANLUN_MODE"}))
def test_production_does_without_nothing(start, missing):
    result = start(**{name: value for name, value in PRODUCTION.items() if name != missing})

    assert result.returncode != 0
    assert missing in result.stderr
    assert "Add: " in result.stderr


def test_development_starts_with_nothing_and_writes_to_the_data_folder_alone(start, tmp_path):
    result = start("s.DATABASES['default']['NAME'], s.DEBUG")

    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == f"{tmp_path / 'data' / 'nianlun.sqlite3'} False"
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


def test_secret_key_is_kept_between_starts(start):
    assert start("s.SECRET_KEY").stdout == start("s.SECRET_KEY").stdout


def test_postgres_is_chosen_by_its_address(start):
    result = start("s.DATABASES['default']['ENGINE']", DATABASE_URL="postgresql://nian@db/lun")

    assert result.stdout.strip() == "django.db.backends.postgresql"


def test_sqlite_writes_ahead_and_takes_its_lock_at_once(start):
    result = start("s.DATABASES['default']['OPTIONS']")

    assert "journal_mode = WAL" in result.stdout
    assert "'transaction_mode': 'IMMEDIATE'" in result.stdout


def test_deploy_check_finds_nothing(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("NIANLUN_")},
            "PYTHONPATH": str(SOURCE),
            "NIANLUN_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "nianlun.web.settings",
            **PRODUCTION,
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("rate", ["lots", "120", "0/m", "120/d"])
def test_rate_that_is_none_is_named_at_the_start_and_not_at_the_first_request(start, rate):
    result = start(NIANLUN_API_RATE=rate)

    assert result.returncode != 0
    assert "NIANLUN_API_RATE" in result.stderr

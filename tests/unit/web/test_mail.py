"""Where mails go, as the environment says."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianlun.web.env import Environment
from nianlun.web.mail import NO_SENDER, Mail, mail_settings

SERVER = {"NIANLUN_MAIL_HOST": "mail.office.example", "NIANLUN_MAIL_FROM": "nianlun@office.example"}
FOLDER = Path("/data/mail")


def read(**more: str) -> tuple[Mail, list[str]]:
    """The settings and the faults."""
    env = Environment(more)
    return mail_settings(env, FOLDER), env.faults


def test_without_a_server_mails_are_filed():
    found, faults = read()

    assert (found.backend.split(".")[-2], found.folder, found.sender) == (
        "filebased",
        "/data/mail",
        NO_SENDER,
    )
    assert faults == []


@pytest.mark.parametrize(
    ("security", "port", "starttls", "ssl"),
    [("starttls", 587, True, False), ("ssl", 465, False, True), ("none", 25, False, False)],
)
def test_security_decides_the_port(security, port, starttls, ssl):
    found, faults = read(**SERVER, NIANLUN_MAIL_SECURITY=security)

    assert (found.backend.split(".")[-2], found.folder) == ("smtp", None)
    assert (found.port, found.starttls, found.ssl) == (port, starttls, ssl)
    assert faults == []


def test_port_of_its_own_and_password_from_a_file(tmp_path):
    (tmp_path / "password").write_text("hidden\n")
    secret = {"NIANLUN_MAIL_USER": "nianlun", "NIANLUN_MAIL_PASSWORD_FILE": str(tmp_path / "password")}

    found, faults = read(**SERVER, **secret, NIANLUN_MAIL_PORT="2525")

    assert (found.port, found.user, found.password) == (2525, "nianlun", "hidden")
    assert faults == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"NIANLUN_MAIL_FROM": ""}, "NIANLUN_MAIL_FROM is missing"),
        ({"NIANLUN_MAIL_FROM": "nianlun"}, "no e-mail address"),
        ({"NIANLUN_MAIL_SECURITY": "tls"}, "NIANLUN_MAIL_SECURITY is 'tls'"),
        ({"NIANLUN_MAIL_PORT": "0"}, "NIANLUN_MAIL_PORT"),
        ({"NIANLUN_MAIL_USER": "nianlun"}, "NIANLUN_MAIL_PASSWORD is missing"),
        ({"NIANLUN_MAIL_PASSWORD": "hidden"}, "NIANLUN_MAIL_USER is missing"),
        (
            {"NIANLUN_MAIL_USER": "a", "NIANLUN_MAIL_PASSWORD": "hidden", "NIANLUN_MAIL_SECURITY": "none"},
            "NIANLUN_MAIL_SECURITY is none",
        ),
    ],
)
def test_wrong_setting_is_named_with_the_line_to_add(wrong, named):
    _found, faults = read(**SERVER | wrong)

    assert len(faults) == 1
    assert named in faults[0]
    assert "Add: NIANLUN_MAIL_" in faults[0]
    assert "hidden" not in faults[0]

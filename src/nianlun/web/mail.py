"""Where mails go, from the environment: to the mail server of the office, or into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nianlun.web.env import Environment

PORTS = {"starttls": 587, "ssl": 465, "none": 25}
NO_SENDER = "nianlun@localhost"
"""Stands in mails that are only filed."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """The settings of Django's mail."""

    backend: str
    folder: str | None
    """Where mails are filed; none where a server takes them."""
    host: str = ""
    port: int = 25
    starttls: bool = False
    ssl: bool = False
    user: str = ""
    password: str = ""
    sender: str = NO_SENDER


def mail_settings(env: Environment, folder: Path) -> Mail:
    """What the environment says of mail; faults are remembered there."""
    host, sender = env.text("NIANLUN_MAIL_HOST"), env.text("NIANLUN_MAIL_FROM")
    security = env.choice("NIANLUN_MAIL_SECURITY", "starttls", tuple(PORTS))
    port = env.integer("NIANLUN_MAIL_PORT", PORTS[security], least=1, most=65535)
    user, password = env.text("NIANLUN_MAIL_USER"), env.secret("NIANLUN_MAIL_PASSWORD")
    if sender and not _is_address(sender):
        env.fault(
            f"NIANLUN_MAIL_FROM is {sender!r}, which is no e-mail address.",
            "NIANLUN_MAIL_FROM=nianlun@office.example",
        )
    if not host:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return Mail(backend=backend, folder=str(folder), sender=sender or NO_SENDER)
    _check_server(env, sender=sender, user=user, password=password, security=security)
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        folder=None,
        host=host,
        port=port,
        starttls=security == "starttls",
        ssl=security == "ssl",
        user=user,
        password=password,
        sender=sender,
    )


def _check_server(env: Environment, *, sender: str, user: str, password: str, security: str) -> None:
    if not sender:
        env.fault(
            "NIANLUN_MAIL_FROM is missing; mails must say who sends them.",
            "NIANLUN_MAIL_FROM=nianlun@office.example",
        )
    if bool(user) != bool(password):
        missing = "NIANLUN_MAIL_PASSWORD" if user else "NIANLUN_MAIL_USER"
        env.fault(f"{missing} is missing; a mail server asks for both or for none.", f"{missing}=<value>")
    if password and security == "none":
        env.fault(
            "NIANLUN_MAIL_SECURITY is none; the password would travel where everybody can read it.",
            "NIANLUN_MAIL_SECURITY=starttls",
        )


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True

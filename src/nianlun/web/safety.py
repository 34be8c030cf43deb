"""What production refuses, and the secret key that development makes for itself."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from nianlun.web.env import Environment

SECRET_KEY_LENGTH = 50
SECRET_KEY_FILE = "secret-key"  # noqa: S105
NEW_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'


def development_secret_key(folder: Path) -> str:
    """The key kept in the data folder, readable by its owner only; made when it is missing."""
    path = folder / SECRET_KEY_FILE
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=folder, prefix=f".{SECRET_KEY_FILE}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(SECRET_KEY_LENGTH))
        with suppress(FileExistsError):  # another process was faster: its key holds
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="utf-8").strip()


def refuse_unsafe(
    env: Environment, *, debug: bool, secret_key: str, hosts: list[str], origins: list[str]
) -> None:
    """Add a fault for each setting that production must not run with."""
    if debug:
        env.fault("NIANLUN_DEBUG is on; error pages would show source code and settings.", "NIANLUN_DEBUG=0")
    if len(secret_key) < SECRET_KEY_LENGTH or len(set(secret_key)) < 10:
        found = f"has {len(secret_key)} characters or repeats itself" if secret_key else "is missing"
        env.fault(
            f"NIANLUN_SECRET_KEY {found}; it signs every session "
            f"and needs at least {SECRET_KEY_LENGTH} random characters.",
            f"NIANLUN_SECRET_KEY=<the output of {NEW_KEY}>",
        )
    if not hosts or any("*" in host for host in hosts):
        found = "holds *" if hosts else "is empty"
        env.fault(
            f"NIANLUN_ALLOWED_HOSTS {found}; the site must know its own names.",
            "NIANLUN_ALLOWED_HOSTS=nianlun.example.gov.cn",
        )
    if not origins or any(not is_https_origin(origin) for origin in origins):
        found = "holds an address that is not https" if origins else "is empty"
        env.fault(
            f"NIANLUN_ORIGINS {found}; sign-in and sessions travel over https only.",
            "NIANLUN_ORIGINS=https://nianlun.example.gov.cn",
        )


def refuse_unknown(env: Environment, known: frozenset[str]) -> None:
    """Add a fault for each NIANLUN_ variable nobody reads: it is mostly a slip of the pen."""
    for name in sorted(env.values):
        if name.startswith("NIANLUN_") and name not in known:
            env.faults.append(
                f"{name} is not a setting of Nianlun. Remove it, or see the list in the documentation."
            )


def is_https_origin(origin: str) -> bool:
    """Whether the address is `https://host[:port]` and nothing more, without a wildcard."""
    parts = urlsplit(origin)
    bare = not (parts.path or parts.query or parts.fragment or parts.username)
    return parts.scheme == "https" and bool(parts.hostname) and bare and "*" not in origin

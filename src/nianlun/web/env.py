"""Typed, strict reading of the environment; every fault names the variable and the line to add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from nianlun.kernel.errors import DefinitionError

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})
POSTGRES_OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name", "host", "options"}
)
_RATE = re.compile(r"[1-9][0-9]{0,8}/[smh]")


class SettingsError(DefinitionError):
    """The environment is wrong; the message lists every fault at once."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("settings.environment.faulty", faults=list(faults))
        self.faults = list(faults)

    def __str__(self) -> str:
        lines = "\n".join(f"  - {fault}" for fault in self.faults)
        return f"The settings are not usable ({len(self.faults)}):\n{lines}"


@dataclass
class Environment:
    """A reader of settings that remembers every fault instead of stopping at the first."""

    values: Mapping[str, str]
    """The variables, as the process received them."""

    faults: list[str] = field(default_factory=list)
    """What is wrong so far, each with the line that would mend it."""

    def fault(self, message: str, line: str) -> None:
        """Remember a fault and the line to add."""
        self.faults.append(f"{message} Add: {line}")

    def text(self, name: str, default: str = "") -> str:
        """Text with the blanks around it removed."""
        return self.values.get(name, "").strip() or default

    def choice(self, name: str, default: str, allowed: Sequence[str]) -> str:
        """One of a few words."""
        value = self.text(name, default)
        if value in allowed:
            return value
        self.fault(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.", f"{name}={default}")
        return default

    def rate(self, name: str, default: str) -> str:
        """A number of requests per `s`, `m` or `h`."""
        value = self.text(name, default)
        if _RATE.fullmatch(value):
            return value
        self.fault(f"{name} is {value!r}; it must be a number per s, m or h.", f"{name}={default}")
        return default

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no, as 1/0, true/false, yes/no, on/off."""
        value = self.text(name).lower()
        if not value:
            return default
        if value not in TRUE_WORDS | FALSE_WORDS:
            self.fault(f"{name} is {value!r}; it must be 1 or 0.", f"{name}={int(default)}")
        return value in TRUE_WORDS

    def integer(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within its bounds."""
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if least <= number <= most:
            return number
        self.fault(f"{name} is {value!r}; it must be from {least} to {most}.", f"{name}={default}")
        return default

    def words(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """A list written with commas."""
        parts = [part.strip() for part in self.text(name).split(",")]
        return [part for part in parts if part] or list(default)

    def folder(self, name: str, default: str) -> Path:
        """A folder, relative names seen from where the process was started."""
        return Path(self.text(name, default)).expanduser().resolve()

    def secret(self, name: str) -> str:
        """A secret from NAME, or from the file that NAME_FILE points at."""
        path = self.text(f"{name}_FILE")
        if not path:
            return self.text(name)
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            self.fault(
                f"{name}_FILE cannot be read: {error.strerror}.", f"{name}_FILE=/path/to/a/readable/file"
            )
            return ""

    def stop_on_faults(self) -> None:
        """End the start of the process when something is wrong.

        Raises:
            SettingsError: with all faults.
        """
        if self.faults:
            raise SettingsError(self.faults)


def postgres_settings(url: str) -> dict[str, object]:
    """Django's database settings of a `postgresql://` address.

    Raises:
        ValueError: what is wrong with the address, without repeating its password.
    """
    parts = urlsplit(url)
    if parts.scheme not in POSTGRES_SCHEMES:
        message = f"the scheme {parts.scheme!r} is not known"
        raise ValueError(message)
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        message = "it must name one database after the host"
        raise ValueError(message)
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    unknown = sorted(set(options) - POSTGRES_OPTIONS)
    if unknown:
        message = f"these options are not known: {', '.join(unknown)}"
        raise ValueError(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }

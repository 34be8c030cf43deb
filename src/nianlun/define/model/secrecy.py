"""Who may see a register or a field."""

from __future__ import annotations

from enum import StrEnum


class Secrecy(StrEnum):
    """From the most open to the least; an entry is never more open than its register."""

    PUBLIC = "public"
    """Anybody, also without signing in."""
    INTERNAL = "internal"
    """Whoever may read the register."""
    RESTRICTED = "restricted"
    """Those who keep, review, supervise or administer it, not mere readers."""
    CONFIDENTIAL = "confidential"
    """Those who administer it, and the keeper of the entry."""


SECRECIES = {
    Secrecy.PUBLIC: ("公开", "public"),
    Secrecy.INTERNAL: ("内部", "internal"),
    Secrecy.RESTRICTED: ("限制", "restricted"),
    Secrecy.CONFIDENTIAL: ("保密", "confidential"),
}
"""What each is called: in Chinese, in English."""

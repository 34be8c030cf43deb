"""The kinds of failure a person can do something about; anything else is a bug and crashes."""

from __future__ import annotations


class NianlunError(Exception):
    """A failure with a stable slug `area.thing.fault` and the values its message needs.

    The words stand in one catalogue, `nianlun.kernel.messages`, in both languages.
    """

    def __init__(self, slug: str, **values: object) -> None:
        super().__init__(slug)
        self.slug = slug
        self.values = values

    def __str__(self) -> str:
        parts = ", ".join(f"{key}={value!r}" for key, value in self.values.items())
        return f"{self.slug} ({parts})" if parts else self.slug


class DefinitionError(NianlunError):
    """A definition file is wrong."""


class RefusedError(NianlunError):
    """The rules, or the rights of the person who asks, forbid the step."""


class UnreadableError(NianlunError):
    """A file cannot be read as a document: unknown format, broken, encrypted, too large, empty."""

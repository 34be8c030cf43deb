"""Labels in two languages: Chinese first, English second."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Language(StrEnum):
    """Languages in which definitions can speak."""

    CHINESE = "zh-hans"
    ENGLISH = "en"

    @classmethod
    def of(cls, code: str) -> Language:
        """The language of a locale code such as `en-us`; Chinese for all but English."""
        return cls.ENGLISH if code.lower().startswith("en") else cls.CHINESE


class Labelled(Protocol):
    """Anything with a label in Chinese and, mostly, one in English."""

    @property
    def label(self) -> str:
        """In Chinese."""

    @property
    def label_en(self) -> str:
        """In English; may be empty."""


def label_of(thing: Labelled, language: Language) -> str:
    """The label in the language; the Chinese one where there is no English one."""
    return either(language, thing.label, thing.label_en)


def either(language: Language, chinese: str, english: str) -> str:
    """One of two texts; the Chinese one where the English one is empty."""
    return english if language is Language.ENGLISH and english else chinese

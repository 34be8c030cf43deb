"""The list that choices are made from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianlun.define.errors import BadValueError
from nianlun.define.kinds.base import KindOptions
from nianlun.define.reading.marks import plain
from nianlun.define.suggest import listed, nearest
from nianlun.define.words import Language, either, label_of

_BETWEEN = re.compile(r"[,，、;；/|\n]+")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing that can be chosen."""

    id: int
    """Never reused in the field."""
    key: str
    """How it is stored; may be changed."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    retired: bool = False
    """Whether it can no longer be chosen; entries that have it keep it."""


@dataclass(frozen=True, kw_only=True)
class ChoiceOptions(KindOptions):
    """What a field of choices must say."""

    choices: tuple[Choice, ...]
    """What can be chosen, in the order of the list."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all choices."""
        return tuple(each.key for each in self.choices)

    def labels(self, language: Language) -> str:
        """All that can be chosen, in words."""
        words = [label_of(each, language) for each in self.choices if not each.retired]
        return either(language, "、".join(words), ", ".join(words))


def choose(raw: object, options: ChoiceOptions) -> str:
    """Key of the choice somebody means by a key, a label or an English label.

    Raises:
        BadValueError: `value.choice.unknown`.
    """
    word = plain(str(raw)).casefold()
    for each in options.choices:
        if word in {plain(name).casefold() for name in (each.key, each.label, each.label_en) if name}:
            return each.key
    labels = [each.label for each in options.choices if not each.retired]
    raise BadValueError(
        "value.choice.unknown", raw=raw, known=listed(labels), suggestion=nearest(word, labels)
    )


def choose_several(raw: object, options: ChoiceOptions) -> tuple[str, ...]:
    """Keys of several choices, in the order of the list, each once."""
    parts = raw if isinstance(raw, (list, tuple)) else _split(str(raw), options)
    chosen = {choose(part, options) for part in parts if str(part).strip()}
    return tuple(key for key in options.keys if key in chosen)


def _split(text: str, options: ChoiceOptions) -> list[str]:
    whole = plain(text)
    labels = {plain(name) for each in options.choices for name in (each.label, each.label_en) if name}
    pieces: list[str] = []
    rest = whole
    while rest:
        known = [name for name in labels if rest.startswith(name) and _ends(rest, len(name))]
        if known:
            piece = max(known, key=len)
            length = len(piece)
        else:
            separator = _BETWEEN.search(rest)
            length = separator.start() if separator else len(rest)
            piece = rest[:length]
        pieces.append(piece)
        rest = _BETWEEN.sub("", rest[length:], count=1).strip() if length < len(rest) else ""
    return pieces


def _ends(text: str, at: int) -> bool:
    return at == len(text) or _BETWEEN.match(text[at:].lstrip()) is not None


def show_choice(key: str, options: ChoiceOptions, language: Language) -> str:
    """Label of a choice; its key where the list does not know it."""
    for each in options.choices:
        if each.key == key:
            return label_of(each, language)
    return key

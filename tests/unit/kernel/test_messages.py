"""Every failure a person can mend has its words."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import MESSAGES, message_of

SOURCE = Path(__file__).parents[3] / "src" / "nianlun"
RAISED = re.compile(r"(?:Refused|Unreadable)Error\(\s*\"([a-z_.]+)\"")


def names_in(words: str) -> set[str]:
    """The values a message speaks of."""
    return {name for _text, name, _form, _conversion in Formatter().parse(words) if name}


def raised() -> set[str]:
    """Slugs that the code raises by name."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {slug for text in texts for slug in RAISED.findall(text)}


def test_every_slug_raised_has_words():
    slugs = raised()

    assert len(slugs) > 10
    assert sorted(slugs - MESSAGES.keys()) == []


@pytest.mark.parametrize("slug", MESSAGES)
def test_both_languages_speak_of_the_same(slug):
    message = MESSAGES[slug]

    assert message.english
    assert message.chinese
    assert names_in(message.chinese) == names_in(message.english)
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", slug)


def test_message_is_said_in_the_language_asked_for():
    error = RefusedError("people.user.name_taken", name="wang")

    assert message_of(error) == "用户名“wang”已被使用。请另取用户名。"
    assert message_of(error, "en").startswith("There is a user named wang already.")


def test_slug_without_words_is_shown_as_it_is():
    assert message_of(RefusedError("no.such.slug", a=1)) == "no.such.slug (a=1)"

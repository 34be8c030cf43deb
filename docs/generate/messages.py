"""The page of messages, from the catalogue."""

from __future__ import annotations

from nianlun.define.messages import MESSAGES as OF_DEFINITIONS
from nianlun.kernel.messages import MESSAGES


def messages_page() -> str:
    """Every slug and what it says."""
    rows = "\n".join(
        f"| `{slug}` | {_cell(message.english)} | {_cell(message.chinese)} |"
        for slug, message in sorted({**MESSAGES, **OF_DEFINITIONS}.items())
    )
    return (
        "# Messages\n\n"
        "What Nianlun says when something cannot be done.\n"
        "Programs get the slug, people the words; words in braces are filled in.\n\n"
        f"| slug | English | 中文 |\n|---|---|---|\n{rows}\n"
    )


def _cell(words: str) -> str:
    """Words that stand on one line of a table."""
    return " ".join(words.split()).replace("|", "\\|")

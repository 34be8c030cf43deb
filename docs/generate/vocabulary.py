"""The page of kinds and fields of work."""

from __future__ import annotations

from nianlun.text.kinds import FIELDS, KINDS


def vocabulary_page() -> str:
    """Slugs of document kinds and fields of work with their labels."""
    kinds = "\n".join(f"| `{kind.slug}` | {kind.label} | {kind.english} |" for kind in KINDS.values())
    fields = "\n".join(f"| `{field.slug}` | {field.label} | {field.english} |" for field in FIELDS.values())
    return (
        "# Kinds of documents and fields of work\n\n"
        f"## Kinds\n\n| slug | 中文 | English |\n|---|---|---|\n{kinds}\n\n"
        f"## Fields of work\n\n| slug | 中文 | English |\n|---|---|---|\n{fields}\n"
    )

"""The page of settings, from the list the settings themselves are checked against."""

from __future__ import annotations

from nianlun.web.variables import VARIABLES


def settings_page() -> str:
    """Every environment variable, its default and what it decides."""
    rows = "\n".join(
        f"| `{variable.name}` | {variable.default or '(empty)'} | {variable.meaning} |"
        for variable in VARIABLES
    )
    return (
        "# Settings\n\n"
        "All settings are environment variables, read once at the start.\n"
        "A fault names the variable and the line to add; all faults are told at once.\n\n"
        f"| variable | default | decides |\n|---|---|---|\n{rows}\n"
    )

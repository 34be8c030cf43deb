"""What a definition raises: a value that does not fit its field, and packs that cannot be used."""

from __future__ import annotations

from nianlun.define.problems import Problem
from nianlun.kernel.errors import DefinitionError, RefusedError


class BadValueError(RefusedError):
    """A raw value cannot be read as the field's kind; `suggestion` is what was perhaps meant."""

    def __init__(self, slug: str, *, suggestion: str = "", **values: object) -> None:
        super().__init__(slug, **values)
        self.suggestion = suggestion


class PacksError(DefinitionError):
    """Packs have problems, all of them listed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("define.packs.faulty", count=len(problems))
        self.problems = problems

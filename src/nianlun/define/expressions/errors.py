"""An expression that cannot be read."""

from __future__ import annotations

from nianlun.kernel.errors import DefinitionError


class ExpressionError(DefinitionError):
    """Raised at the first mark that cannot be read; `at` counts characters from 0."""

    def __init__(self, slug: str, *, at: int, **values: object) -> None:
        super().__init__(slug, at=at + 1, **values)
        self.at = at

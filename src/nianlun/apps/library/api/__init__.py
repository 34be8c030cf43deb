"""The library for programs: routers that `nianlun.web.api` mounts under `/api/`.

Rights are those of the user whose token is sent; queries and actions are those of the pages.
"""

from nianlun.apps.library.api.commitments import router as commitments
from nianlun.apps.library.api.corrections import router as corrections
from nianlun.apps.library.api.documents import router as documents
from nianlun.apps.library.api.figures import router as figures
from nianlun.apps.library.api.imports import router as imports
from nianlun.apps.library.api.search import router as search
from nianlun.apps.library.api.statistics import router as statistics

ROUTERS = (
    ("documents", documents),
    ("search", search),
    ("figures", figures),
    ("commitments", commitments),
    ("imports", imports),
    ("corrections", corrections),
    ("statistics", statistics),
)
"""Prefix, which is also the tag in OpenAPI, and router."""

__all__ = ["ROUTERS"]

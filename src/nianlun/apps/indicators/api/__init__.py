"""The indicators for programs: what `nianlun.web.api` mounts under `/api/`; rights and actions are those of the pages."""

from nianlun.apps.indicators.api.routes import router as indicators

ROUTERS = (("indicators", indicators),)
"""Prefix, which is also the tag in OpenAPI, and router."""

__all__ = ["ROUTERS"]

"""The reports for programs: what `nianlun.web.api` mounts under `/api/`; rights and actions are those of the pages."""

from nianlun.apps.reports.api.routes import router as reports

ROUTERS = (("reports", reports),)
"""Prefix, which is also the tag in OpenAPI, and router."""

__all__ = ["ROUTERS"]

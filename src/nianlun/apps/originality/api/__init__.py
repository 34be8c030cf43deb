"""Originality for programs: the router that `nianlun.web.api` mounts under `/api/`."""

from nianlun.apps.originality.api.routes import router

ROUTERS = (("originality", router),)
"""Prefix, which is also the tag in OpenAPI, and router."""

__all__ = ["ROUTERS"]

"""The ledgers for programs: routers that `nianlun.web.api` mounts under `/api/`.

Rights are those of the user whose token is sent; queries and actions are those of the pages.
"""

from nianlun.apps.registers.api.acts import router as entries
from nianlun.apps.registers.api.registers import router as registers

ROUTERS = (("registers", registers), ("entries", entries))
"""Prefix, which is also the tag in OpenAPI, and router; acts and questions share one, for Ninja hides a method
of an address that a second router takes."""

__all__ = ["ROUTERS"]

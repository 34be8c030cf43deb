"""The network address of the request that is being answered, for the trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CLIENT_ADDRESS: ContextVar[str | None] = ContextVar("client_address", default=None)


@contextmanager
def acting_from(address: str | None) -> Iterator[None]:
    """Within the block, every event carries this address."""
    token = CLIENT_ADDRESS.set(address)
    try:
        yield
    finally:
        CLIENT_ADDRESS.reset(token)

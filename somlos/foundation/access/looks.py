"""What this request was shown, so that it can be written again when an answer rolls the request back (W9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

ENTER = "select box, lockbox, version, wrapped from access.enter(%s, %s, %s)"
"""Opens a compartment, for a permission and a purpose, and logs it."""

_looks: ContextVar[list[tuple[str, tuple[Any, ...]]] | None] = ContextVar("looks", default=None)


@contextmanager
def gathered() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """Gather the statements that open and log, for one request."""
    looks: list[tuple[str, tuple[Any, ...]]] = []
    token = _looks.set(looks)
    try:
        yield looks
    finally:
        _looks.reset(token)


def remember(sql: str, values: tuple[Any, ...]) -> None:
    """Remember a statement that opened something and logged it."""
    looks = _looks.get()
    if looks is not None:
        looks.append((sql, values))

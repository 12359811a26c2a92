"""Django's PostgreSQL backend, telling the database who asks, in every transaction and in no other way (W8)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.backends.postgresql import base


class OutsideTransaction(Exception):
    """Somebody's session asked the database outside a transaction, where the session is not bound."""


_secret: ContextVar[str] = ContextVar("secret", default="")
_story_time: ContextVar[datetime | None] = ContextVar("story_time", default=None)


def _guard(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    if _secret.get() and not context["connection"].in_atomic_block:
        raise OutsideTransaction(sql[:80])
    return execute(sql, params, many, context)


class DatabaseWrapper(base.DatabaseWrapper):
    """Binds the session secret when the outermost transaction begins; it dies with commit or rollback."""

    def bind(self) -> None:
        """Tell the open transaction whose session this is, and, in demo and tests, what the story's clock says."""
        story = _story_time.get()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "select set_config('somlos.session', %s, true), set_config('somlos.now', %s, true),"
                " set_config('somlos.door', '', true)",
                (_secret.get(), story.isoformat() if story else ""),
            )

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and (_secret.get() or _story_time.get()):
            try:
                with self.wrap_database_errors:
                    self.bind()
            except BaseException:
                self.close()  # half-way into a transaction that nobody has asked for yet
                raise

    def init_connection_state(self) -> None:
        """Add the guard to a new connection."""
        super().init_connection_state()
        if _guard not in self.execute_wrappers:
            self.execute_wrappers.append(_guard)


def _rebind() -> None:
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper) and connection.in_atomic_block and not connection.needs_rollback:
            connection.bind()


@contextmanager
def acting_as(secret: str) -> Iterator[None]:
    """Act with a session's secret; the middleware, the job runner and the tests use this, and nobody else."""
    token = _secret.set(secret)
    try:
        _rebind()
        yield
    except BaseException as first:
        _secret.reset(token)
        try:
            _rebind()
        except Exception as second:  # noqa: BLE001 - the first error is the one to hear of
            first.add_note(f"and the session could not be bound back: {second}")
        raise
    else:
        _secret.reset(token)
        _rebind()


def story() -> datetime | None:
    """Return what the story's clock says, when a story is told."""
    return _story_time.get()


@contextmanager
def story_time(now: datetime) -> Iterator[None]:
    """Let the story's clock say something else than the wall's; only a demo or test database listens (W16)."""
    token = _story_time.set(now)
    try:
        _rebind()
        yield
    finally:
        _story_time.reset(token)
        _rebind()

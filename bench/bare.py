"""What "none" is: the same pages on the same rows, without the two walls and the seal (docs/benchmark.md).

The database asks no policy and its functions are plain questions (bare.sql). The program looks the session up with one
plain statement and binds nobody, finds a compartment instead of opening a door, and stores and reads texts as they were
written. The access log is still written: it is no wall.
"""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from psycopg import sql

from somlos.foundation.access import actions, selectors
from somlos.foundation.access.postgres import base
from somlos.foundation.access.rules import Actor, Permission
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.vault import keys, ring

_SQL = Path(__file__).with_name("bare.sql")

_ME = """
    select s.user_id, s.kind, s.seat_id, e.scope_id, c.municipality_id, e.role,
           (select array_agg(o.id) from access_seat o where o.user_id = s.user_id and o.ends > now()), s.expires,
           set_config('somlos.user', s.user_id::text, true), set_config('somlos.seat', s.seat_id::text, true),
           set_config('somlos.scope', e.scope_id::text, true)
      from access_session s join access_seat e on e.id = s.seat_id join access_scope c on c.id = e.scope_id
     where s.secret_hash = %s and s.ended_at is null and s.expires > now()
"""
_FIND = """
    select r.subject_id, r.identity_id, c.scope_id, r.kind from access_relation r join access_compartment c on c.id = %s
     where r.user_id = %s and (r.compartment_id = c.id or r.identity_id = c.id) order by (r.compartment_id = c.id) desc limit 1
"""
_LOG = """
    insert into audit_look (id, at, day, user_id, seat_id, scope_id, subject_id, compartment_id, permission, through, result, because, purpose)
    values (gen_random_uuid(), now(), (now() at time zone 'Europe/Oslo')::date, %s, %s, %s, %s, %s, %s, %s, 'opened', '', %s)
"""


def strip(home: psycopg.Connection) -> None:
    """Take the walls out of a database: no policy is asked, and whoever serves pages may read and write everything."""
    tables = home.execute(
        "select schemaname, tablename from pg_tables where schemaname in ('public', 'vault')"
    ).fetchall()
    for name in (sql.Identifier(*table) for table in tables):
        home.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY").format(name))
        home.execute(sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO somlos_web").format(name))
    home.execute(_SQL.read_text(encoding="utf-8"))
    sealed = home.execute("select seat_id from organisations_post where get_byte(name, 0) = 1").fetchall()
    for (seat,) in sealed:  # the administrator, employed by an action and not by COPY
        home.execute("update organisations_post set name = %s where seat_id = %s", [b"Anne Brekkerud", seat])


def functions() -> set[str]:
    """Return the functions that bare.sql has made plain."""
    made = re.findall(r"create or replace function (\w+\.\w+)\(", _SQL.read_text(encoding="utf-8"))
    return {*made, "access.clock", "concerns.ages"}  # what time it is, and what a leader counts: no walls


def _me() -> Actor | None:
    with connection.cursor() as cursor:
        cursor.execute(_ME, (sha256(base._secret.get().encode()).digest(),))
        row = cursor.fetchone()
    if row is None:
        return None
    user, kind, seat, unit, municipality, role, seats, expires = row[:8]
    return Actor(user, kind, seat, unit, municipality, role, tuple(seats), expires)


def _open_door(
    actor: Actor | None, compartment_id: UUID, *, to: Permission, now: datetime, purpose: str = "daily_work"
) -> Warrant:
    if actor is None:
        raise LookupError(compartment_id)
    with connection.cursor() as cursor:
        cursor.execute(_FIND, (compartment_id, actor.user_id))
        subject, identity, unit, kind = cursor.fetchone()
        seen = (actor.user_id, actor.seat_id, actor.unit_id, subject, compartment_id, to.name, kind, purpose)
        cursor.execute(_LOG, seen)
    return Warrant(
        actor=actor,
        subject_id=subject,
        compartment_id=compartment_id,
        identity_id=identity,
        unit_id=unit,
        permission=to,
        through=kind,
        purpose=purpose,
        at=now,
    )


def _bind(_wrapper: base.DatabaseWrapper) -> None:
    return None


def _hang(_wrapped: Iterable[ring.WrappedKey]) -> None:
    return None


def _hang_new(_box: UUID, _data_key: bytes, *, version: int = 1) -> None:  # noqa: ARG001
    return None


def _holds(_box: UUID) -> bool:
    return True


def _seal(text: str, *, box: UUID, bound_to: bytes) -> bytes:  # noqa: ARG001
    return text.encode()


def _open_sealed(sealed: bytes, *, box: UUID, bound_to: bytes) -> str:  # noqa: ARG001
    return sealed.decode()


def _new_data_key(municipality: UUID, *, lockbox: UUID, version: int = 1) -> tuple[bytes, bytes]:  # noqa: ARG001
    return b"", b""


_INSTEAD: list[tuple[Callable[..., Any], Callable[..., Any]]] = [
    (selectors.me, _me),
    (actions.open_door, _open_door),
    (ring.hang, _hang),
    (ring.hang_new, _hang_new),
    (ring.holds, _holds),
    (ring.seal, _seal),
    (ring.open_sealed, _open_sealed),
    (keys.new_data_key, _new_data_key),
]


def _everywhere() -> list[tuple[object, str, Callable[..., Any], Callable[..., Any]]]:
    """Find every name in the house under which one of the replaced functions is called."""
    house: Collection[Any] = [module for name, module in sys.modules.items() if name.startswith("somlos.")]
    found = [
        (module, name, walled, plain)
        for walled, plain in _INSTEAD
        for module in house
        for name, value in list(vars(module).items())
        if value is walled
    ]
    return [*found, (base.DatabaseWrapper, "bind", base.DatabaseWrapper.bind, _bind)]


class Bare:
    """The program without its walls, switched on and off between requests."""

    def __init__(self) -> None:
        self.names = _everywhere()

    @contextmanager
    def program(self) -> Iterator[None]:
        """Be without walls meanwhile."""
        for owner, name, _, plain in self.names:
            setattr(owner, name, plain)
        try:
            yield
        finally:
            for owner, name, walled, _ in self.names:
                setattr(owner, name, walled)

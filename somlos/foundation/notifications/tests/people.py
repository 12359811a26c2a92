"""People for the tests of this room: a municipality with its administrator, and residents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connections, transaction

from somlos.foundation.vault import keys
from somlos.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    user_id: UUID
    identity: bytes
    kind: str


def as_owner(sql: str, values: Sequence[UUID | bytes | str | datetime | None] = ()) -> None:
    """Do something as the owner of the database, committed at once."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)


def employ() -> Person:
    """Found a municipality and return its first administrator."""
    municipality, seat = new_id(), new_id()
    administrator = _expect("employee", keys.keyed_hash("identity", str(seat)))
    keys.found(municipality)
    _, wrapped = keys.new_data_key(municipality, lockbox=municipality)
    as_owner(
        "select access.found_municipality(%s, %s, %s, %s, %s)",
        (municipality, administrator.user_id, seat, wrapped, datetime(2035, 1, 1, tzinfo=UTC)),
    )
    return administrator


def settle(*, identity: bytes | None = None) -> Person:
    """Expect a resident; with an identity it is somebody who is known already."""
    return _expect("resident", identity or keys.keyed_hash("identity", str(new_id())))


def _expect(kind: str, identity: bytes) -> Person:
    user = new_id()
    as_owner(
        "insert into accounts_user (id, identity_hash, kind, expected_at, language) values (%s, %s, %s, now(), 'nb')",
        (user, identity, kind),
    )
    return Person(user, identity, kind)

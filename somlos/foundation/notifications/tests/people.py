"""People for the tests of this room, who lies below access: a municipality with its administrator, and residents."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import connections, transaction

from somlos.foundation.vault import keys
from somlos.kernel.ids import new_id


def as_owner(sql: str, values: tuple[object, ...] = ()) -> None:
    """Do something as the owner of the database, committed at once."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)


def found_municipality() -> tuple[UUID, bytes]:
    """Found a municipality; return its first administrator and that one's identity."""
    municipality, user, seat = new_id(), new_id(), new_id()
    identity = keys.keyed_hash("identity", str(user))
    keys.found(municipality)
    _, wrapped = keys.new_data_key(municipality, lockbox=municipality)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(_USER, (user, identity, "employee"))
        cursor.execute(
            "select access.found_municipality(%s, %s, %s, %s, %s)",
            (municipality, user, seat, wrapped, datetime(2035, 1, 1, tzinfo=UTC)),
        )
    return user, identity


def expect_resident() -> tuple[UUID, bytes]:
    """Expect a resident; return the user and their identity."""
    user = new_id()
    identity = keys.keyed_hash("identity", str(user))
    as_owner(_USER, (user, identity, "resident"))
    return user, identity


_USER = "insert into accounts_user (id, identity_hash, kind, expected_at, language) values (%s, %s, %s, now(), 'nb')"

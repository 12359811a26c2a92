"""What the door knows, asked for through its functions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from somlos.foundation.access import looks
from somlos.foundation.access.rules import Actor, BasisState, Held, Kind
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.vault import ring


def me() -> Actor | None:
    """Tell who is signed in, at which post, and hang the keys of the municipality's own texts on the ring; None when nobody is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select user_id, kind, seat_id, scope_id, municipality_id, role, seats, expires, versions, wrapped from access.me()"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    user, kind, seat, unit, municipality, role, seats, expires, versions, wrapped = row
    ring.hang(
        ring.WrappedKey(municipality, municipality, version, key)
        for version, key in zip(versions or (), wrapped or (), strict=True)
    )
    return Actor(user, kind, seat, unit, municipality, role, tuple(seats or ()), expires)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of the caller and one compartment."""

    held: tuple[Held, ...]
    subject_id: UUID | None = None
    identity_id: UUID | None = None
    unit_id: UUID | None = None
    audience: str = ""
    at: datetime | None = None


def my_facts(compartment_id: UUID) -> Facts:
    """Return the caller's relations to a compartment; none, and nothing else, when there is no relation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relation_id, kind, may_write, starts, ends, withdrawn, shut, basis, blocked, at_this_seat, direct,"
            " subject_id, identity_id, scope_id, audience, clock from access.my_facts(%s)",
            (compartment_id,),
        )
        rows = cursor.fetchall()
    held = tuple(
        Held(
            kind=Kind(kind),
            may_write=may_write,
            starts=starts,
            ends=ends,
            withdrawn=withdrawn,
            shut=shut,
            basis=BasisState(basis),
            blocked=blocked,
            at_this_seat=at_this_seat,
            direct=direct,
            relation_id=relation,
        )
        for relation, kind, may_write, starts, ends, withdrawn, shut, basis, blocked, at_this_seat, direct, *_ in rows
    )
    if not rows:
        return Facts(held)
    subject, identity, unit, audience, at = rows[0][11:]
    return Facts(held, subject, identity, unit, audience, at)


@dataclass(frozen=True, slots=True)
class Listed:
    """One compartment in a list: whose, where the name lies, how the caller stands to it and since when."""

    compartment_id: UUID
    identity_id: UUID
    subject_id: UUID
    kind: Kind
    since: datetime
    ends: datetime


def open_list(
    kinds: Iterable[Kind],
    audiences: Collection[str],
    *,
    permission: str,
    among: "QuerySet[Any, UUID] | None" = None,
) -> list[Listed]:
    """Return the compartments the caller stands to in these ways, hang the identities' keys on the ring and log the list.

    Logged once a person, compartment and day (W10). `among` is a question for compartments, asked in the same statement:
    nothing but those is opened and logged.
    """
    some, told = among.query.sql_with_params() if among is not None else ("", ())
    sql = (
        "select compartment_id, identity_id, subject_id, kind, since, ends, lockbox, versions, wrapped"  # noqa: S608
        f" from access.open_list(%s, %s, %s{f', array({some})' if some else ''})"
    )
    values = ([kind.name for kind in kinds], list(audiences), permission, *told)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    looks.remember(sql, values)
    ring.hang(
        ring.WrappedKey(identity, lockbox, version, wrapped)
        for _, identity, _, _, _, _, lockbox, versions, keys in rows
        for version, wrapped in zip(versions or (), keys or (), strict=True)
    )
    return [
        Listed(place, identity, subject, Kind(kind), since, ends)
        for place, identity, subject, kind, since, ends, *_ in rows
    ]


def hang_municipality_keys(municipalities: Collection[UUID]) -> None:
    """Hang the keys of municipalities' own texts (names of employees) on the ring, where the caller has to do with them."""
    missing = [each for each in municipalities if not ring.holds(each)]
    if not missing:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select box, lockbox, version, wrapped from access.scope_keys(%s)",
            (missing,),
        )
        ring.hang(ring.WrappedKey(*row) for row in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class CanSee:
    """Somebody who can see a compartment now."""

    relation_id: UUID
    user_id: UUID
    seat_id: UUID | None
    kind: Kind
    starts: datetime
    ends: datetime
    may_write: bool


def who_can_see(warrant: Warrant) -> list[CanSee]:
    """Tell who can see the compartment the warrant opened."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relation_id, user_id, seat_id, kind, starts, ends, may_write from access.who_can_see(%s)",
            (warrant.compartment_id,),
        )
        return [
            CanSee(relation, user, seat, Kind(kind), starts, ends, may)
            for relation, user, seat, kind, starts, ends, may in cursor
        ]


def unread_notices() -> int:
    """Count one's own unread notices, less those about what one can no longer open; the same through every door."""
    return _number("select access.unread_notices()") or 0


def letters_given_up() -> int | None:
    """Count the e-mails that were given up in the last thirty days, for an administrator; None for everybody else."""
    return _number("select access.letters_given_up()")


def _number(question: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else None

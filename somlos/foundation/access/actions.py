"""The door's verbs: thin calls to the functions in the database, which check for themselves (W1)."""

import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from psycopg.errors import ConfigurationLimitExceeded, InsufficientPrivilege

from somlos.foundation.access import looks, rules, selectors
from somlos.foundation.access.postgres.base import acting_as, story_time
from somlos.foundation.access.rules import Actor, Audience, BasisKind, Because, Decision, Kind, Permission, Protection
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.vault import keys, ring
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused

SESSION_LASTS = {"employee": timedelta(hours=8), "resident": timedelta(hours=2)}
SESSION_IDLE = timedelta(minutes=15)


class DoorClosed(Exception):
    """The door did not open; carries what the access log and the answer need."""

    def __init__(self, decision: Decision, permission: str, compartment_id: UUID | None) -> None:
        super().__init__(decision.because.value)
        self.decision = decision
        self.permission = permission
        self.compartment_id = compartment_id


class TooMany(Exception):
    """The same person has begun more sessions within a minute than anybody needs (W8)."""


def _call(sql: str, *values: Any) -> tuple[object, ...]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            row: tuple[object, ...] | None = cursor.fetchone()
    except DatabaseError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise Refused(Because.WRONG_RELATION) from error
        if isinstance(error.__cause__, ConfigurationLimitExceeded):
            raise TooMany from error
        raise
    return row or ()


def _said(row: tuple[object, ...]) -> bool:
    return bool(row and row[0])


# Sessions


def begin_session(identity_hash: bytes, *, kind: str, lasts: timedelta, idle: timedelta = SESSION_IDLE) -> str | None:
    """Begin a session for whoever has this identity and return its secret; None when nobody here is expected under it."""
    secret = secrets.token_urlsafe(32)
    row = _call(
        "select access.begin_session(%s, %s, %s, %s, %s)",
        identity_hash,
        kind,
        sha256(secret.encode()).digest(),
        lasts,
        idle,
    )
    return secret if _said(row) else None


@contextmanager
def session_of(identity_hash: bytes, *, kind: str = "employee", at: datetime | None = None) -> Iterator[Actor]:
    """Act as somebody for a while, as the seed of a demo and tests do: a session, one transaction committed at the end.

    `at` is the story's time; only a demo or test database listens to it (W16).
    """
    with story_time(at) if at else nullcontext():
        secret = begin_session(identity_hash, kind=kind, lasts=timedelta(hours=1))
        if secret is None:
            raise Refused(Because.NOBODY)
        with acting_as(secret), ring.empty_ring(), transaction.atomic():
            actor = selectors.me()
            if actor is None:
                raise Refused(Because.NOBODY)
            yield actor


def end_session() -> None:
    """End the session of this request."""
    _call("select access.end_session()")


def end_former_session(secret: str) -> None:
    """End the session a browser had before somebody signed in again, so that its old cookie opens nothing."""
    with acting_as(secret), transaction.atomic():
        end_session()


def change_seat(seat_id: UUID) -> None:
    """Sit down at another of one's own posts."""
    if not _said(_call("select access.change_seat(%s)", seat_id)):
        raise Refused(Because.OTHER_SEAT)


def whose_session(secret: str) -> UUID | None:
    """Tell whose session a cookie was, even when it ended of itself within the day."""
    row = _call("select access.whose_session(%s)", sha256(secret.encode()).digest())
    return row[0] if row and isinstance(row[0], UUID) else None


# The door


def open_door(
    actor: Actor | None,
    compartment_id: UUID,
    *,
    to: Permission,
    now: datetime,
    purpose: str = "daily_work",
) -> Warrant:
    """Decide, open, narrow the transaction, write the access log, hang the keys on the ring, and prove it with a warrant."""
    if actor is None:
        raise DoorClosed(Decision(Because.NOBODY), to.name, compartment_id)
    facts = selectors.my_facts(compartment_id)
    decision = rules.decide(to, facts.held, now=facts.at or now)
    if not decision.allowed or decision.through is None:
        raise DoorClosed(decision, to.name, compartment_id)
    values = (compartment_id, to.name, purpose)
    with connection.cursor() as cursor:
        cursor.execute(looks.ENTER, values)
        opened = cursor.fetchall()
    looks.remember(looks.ENTER, values)
    if not opened or facts.subject_id is None or facts.identity_id is None:
        raise DoorClosed(Decision(Because.NO_RELATION), to.name, compartment_id)
    ring.hang(ring.WrappedKey(*row) for row in opened)
    return Warrant(
        actor=actor,
        subject_id=facts.subject_id,
        compartment_id=compartment_id,
        identity_id=facts.identity_id,
        unit_id=facts.unit_id,
        permission=to,
        through=decision.through.kind.name,
        purpose=purpose,
        at=now,
    )


def log_refusal(compartment_id: UUID | None, permission: str, because: Because) -> None:
    """Write a refusal to the access log."""
    _call(
        "select access.log_refusal(%s, %s, %s)",
        compartment_id,
        permission,
        because.value,
    )


def leave() -> None:
    """Leave what was opened, so that a page that goes through many children does not carry all of them along.

    What follows is asked of everything one may see, until the next door narrows again (W17).
    """
    _call("select set_config('somlos.door', '', true)")


# Subjects and compartments


def open_subject(
    actor: Actor,
    *,
    national_hash: bytes | None,
    kind: Kind,
    permission: Permission,
    ends: datetime,
    now: datetime,
    purpose: str,
) -> Warrant:
    """Find in the own service, or make, a subject; never says which. Returns a warrant to its identity compartment."""
    _, place = _subject(actor, national_hash=national_hash, kind=kind, ends=ends, purpose=purpose)
    return open_door(actor, place, to=permission, now=now, purpose=purpose)


def begin_subject(actor: Actor, *, national_hash: bytes | None, kind: Kind, ends: datetime, purpose: str) -> UUID:
    """Find in the own service, or make, a subject nothing is written about yet, without opening anything of it."""
    subject_id, _ = _subject(actor, national_hash=national_hash, kind=kind, ends=ends, purpose=purpose)
    return subject_id


def _subject(
    actor: Actor, *, national_hash: bytes | None, kind: Kind, ends: datetime, purpose: str
) -> tuple[UUID, UUID]:
    if actor.municipality_id is None:
        raise Refused(Because.NO_RELATION)
    subject_id, identity_id = new_id(), new_id()
    _, wrapped = keys.new_data_key(actor.municipality_id, lockbox=subject_id)
    row = _call(
        "select subject_id, identity_id from access.open_subject(%s, %s, %s, %s, %s, %s, %s)",
        subject_id, identity_id, national_hash, wrapped, kind.name, ends, purpose,
    )  # fmt: skip
    found, place = row
    if not isinstance(found, UUID) or not isinstance(place, UUID):
        raise Refused(Because.NO_RELATION)
    return found, place


def open_compartment(
    warrant: Warrant,
    audience: Audience,
    *,
    kind: Kind,
    permission: Permission,
    ends: datetime,
    purpose: str,
    compartment_id: UUID | None = None,
) -> Warrant:
    """Open a compartment of one's own on the subject the warrant opened, sealed with a key of its own; returns its warrant."""
    if warrant.actor.municipality_id is None:
        raise Refused(Because.NO_RELATION)
    compartment_id = compartment_id or new_id()
    _, wrapped = keys.new_data_key(warrant.actor.municipality_id, lockbox=compartment_id)
    _call(
        "select access.open_compartment(%s, %s, %s, %s, %s, %s, %s)",
        compartment_id, warrant.identity_id, audience.value, kind.name, wrapped, ends, purpose,
    )  # fmt: skip
    return open_door(warrant.actor, compartment_id, to=permission, now=warrant.at, purpose=purpose)


# Relations


def relate(
    warrant: Warrant,
    *,
    user_id: UUID,
    seat_id: UUID | None,
    kind: Kind,
    ends: datetime,
    purpose: str,
    basis_id: UUID | None = None,
) -> UUID:
    """Bring somebody into the compartment the warrant opened; refused unless the invitation table allows it."""
    relation_id = new_id()
    _call(
        "select access.relate(%s, %s, %s, %s, %s, %s, %s, %s)",
        relation_id, warrant.compartment_id, user_id, seat_id, kind.name, ends, purpose, basis_id,
    )  # fmt: skip
    return relation_id


def relate_seats(warrant: Warrant, users: Mapping[UUID, UUID], *, kind: Kind, ends: datetime, purpose: str) -> None:
    """Bring several seats, each with its user, into the compartment in one statement.

    Whoever may not be brought in is passed over, and nobody is told: that somebody is shut out is the subject's matter.
    """
    if not users:
        return
    relations = [new_id() for _ in users]
    try:
        with transaction.atomic():
            _call(
                "select count(access.relate(t.relation, %s, t.member, t.seat, %s, %s, %s, null))"
                " from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) as t (relation, member, seat)",
                warrant.compartment_id, kind.name, ends, purpose, relations, list(users.values()), list(users),
            )  # fmt: skip
    except Refused:
        if len(users) == 1:
            return
        for seat_id, user_id in users.items():
            relate_seats(warrant, {seat_id: user_id}, kind=kind, ends=ends, purpose=purpose)


def end_relation(relation_id: UUID) -> None:
    """Take back one's own relation, or one in a compartment where one may invite."""
    if not _said(_call("select access.end_relation(%s)", relation_id)):
        raise Refused(Because.WRONG_RELATION)


def end_others(warrant: Warrant, *, but: Collection[Kind] = ()) -> None:
    """Close the compartment the warrant opened for everybody but those who stand to it in these ways, oneself last.

    Without any such way it stays open for oneself alone. Somebody who wrote there, or took it over, is not shut out.
    """
    _call(
        "select count(*) filter (where access.end_relation(r.relation_id)) from ("
        "select relation_id from access.who_can_see(%s) where kind <> all(%s) and (user_id <> %s or %s)"
        " order by user_id = %s, relation_id offset 0) r",
        warrant.compartment_id, [kind.name for kind in but], warrant.actor.user_id, bool(but), warrant.actor.user_id,
    )  # fmt: skip


def take_over(compartment_id: UUID, *, reason: str, ends: datetime) -> None:
    """Take a note over as its unit's leader, because its author has left or is away (R1)."""
    if not _said(
        _call(
            "select access.take_over(%s, %s, %s, %s)",
            new_id(),
            compartment_id,
            reason,
            ends,
        )
    ):
        raise Refused(Because.WRONG_RELATION)


# Basis, blocks, protection, emergency


def give_basis(
    warrant: Warrant,
    *,
    about: UUID,
    kind: BasisKind,
    capacity: str,
    purpose: str,
    text_version: str,
    ends: datetime,
) -> UUID:
    """Give a consent one was asked for, or decide on a duty; returns the basis."""
    basis_id = new_id()
    _call(
        "select access.give_basis(%s, %s, %s, %s, %s, %s, %s, %s)",
        basis_id, warrant.compartment_id, about, kind.value, capacity, purpose, text_version, ends,
    )  # fmt: skip
    return basis_id


def withdraw(basis_id: UUID) -> None:
    """Withdraw what one gave; it opens nothing from the next statement on."""
    if not _said(_call("select access.withdraw(%s)", basis_id)):
        raise Refused(Because.WITHDRAWN)


def block(warrant: Warrant, *, user_id: UUID, reason: str) -> UUID:
    """Shut somebody out from everything about the subject; beats every grant."""
    block_id = new_id()
    if not _said(
        _call(
            "select access.block(%s, %s, %s, %s)",
            block_id,
            warrant.identity_id,
            user_id,
            reason,
        )
    ):
        raise Refused(Because.WRONG_RELATION)
    return block_id


def lift_block(block_id: UUID, *, reason: str) -> None:
    """Lift a block as a named person with the role for it, never one's own."""
    if not _said(_call("select access.lift_block(%s, %s, %s)", new_id(), block_id, reason)):
        raise Refused(Because.WRONG_RELATION)


def protect(warrant: Warrant, protection: Protection) -> None:
    """Set how well the subject's address is hidden; strictly confidential shuts every relation that is not by name."""
    if not _said(_call("select access.protect(%s, %s)", warrant.identity_id, protection.value)):
        raise Refused(Because.WRONG_RELATION)


def break_glass(compartment_id: UUID, *, reason: str) -> None:
    """Open a compartment for an hour, reading only, for a reason from the closed list."""
    if not _said(_call("select access.break_glass(%s, %s, %s)", new_id(), compartment_id, reason)):
        raise Refused(Because.WRONG_RELATION)


def join_subjects(identity_id: UUID, *, same_as: UUID) -> None:
    """Say that a provisional subject is the same as another; both stay where they are (W5)."""
    if not _said(_call("select access.join_subjects(%s, %s)", identity_id, same_as)):
        raise Refused(Because.WRONG_RELATION)


# Scopes and seats


def open_scope(scope_id: UUID) -> None:
    """Open a unit's scope in one's own municipality, as administrator."""
    _call("select access.open_scope(%s)", scope_id)


def give_seat(*, user_id: UUID, scope_id: UUID, role: str, starts: datetime, ends: datetime) -> UUID:
    """Give somebody a seat at a scope, as administrator; returns the seat."""
    seat_id = new_id()
    _call(
        "select access.give_seat(%s, %s, %s, %s, %s, %s)",
        seat_id,
        user_id,
        scope_id,
        role,
        starts,
        ends,
    )
    return seat_id


def end_seat(seat_id: UUID, *, at: datetime) -> None:
    """End somebody's seat, as administrator or leader; every relation through it stops at once."""
    if not _said(_call("select access.end_seat(%s, %s)", seat_id, at)):
        raise Refused(Because.EMPLOYMENT_ENDED)

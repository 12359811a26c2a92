"""A small town to try the door in: laid by the owner and committed, asked by everybody through their own sessions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections, transaction

from somlos.foundation.access import actions
from somlos.foundation.access.rules import Actor, Audience, Kind, Permission
from somlos.foundation.access.testing import signed_in
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.audit.actions import Sentence, append
from somlos.foundation.audit.models import Event
from somlos.foundation.vault import keys
from somlos.kernel.ids import new_id

NOW = datetime.now(UTC)
LONG_AGO, LATER = NOW - timedelta(days=400), NOW + timedelta(days=200)

OWN_LIST, AUTHOR, OWNER = Kind("own_list"), Kind("author"), Kind("owner")
PARTICIPANT, GUEST, HOST = Kind("participant"), Kind("guest"), Kind("host")
ASKED, PARENT, BY_CONSENT = Kind("asked"), Kind("parent"), Kind("by_consent")
EVERY_KIND = frozenset(
    {OWN_LIST, AUTHOR, OWNER, PARTICIPANT, GUEST, HOST, ASKED, PARENT, BY_CONSENT, Kind("emergency")}
)
READ = Permission("test.read", EVERY_KIND)
WRITE = Permission("test.write", EVERY_KIND, writes=True)

INVITATIONS: tuple[tuple[str, Kind, Kind, str, bool, bool], ...] = (
    ("circle", AUTHOR, GUEST, "service", False, False),
    ("circle", AUTHOR, HOST, "municipality", True, True),
    ("identity", OWN_LIST, GUEST, "service", False, False),
    ("contact", OWN_LIST, GUEST, "service", False, False),
    ("consent", HOST, ASKED, "anyone", True, False),
    ("service", PARTICIPANT, PARENT, "anyone", False, False),
    ("service", PARTICIPANT, BY_CONSENT, "municipality", True, True),
)
"""Who may bring in whom here: audience, by, as, within, may write, may invite."""


@contextmanager
def speaking_as(alias: str, *, name: str = "", user: str = "", autocommit: bool = True) -> Iterator[psycopg.Connection]:
    """Open a connection apart from Django's, as the role of an alias; what it says is committed at once."""
    home = connections[alias].settings_dict
    with psycopg.connect(
        host=home["HOST"],
        port=home["PORT"] or None,
        dbname=name or home["NAME"],
        user=user or home["USER"],
        password=home["PASSWORD"] or None,
        autocommit=autocommit,
    ) as connection:
        yield connection


_kept: dict[tuple[str, str], psycopg.Connection] = {}


def kept(alias: str) -> psycopg.Connection:
    """Return a connection apart from Django's that is kept for the next who asks, one for each role and database."""
    home = connections[alias].settings_dict
    if (alias, home["NAME"]) not in _kept:
        _kept[alias, home["NAME"]] = psycopg.connect(
            host=home["HOST"],
            port=home["PORT"] or None,
            dbname=home["NAME"],
            user=home["USER"],
            password=home["PASSWORD"] or None,
            autocommit=True,
        )
    return _kept[alias, home["NAME"]]


def leave() -> None:
    """Close what was kept."""
    while _kept:
        _kept.popitem()[1].close()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the town: the identity they sign in with, and where they sit."""

    name: str
    identity: bytes
    user_id: UUID
    kind: str = "employee"
    seat_id: UUID | None = None
    unit_id: UUID | None = None

    @property
    def post(self) -> UUID:
        """Return the seat of somebody who has one."""
        assert self.seat_id is not None
        return self.seat_id


@dataclass(slots=True)
class Town:
    """A municipality with its units and people."""

    id: UUID = field(default_factory=new_id)
    units: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def unit(self, name: str) -> UUID:
        """Return a unit of the town, opened when it is first named."""
        if name not in self.units:
            self.units[name] = new_id()
            self.owner("insert into access_scope (id, municipality_id) values (%s, %s)", self.units[name], self.id)
        return self.units[name]

    def employ(
        self, name: str, unit: str, *, role: str = "employee", starts: datetime = LONG_AGO, ends: datetime = LATER
    ) -> Person:
        """Seat somebody in a unit."""
        at = self.id if unit == "town" else self.unit(unit)
        user, identity = self._expect(name, "employee")
        person = Person(name, identity, user, "employee", new_id(), at)
        self.people[name] = person
        self.seat(person, at, role=role, starts=starts, ends=ends, seat=person.seat_id)
        return person

    def seat(
        self,
        person: Person,
        at: UUID,
        *,
        role: str = "employee",
        starts: datetime = LONG_AGO,
        ends: datetime = LATER,
        seat: UUID | None = None,
    ) -> UUID:
        """Give somebody a seat, as the owner, whatever the door would say."""
        seat = seat or new_id()
        self.owner(
            "insert into access_seat (id, user_id, scope_id, role, starts, ends) values (%s, %s, %s, %s, %s, %s)",
            seat, person.user_id, at, role, starts, ends,
        )  # fmt: skip
        return seat

    def settle(self, name: str) -> Person:
        """Expect a resident."""
        user, identity = self._expect(name, "resident")
        self.people[name] = Person(name, identity, user, "resident")
        return self.people[name]

    def _expect(self, name: str, kind: str) -> tuple[UUID, bytes]:
        user, identity = new_id(), keys.keyed_hash("test.identity", f"{self.id}|{name}")
        self.owner(
            "insert into accounts_user (id, identity_hash, kind, expected_at, language) values (%s, %s, %s, now(), 'nb')",
            user, identity, kind,
        )  # fmt: skip
        return user, identity

    def owner(self, sql: str, *values: object) -> None:
        """Say something to the database as its owner, committed at once."""
        kept("owner").execute(sql, values)

    def asked(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database as its owner."""
        return kept("owner").execute(sql, values).fetchall()

    @contextmanager
    def as_(self, name: str, *, at: datetime | None = None) -> Iterator[Actor]:
        """Act as somebody of the town, in one transaction that is committed at the end."""
        person = self.people[name]
        with signed_in(person.identity, kind=person.kind, at=at) as actor:
            yield actor


def lay_town(*, founded_by: str = "Arild") -> Town:
    """Found a municipality with an administrator, through the function that set-up uses."""
    town = Town()
    keys.found(town.id)
    user, identity = town._expect(founded_by, "employee")
    seat = new_id()
    _, wrapped = keys.new_data_key(town.id, lockbox=town.id)
    town.owner("select access.found_municipality(%s, %s, %s, %s, %s)", town.id, user, seat, wrapped, LATER)
    town.people[founded_by] = Person(founded_by, identity, user, "employee", seat, town.id)
    return town


def national(name: str) -> bytes:
    """Return the keyed hash of a made-up national id."""
    return keys.keyed_hash("test.national", name)


def register(actor: Actor, child: str | None, *, to: Permission = READ, now: datetime = NOW) -> Warrant:
    """Open a child on one's own list."""
    return actions.open_subject(
        actor,
        national_hash=national(child) if child else None,
        kind=OWN_LIST,
        permission=to,
        ends=now + timedelta(days=100),
        now=now,
        purpose="own_list",
    )


def wonder(
    identity: Warrant,
    audience: Audience = Audience.CIRCLE,
    *,
    kind: Kind = AUTHOR,
    to: Permission = WRITE,
    days: int = 100,
) -> Warrant:
    """Open a compartment of one's own on a child."""
    return actions.open_compartment(
        identity, audience, kind=kind, permission=to, ends=identity.at + timedelta(days=days), purpose="wonder"
    )


def enter(actor: Actor, place: UUID, *, writing: bool = False) -> Warrant:
    """Open a door."""
    return actions.open_door(actor, place, to=WRITE if writing else READ, now=NOW)


def discuss(town: Town, note: Warrant, name: str, *, kind: Kind = GUEST, by: str = "Tove") -> UUID:
    """Bring somebody into a note."""
    person = town.people[name]
    with town.as_(by) as actor:
        return actions.relate(
            enter(actor, note.compartment_id, writing=True),
            user_id=person.user_id,
            seat_id=person.seat_id,
            kind=kind,
            ends=NOW + timedelta(days=30),
            purpose="discuss",
        )


def lay_compartment(town: Town, *, subject: UUID, identity: UUID, audience: str, unit: UUID | None) -> UUID:
    """Lay a compartment as the owner, for audiences no room opens yet."""
    place = new_id()
    _, wrapped = keys.new_data_key(town.id, lockbox=place)
    town.owner("insert into vault.data_key (lockbox, version, wrapped) values (%s, 1, %s)", place, wrapped)
    town.owner(
        "insert into access_compartment (id, subject_id, audience, identity_id, scope_id, lockbox, made_at)"
        " values (%s, %s, %s, %s, %s, %s, now())",
        place, subject, audience, identity, unit, place,
    )  # fmt: skip
    return place


def lay_relation(town: Town, person: Person, *, to: UUID, subject: UUID, identity: UUID, **changed: object) -> UUID:
    """Lay a relation as the owner: live, writing, inviting, unless something else is said."""
    facts: dict[str, object] = {
        "id": new_id(),
        "user_id": person.user_id,
        "seat_id": person.seat_id,
        "compartment_id": to,
        "identity_id": identity,
        "subject_id": subject,
        "kind": "host",
        "may_write": True,
        "may_invite": True,
        "named": False,
        "basis_id": None,
        "starts": LONG_AGO,
        "ends": LATER,
        "withdrawn": False,
        "shut": False,
        "source": "errand",
        "made_at": NOW,
        "purpose": "test",
    }
    facts |= changed
    town.owner(
        f"insert into access_relation ({', '.join(facts)}) values ({', '.join(['%s'] * len(facts))})", *facts.values()
    )
    return UUID(str(facts["id"]))


def fingerprint(town: Town, tables: Sequence[str]) -> Mapping[str, str]:
    """Return a mark of all that some tables hold, to see whether anything was changed."""
    return {
        table: str(
            town.asked(f"select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t")[0][0]
        )
        for table in tables
    }


def say(warrant: Warrant, text: str) -> None:
    """Write a sealed sentence into the compartment a warrant opened."""
    append(
        Sentence(
            at=warrant.at,
            user_id=warrant.actor.user_id,
            seat_id=warrant.actor.seat_id,
            actor_words=f"Who said «{text}»",
            kind="test.said",
            subject_id=warrant.subject_id,
            compartment_id=warrant.compartment_id,
            box_id=warrant.compartment_id,
            object_kind="test",
            object_id=None,
            said=text,
            because=None,
        )
    )


def heard(place: UUID) -> list[str]:
    """Return the sealed sentences of a compartment that the database shows to whoever asks, opened with the ring."""
    with transaction.atomic():
        return [event.said for event in Event.objects.filter(compartment_id=place).order_by("at", "id")]


@dataclass(frozen=True, slots=True)
class Aside:
    """Somebody's session on a connection of its own, beside the one a test is in the middle of."""

    connection: psycopg.Connection

    def __call__(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()


@contextmanager
def aside(town: Town, name: str) -> Iterator[Aside]:
    """Act as somebody on another connection, committed at the end."""
    person, secret = town.people[name], token_urlsafe(32)
    with speaking_as("default") as connection, connection.transaction():
        connection.execute(
            "select access.begin_session(%s, %s, sha256(%s), '1 hour', '1 hour'), set_config('somlos.session', %s, true)",
            (person.identity, person.kind, secret.encode(), secret),
        )
        yield Aside(connection)

"""Build Fjordvik and its neighbours by the actions themselves: units, posts, lists, children and the first notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from fjordvik import cast, crowd
from fjordvik.cast import Family, Person
from fjordvik.model import lay_help, lay_model
from somlos.child.concerns import actions as concerns
from somlos.child.concerns import policy as concerns_policy
from somlos.child.concerns.actions import Words
from somlos.foundation.access import actions as access
from somlos.foundation.access.postgres.base import story_time
from somlos.foundation.access.rules import Actor, Protection
from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.national_id import NationalId, parse, synthetic_number
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.organisations.actions import end_employment, found_municipality, open_unit
from somlos.foundation.organisations.actions.posts import employ
from somlos.foundation.people import actions as people
from somlos.foundation.people import policy as people_policy
from somlos.foundation.people.rules import CarerKind
from somlos.foundation.people.rules.children import Details, NewCarer
from somlos.kernel.ids import new_id

_A_YEAR = timedelta(days=365)


@dataclass(slots=True)
class Town:
    """What was built, by the keys the stories use."""

    now: datetime
    controllers: dict[str, UUID] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)
    seats: dict[str, UUID] = field(default_factory=dict)
    users: dict[str, UUID] = field(default_factory=dict)
    lists: dict[str, UUID] = field(default_factory=dict)
    places: dict[str, UUID] = field(default_factory=dict)
    notes: dict[str, UUID] = field(default_factory=dict)

    @contextmanager
    def acting(self, key: str, *, days_ago: float = 0) -> Iterator[tuple[Actor, datetime]]:
        """Act as somebody of the cast, some days ago."""
        at = self.now - timedelta(days=days_ago)
        who = cast.person(key)
        with access.session_of(who.identity_hash, kind=who.kind, at=at) as actor:
            yield actor, at


def build(now: datetime, *, crowded: bool) -> Town:
    """Build it all; `crowded` adds a few hundred children so that lists look like a working day."""
    town = Town(now)
    for owner, administrator in cast.ADMINISTRATORS.items():
        _found(town, owner, administrator)
    with town.acting("anne", days_ago=300) as (actor, at):
        lay_model(actor, now=at)
    with town.acting("anne", days_ago=9) as (actor, at):
        lay_help(actor, now=at)
    _expect_residents(town)
    _lists(town)
    if crowded:
        crowd.fill(town)
    _stories(town)
    return town


def _found(town: Town, owner: str, administrator: Person) -> None:
    begun = town.now - timedelta(days=400)
    with story_time(begun):
        founded = found_municipality(
            name=cast.CONTROLLERS[owner][0],
            ownership=cast.CONTROLLERS[owner][1],
            administrator=administrator.identity,
            administrator_name=administrator.name,
            administrator_title=administrator.title,
            ends=town.now + 5 * _A_YEAR,
            now=begun,
        )
    town.controllers[owner] = town.units[owner] = founded.municipality_id
    town.users[administrator.key], town.seats[administrator.key] = founded.user_id, founded.seat_id
    with town.acting(administrator.key) as (actor, now):
        for place in cast.PLACES:
            if place.owner == owner:
                town.units[place.key] = open_unit(
                    actor,
                    name=place.name,
                    kind=place.kind,
                    level=place.level,
                    ownership=place.ownership,
                    parent_id=town.units[place.under] if place.under else None,
                    phone=place.phone,
                    now=now,
                )
        for person in cast.EMPLOYEES:
            if person.service == owner or (person.service in town.units and _owner_of(person) == owner):
                town.seats[person.key] = employ(
                    actor,
                    person.identity,
                    name=person.name,
                    title=person.title,
                    service_id=town.units[person.service],
                    works_at_id=town.units[person.works_at] if person.works_at else None,
                    role=person.role,
                    starts=begun,
                    ends=town.now + 3 * _A_YEAR,
                    now=now,
                )
                town.users[person.key] = expect(person.identity, kind=UserKind.EMPLOYEE, now=now)


def _owner_of(person: Person) -> str:
    return next((place.owner for place in cast.PLACES if place.key == person.service), person.service or "")


def _expect_residents(town: Town) -> None:
    for person in cast.RESIDENTS:
        town.users[person.key] = expect(person.identity, kind=UserKind.RESIDENT, now=town.now)


_LISTS = (
    ("Revehiet", "tove", ("kari", "stian")),
    ("Ekornbolet", "berit", ()),
    ("2A", "nina", ()),
    ("Barneskolen", "ingrid", ()),
)


def _lists(town: Town) -> None:
    starts, ends = (town.now - timedelta(days=90)).date(), (town.now + timedelta(days=240)).date()
    for name, keeper, colleagues in _LISTS:
        with town.acting(keeper, days_ago=80) as (actor, at):
            shared = [town.seats[key] for key in colleagues]
            town.lists[name] = people.make_list(actor, name=name, starts=starts, ends=ends, share_with=shared, now=at)
    carers = {"ella": ("marte", "jon"), "liam": ("hilde", "ronny")}
    for child, keeper, name in (("ella", "tove", "Revehiet"), ("liam", "tove", "Revehiet"), ("noah", "nina", "2A")):
        _put(town, cast_child(child), keeper, name, carers.get(child, ()))
    for child in ("jonas", "mina", "amir"):
        _put(town, cast_child(child), "ingrid", "Barneskolen", ())
    with town.acting("nina", days_ago=70) as (actor, at):
        warrant = access.open_door(actor, town.places["noah"], to=people_policy.PROTECT, now=at)
        people.protect(warrant, Protection.STRICTLY_CONFIDENTIAL, now=at)
    with town.acting("anne", days_ago=40) as (actor, at):
        end_employment(actor, town.seats["stian"], at=at, now=at)


def cast_child(key: str) -> Family:
    """Return a child of the stories."""
    return next(child for child in cast.CHILDREN if child.key == key)


def born(child: Family, now: datetime) -> date:
    """Return when a child of the stories was born, so that it is as old as the story says today."""
    months = timezone.localdate(now).year * 12 + timezone.localdate(now).month - 1 - child.years * 12 - child.months
    return date(months // 12, months % 12 + 1, 3)


def number(born_on: date, serial: int) -> NationalId:
    """Return a synthetic national id for somebody born on a day."""
    digits = next(made for each in range(serial, serial + 15) if (made := synthetic_number(born_on, serial=each)))
    read = parse(digits)
    assert isinstance(read, NationalId)
    return read


def _put(town: Town, child: Family, keeper: str, name: str, carers: tuple[str, ...]) -> None:
    birth = born(child, town.now)
    parents = [
        NewCarer(
            person.name,
            CarerKind.PARENT_WITH_RESPONSIBILITY,
            "foreldrene selv",
            (town.now - timedelta(days=80)).date(),
            person.number,
        )
        for person in map(cast.person, carers)
    ]
    details = Details(
        name=child.name,
        called=child.called,
        birth_date=birth,
        language=child.language,
        interpreter_needed=child.interpreter_needed,
    )
    with town.acting(keeper, days_ago=79) as (actor, at):
        warrant = people.put_on_list(
            actor, town.lists[name], details, national_id=number(birth, child.serial), carers=parents, now=at
        )
        town.places[child.key] = warrant.identity_id


def _stories(town: Town) -> None:
    _write(
        town,
        "jonas",
        "ingrid",
        9,
        "Jonas har hatt vondt i magen fire mandager på rad. I dag sa han at det er fint å være her, men dumt å gå hjem.",
        child_words="Jeg vil helst være med i garderoben først.",
    )
    with town.acting("ingrid", days_ago=6) as (actor, at):
        warrant = access.open_door(actor, town.notes["jonas"], to=concerns_policy.DISCUSS, now=at)
        concerns.discuss(warrant, seat_id=town.seats["mette"], now=at)
    _write(
        town,
        "amir",
        "ingrid",
        16,
        "Amir sitter alene i matfri. To ganger denne uka har han spurt om å få være på biblioteket i stedet.",
    )


def _write(town: Town, child: str, author: str, days_ago: float, seen: str, child_words: str = "") -> None:
    with town.acting(author, days_ago=days_ago) as (actor, at):
        warrant = access.open_door(actor, town.places[child], to=concerns_policy.START, now=at)
        words = Words(noticed_on=timezone.localdate(at), seen=seen, child_words=child_words)
        town.notes[child] = concerns.save_note(warrant, words, once=new_id(), now=at)

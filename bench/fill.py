"""Fill a database with children, those who work with them, and what they have written.

Texts are sealed by the fields themselves and keys are made and wrapped by the vault, so that what is measured is what
the house stores. Chance has a fixed seed: two databases of one size hold the same rows, whether their texts are sealed or not.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import cast
from uuid import UUID

from bench import words
from bench.sheets import Sheets
from somlos.child.concerns.models import NoteStep, NoteVersion
from somlos.foundation.audit.models import Event
from somlos.foundation.organisations.models import Post
from somlos.foundation.people.models import Carer, ChildVersion, ContactCard
from somlos.foundation.vault import keys, ring
from somlos.foundation.vault.fields import SealedTextField

IN_A_UNIT = 30
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody who is measured: how many children on how many lists, and how many notes written or asked about."""

    children: int
    contacts: int
    lists: int
    written: int
    asked: int
    undecided: int
    unread: int

    @property
    def live(self) -> int:
        """Return how many compartments stand open to them."""
        return self.children + self.contacts + self.written + self.asked


MEASURED = {
    "60": Load(children=36, contacts=12, lists=2, written=8, asked=4, undecided=8, unread=3),
    "list of 100": Load(children=100, contacts=33, lists=1, written=6, asked=4, undecided=6, unread=3),
    "1 000": Load(children=600, contacts=200, lists=6, written=100, asked=100, undecided=60, unread=20),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at work."""

    id: UUID
    user: UUID
    identity: bytes
    said: str


@dataclass(slots=True)
class Person:
    """What a page is asked for on behalf of somebody who is measured."""

    identity: str
    lists: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Child:
    """A child that was filled in, as far as other rows point at it."""

    subject: UUID
    identity: UUID
    contact: UUID | None
    name: str


@dataclass(slots=True)
class _Place:
    """Where a sealed text lies: as much of its row as a sealed field asks for."""

    pk: UUID
    box: UUID

    @property
    def compartment_id(self) -> UUID:
        return self.box

    municipality_id = box_id = compartment_id


def _field(model: type, name: str) -> SealedTextField:
    return cast(SealedTextField, model._meta.get_field(name))  # type: ignore[attr-defined]


_POST_NAME = _field(Post, "name")
_NAME, _CALLED = _field(ChildVersion, "name"), _field(ChildVersion, "called")
_CARER, _STATED = _field(Carer, "name"), _field(Carer, "stated_by")
_PHONE, _ADDRESS = _field(ContactCard, "phone"), _field(ContactCard, "address")
_SEEN, _CHILD_WORDS = _field(NoteVersion, "seen"), _field(NoteVersion, "child_words")
_STRENGTHS, _SIGNS = _field(NoteVersion, "strengths"), _field(NoteVersion, "signs")
_SAID, _SHARED = _field(NoteStep, "said"), _field(NoteStep, "shared")
_ACTOR, _TOLD = _field(Event, "actor_words"), _field(Event, "said")


def _text(column: SealedTextField, pk: UUID, box: UUID, said: str) -> bytes:
    return bytes(column.seal(_Place(pk, box), said))  # type: ignore[arg-type]


class Filling:
    """One filling of one database."""

    def __init__(self, sheets: Sheets, municipality: UUID, *, now: datetime, seed: int) -> None:
        self.sheets, self.municipality, self.now = sheets, municipality, now
        self.chance = Random(seed)  # noqa: S311
        self.add = sheets.add
        self.people: dict[str, Person] = {}
        self.seats: list[tuple[Seat, Load]] = []
        self.everybody: list[Child] = []

    def new(self) -> UUID:
        """Make an id by chance of this filling."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def ago(self, most: float, least: float = 0.5) -> datetime:
        """Return a moment some days ago."""
        return self.now - A_DAY * self.chance.uniform(least, most)

    def some(self, share: float) -> bool:
        """Decide by chance."""
        return self.chance.random() < share

    def fill(self, *, children: int, employees: int, municipality_key: ring.WrappedKey) -> None:
        """Fill it all in."""
        units = employees // IN_A_UNIT
        left = children - sum(load.children for load in MEASURED.values())
        others = units - len(MEASURED)
        loads = list(MEASURED.items())
        for number in range(units):
            with ring.empty_ring():
                ring.hang([municipality_key])
                unit, seats = self.unit(number)
                if number < len(loads):
                    self.measured(unit, seats, *loads[number])
                else:
                    here = left // others + (number - len(loads) < left % others)
                    self.lists(unit, seats, here)
            self.sheets.send_when_full()
        self.former()
        self.sheets.send()

    # Who works here

    def unit(self, number: int) -> tuple[UUID, list[Seat]]:
        """Open a unit and employ those who work there, the leader first."""
        unit, opened = self.new(), self.now - 900 * A_DAY
        kind = ("kindergarten", "school", "child_health")[number % 3]
        self.add("access_scope", unit, self.municipality)
        self.add(
            "organisations_unit",
            unit,
            self.municipality,
            f"Enhet {number + 1}",
            kind,
            "unit",
            "municipal",
            "00 00 00 00",
        )
        return unit, [self.seat(unit, opened, leads=place == 0) for place in range(IN_A_UNIT)]

    def seat(self, unit: UUID, opened: datetime, *, leads: bool) -> Seat:
        """Employ somebody, who signed in last some days ago."""
        seat, user, identity = self.new(), self.new(), self.chance.randbytes(32)
        name, title = words.name(self.chance), "styrer" if leads else self.chance.choice(words.TITLES)
        role = "unit_leader" if leads else "employee"
        last = self.ago(30, 1)
        self.add("accounts_user", user, identity, "employee", opened, opened, "nb")
        self.add("access_seat", seat, user, unit, role, opened, self.now + 900 * A_DAY)
        self.add(
            "access_session", self.new(), self.chance.randbytes(32), user, seat, "employee", last,
            last + timedelta(hours=8), timedelta(minutes=15), last, last + timedelta(hours=1),
        )  # fmt: skip
        self.add("organisations_post", seat, self.municipality, _text(_POST_NAME, seat, self.municipality, name), title)
        return Seat(seat, user, identity, f"{name}, {title}")

    # Lists and the children on them

    def lists(self, unit: UUID, seats: list[Seat], children: int) -> None:
        """Fill a unit's lists: two dozen children on each, three who have it; every third child has a note."""
        for start in range(0, children, 24):
            having = self.chance.sample(seats[1:], 3)
            made = self.one_list(unit, having, f"Gruppe {start // 24 + 1}")
            for place in range(min(24, children - start)):
                child = self.child(unit, made, having, contact=self.some(1 / 3))
                if place % 3 == 0:
                    asked = self.chance.sample([seat for seat in seats if seat != having[0]], self.chance.randint(0, 2))
                    self.note(unit, child, having[0], asked, undecided=self.some(0.4))

    def measured(self, unit: UUID, seats: list[Seat], key: str, load: Load) -> None:
        """Fill the lists of somebody who is measured."""
        me, others = seats[1], seats[2:]
        person = self.people[key] = Person(me.identity.hex())
        self.seats.append((me, load))
        wanted = load.written + load.asked
        for part in range(load.lists):
            having = [me, *self.chance.sample(others, 2)]
            made = self.one_list(unit, having, f"Liste {part + 1}")
            person.lists.append(str(made))
            for number in range(part, load.children, load.lists):
                child = self.child(unit, made, having, contact=number < load.contacts)
                person.children.append(str(child.identity))
                open_still = number * load.undecided // wanted != (number - 1) * load.undecided // wanted
                if number < load.written:
                    asked = [seats[0], *self.chance.sample(others, 1)]
                    place = self.note(unit, child, me, asked, undecided=open_still)
                    if open_still:
                        person.notes.append(str(place))
                elif number < wanted:
                    unread = number - load.written < load.unread
                    self.note(unit, child, having[1], [me], undecided=open_still, unread=unread)
                elif number % 3 == 0 and load.children < 3 * wanted:
                    self.note(unit, child, having[1], [having[2]], undecided=False)

    def one_list(self, unit: UUID, having: list[Seat], name: str) -> UUID:
        """Make a list."""
        made, at = self.new(), self.now - 200 * A_DAY
        self.add("people_childlist", made, unit, name, at.date(), (self.now + 200 * A_DAY).date(), at, having[0].id)
        for seat in having:
            self.add("people_listseat", self.new(), made, seat.id, at, having[0].id)
        return made

    def child(self, unit: UUID, on: UUID, having: list[Seat], *, contact: bool) -> Child:
        """Put a child on a list: card, carers, contact data, those who have the list, history and the access log."""
        at, by = self.ago(199, 30), having[0]
        subject, identity = self.new(), self.new()
        reached = self.new() if contact else None
        name = words.name(self.chance)
        child = Child(subject, identity, reached, name)
        self.everybody.append(child)
        hashed = self.chance.randbytes(32) if self.some(0.9) else None
        protection = "confidential" if self.some(0.005) else "none"
        self.add("access_subject", subject, self.municipality, unit, hashed, hashed is None, protection)
        self.lockbox(subject, at, identity, *([reached] if reached else []))
        self.add("people_child", subject, identity, reached, at, by.id)
        for place, audience in ((identity, "identity"), (reached, "contact")):
            if place:
                self.add("access_compartment", place, subject, audience, identity, unit, subject, at)
                for seat in having:
                    self.relation(seat, place, child, "own_list", at, by=by, purpose="own_list")
        self.card(child, at, by)
        self.add("people_listentry", self.new(), on, subject, identity, at, by.id)
        self.tell(child, identity, by, at, "people.registered", "childversion", {"name": name})
        self.tell(child, identity, by, at, "people.put_on_list", "childlist", {"name": name, "list": "Gruppe"})
        self.look(self.chance.choice(having), unit, subject, identity, "people.read", "own_list")
        for days in range(1, 4):
            self.look(having[0], unit, subject, identity, "people.list", "own_list", listed=days)
        return child

    def card(self, child: Child, at: datetime, by: Seat) -> None:
        """Write what is known of a child."""
        born = (self.now - A_DAY * self.chance.randint(400, 6000)).date()
        for number in range(1, 3 if self.some(0.1) else 2):
            pk = self.new()
            self.add(
                "people_childversion", pk, child.subject, child.identity, number,
                _text(_NAME, pk, child.identity, child.name),
                _text(_CALLED, pk, child.identity, child.name.split()[0]),
                born, "nb", False, "none", at, by.id,
            )  # fmt: skip
        for _ in range(self.chance.choice((1, 2, 2))):
            pk, user = self.new(), self.new() if self.some(0.5) else None
            if user:
                self.add("accounts_user", user, self.chance.randbytes(32), "resident", at, None, "nb")
            self.add(
                "people_carer", pk, child.subject, child.identity,
                _text(_CARER, pk, child.identity, words.name(self.chance)), "parent_with_responsibility", user,
                _text(_STATED, pk, child.identity, "foreldrene selv"), at.date(), at, by.id,
            )  # fmt: skip
        if child.contact:
            pk = self.new()
            self.add(
                "people_contactcard", pk, child.subject, child.contact, None,
                _text(_PHONE, pk, child.contact, "00 00 00 00"), None,
                _text(_ADDRESS, pk, child.contact, "Fjordveien 1, 0000 Fjordvik"), at, by.id,
            )  # fmt: skip

    # Notes

    def note(
        self, unit: UUID, child: Child, author: Seat, asked: list[Seat], *, undecided: bool, unread: bool = False
    ) -> UUID:
        """Write a note with its versions and steps in a circle of its own, and return the circle."""
        note, circle = self.new(), self.new()
        at = self.ago(20, 2) if undecided else self.ago(300, 30)
        state = (
            ("discussed" if asked else "open") if undecided else self.chance.choice(("level_1", "put_aside", "level_2"))
        )
        decided = None if undecided else at + 14 * A_DAY
        erase = (decided + 365 * A_DAY).date() if decided and state == "put_aside" else None
        self.add("access_compartment", circle, child.subject, "circle", child.identity, unit, circle, at)
        self.lockbox(circle, at, circle)
        self.relation(author, circle, child, "author", at, by=author, purpose="wonder")
        self.add(
            "concerns_note", note, child.subject, circle, unit, author.user, author.id, "own_service_task",
            at.date(), at, state, 4 if undecided else None, None, decided, decided and author.user, erase,
        )  # fmt: skip
        for number in range(1, self.chance.choice((1, 1, 2, 3)) + 1):
            self.version(child, circle, note, author, number, at)
        self.tell(child, circle, author, at, "concerns.note_saved", "note", {})
        for later, seat in enumerate(asked, start=1):
            kind = "deciding_leader" if seat.said.endswith("styrer") else "discussant"
            lasts = 90 if undecided else 400
            self.relation(seat, circle, child, kind, at, by=author, purpose="discuss", lasts=lasts)
            self.step(child, circle, note, author, "0.2", at + A_DAY / 24 * later, with_seat=seat.id)
            read = None if unread else at + A_DAY
            self.add(
                "notifications_notice", self.new(), seat.user, "concerns.discuss", circle, None, at, True, read, read
            )
        for later, kind in enumerate(("0.3", "0.4") if asked and self.some(0.7) else ()):
            self.step(child, circle, note, author, kind, at + A_DAY * (1 + later / 24))
        if not undecided:
            self.step(child, circle, note, author, "0.5", at + 14 * A_DAY, decision=state)
        for _ in range(2):
            self.look(author, unit, child.subject, circle, "concerns.read", "author")
        return circle

    def version(self, child: Child, circle: UUID, note: UUID, author: Seat, number: int, at: datetime) -> None:
        """Write what a note says."""
        pk = self.new()
        self.add(
            "concerns_noteversion", pk, child.subject, circle, note, number,
            _text(_SEEN, pk, circle, words.seen(self.chance)),
            _text(_CHILD_WORDS, pk, circle, self.chance.choice(words.OWN_WORDS)) if self.some(0.6) else None,
            _text(_STRENGTHS, pk, circle, self.chance.choice(words.STRENGTHS)) if self.some(0.6) else None,
            _text(_SIGNS, pk, circle, words.SIGNS) if self.some(0.5) else None,
            at, author.user,
        )  # fmt: skip

    def step(
        self,
        child: Child,
        circle: UUID,
        note: UUID,
        author: Seat,
        kind: str,
        at: datetime,
        *,
        decision: str = "",
        with_seat: UUID | None = None,
    ) -> None:
        """Write down a step that was taken."""
        pk, talked = self.new(), kind in ("0.3", "0.4")
        self.add(
            "concerns_notestep", pk, child.subject, circle, note, kind, at.date(), with_seat, decision,
            _text(_SAID, pk, circle, words.SENTENCES[3]) if talked or decision else None,
            _text(_SHARED, pk, circle, words.STRENGTHS[1]) if talked else None,
            at, author.user,
        )  # fmt: skip
        self.tell(child, circle, author, at, "concerns.step", "note", {"kind": kind})

    # What lies around: keys, relations, history, the access log

    def lockbox(self, lockbox: UUID, at: datetime, *boxes: UUID) -> None:
        """Make a key for some boxes and hang it where the texts are sealed."""
        data_key, wrapped = keys.new_data_key(self.municipality, lockbox=lockbox)
        self.add("vault.data_key", lockbox, 1, wrapped, at)
        for box in boxes:
            ring.hang_new(box, data_key)

    def relation(
        self,
        seat: Seat,
        place: UUID,
        child: Child,
        kind: str,
        at: datetime,
        *,
        by: Seat,
        purpose: str,
        lasts: float = 400,
        withdrawn: bool = False,
    ) -> None:
        """Let somebody stand to a compartment."""
        keeps = kind in ("own_list", "author")
        self.add(
            "access_relation", self.new(), seat.user, seat.id, place, child.identity, child.subject, kind,
            keeps or kind == "deciding_leader", keeps, False, at, at + lasts * A_DAY, withdrawn, False,
            "subject" if by is seat else "invitation", by.user, at, purpose,
        )  # fmt: skip

    def tell(self, child: Child, box: UUID, by: Seat, at: datetime, code: str, on: str, said: dict[str, str]) -> None:
        """Add a sentence to history."""
        pk = self.new()
        self.add(
            "audit_event", pk, at, by.user, by.id, code, child.subject, box, box, on, self.new(),
            _text(_ACTOR, pk, box, by.said), _text(_TOLD, pk, box, json.dumps(said, ensure_ascii=False)), None,
        )  # fmt: skip

    def look(
        self, seat: Seat, unit: UUID, subject: UUID, place: UUID, permission: str, through: str, *, listed: int = 0
    ) -> None:
        """Add a line to the access log: a look some time ago, or a list some days ago."""
        at = self.now - listed * A_DAY if listed else self.ago(200, 1)
        self.add(
            "audit_look", self.new(), at, at.date(), seat.user, seat.id, unit, subject, place, permission, through,
            "listed" if listed else "opened", "", "list" if listed else "daily_work",
        )  # fmt: skip

    def former(self) -> None:
        """Give everybody who is measured a third more relations that have ended, and block somebody here and there."""
        for seat, load in self.seats:
            for number in range(load.live // 3):
                child = self.chance.choice(self.everybody)
                withdrawn, at = number % 2 == 0, self.ago(600, 450)
                self.relation(
                    seat,
                    child.identity,
                    child,
                    "own_list",
                    at,
                    by=seat,
                    purpose="own_list",
                    lasts=300,
                    withdrawn=withdrawn,
                )
        for child in self.everybody[999::1000]:
            blocked, at = self.new(), self.ago(200, 1)
            self.add("accounts_user", blocked, self.chance.randbytes(32), "employee", at, at, "nb")
            self.add("access_block", self.new(), child.subject, blocked, "family", at, blocked)

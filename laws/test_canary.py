"""Every sealed text holds a marker of its own, and everything that leaves the house is searched for markers.

A marker that somebody sees needs a drawing that lets them, and a line in the access log that says it happened. A marker
anywhere else is a leak, whatever brought it there.
"""

import base64
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from string import ascii_lowercase
from urllib.parse import quote
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections, models
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from fjordvik import cast
from fjordvik.town import build
from laws.asking import NOBODY, Browser, House, browser, errors_in_words, everybody, needs
from laws.drawn import CHILD_OF, NOTHING, ROLE_OF, ROWS, STANDS, drawn, expected
from laws.opened import Opened, dump, forms, open_everything, sealed_fields
from laws.story import Story, tell, this_database
from somlos.config import testing
from somlos.config.database import Server
from somlos.foundation.access import actions as access
from somlos.foundation.notifications.selectors import open_address
from somlos.foundation.notifications.tests.mailbox import Mailbox, mail_server
from somlos.foundation.organisations.actions import end_employment
from somlos.foundation.people import actions as people
from somlos.foundation.people import policy as people_policy
from somlos.foundation.vault.fields import SealedTextField
from somlos.foundation.vault.keys import open_parcel
from somlos.kernel.ids import new_id
from tools.house import addresses

SEES = """
                       list  author  leader  discussant  owner  helper  earlier  blocked
child.name              ✓      ✓       ·         ·         ·      ·        ·        ·
child.called            ✓      ✓       ·         ·         ·      ·        ·        ·
child.anonymous_key     ✓      ✓       ·         ·         ·      ·        ·        ·
carer.name              ✓      ✓       ·         ·         ·      ·        ·        ·
carer.stated_by         ✓      ✓       ·         ·         ·      ·        ·        ·
trusted_person.name     ✓      ✓       ·         ·         ·      ·        ·        ·
contact.phone           ✓      ·       ·         ·         ·      ·        ·        ·
contact.email           ✓      ·       ·         ·         ·      ·        ·        ·
contact.address         ✓      ·       ·         ·         ·      ·        ·        ·
note.seen               ·      ✓       ✓         ✓         ·      ·        ·        ·
note.child_words        ·      ✓       ✓         ✓         ·      ·        ·        ·
note.strengths          ·      ✓       ✓         ✓         ·      ·        ·        ·
note.signs              ·      ✓       ✓         ✓         ·      ·        ·        ·
step.said               ·      ✓       ✓         ✓         ·      ·        ·        ·
step.shared             ·      ✓       ✓         ✓         ·      ·        ·        ·
draft.words             ·      ·       ·         ·         ✓      ·        ·        ·
red.words               ·      ·       ·         ·         ✓      ✓        ·        ·
"""
"""What somebody sees of a place they stand to; history is shown on no page yet, to nobody."""

SEES_BESIDE = """
                       list  author  leader  discussant  owner  helper  earlier  blocked
child.name              ✓      ✓       ✓         ✓         ✓      ✓       ·        ·
child.called            ✓      ✓       ✓         ✓         ✓      ✓       ·        ·
child.anonymous_key     ✓      ✓       ✓         ✓         ✓      ✓       ·        ·
carer.name              ✓      ✓       ·         ·         ·      ·        ·        ·
carer.stated_by         ✓      ✓       ·         ·         ·      ·        ·        ·
trusted_person.name     ✓      ✓       ·         ·         ·      ·        ·        ·
"""
"""What of a child's identity is seen by who stands to something else of the child's (W2)."""

OF_NO_CHILD = {"post.name", "readiness.decided_by_words"}
"""Names of employees, sealed with their municipality's own key: seen by their service and by themselves, and in the log of nobody."""

SHOWN_IN_LISTS = {"child.name", "child.called", "child.anonymous_key"}
"""What a list may show; logged once a person, place and day. All else is shown where the door was opened, and logged each time (W10)."""

HOLDS_NO_TEXT = {
    "access.Session.secret_hash", "access.Subject.national_hash", "accounts.SignInUnderway.browser_hash", "accounts.SignInUnderway.state_hash",
    "accounts.Parcel.browser_hash", "accounts.User.identity_hash", "notifications.NudgeChoice.address_hash",
    "audit.Seal.head", "audit.Seal.leaves", "audit.Seal.root", "audit.Seal.signature",
}  # fmt: skip
SEALED_OTHERWISE = {"accounts.Parcel.sealed", "notifications.NudgeChoice.address"}
"""Sealed with a key outside the database, for one person: they hold a marker in this story too."""

MARK = re.compile(r"kanari([a-z]{3})", re.IGNORECASE)
ROOT = Path(__file__).resolve().parent.parent


class Marks:
    """Gives out markers, each to be written in one place, and remembers who was named by one."""

    def __init__(self) -> None:
        self.given = 0
        self.names: dict[str, str] = {}

    def new(self, label: str) -> str:
        """Return a marker that has been written nowhere."""
        self.given += 1
        letters = "".join(ascii_lowercase[self.given // 26**place % 26] for place in range(3))
        return f"Kanari{letters}{re.sub('[^a-z]', '', label)}"

    def name(self, person: cast.Person) -> cast.Person:
        """Return somebody of the cast under a name that is a marker."""
        self.names[person.key] = self.new("post.name" if person.service else "carer.name")
        return replace(person, name=self.names[person.key])


def marks_in(*texts: str) -> set[str]:
    """Return the markers in some texts."""
    return {found.lower() for text in texts for found in MARK.findall(text)}


@dataclass(slots=True)
class World:
    """A Fjordvik whose every sealed text is a marker, and all that is known of what it let out."""

    story: Story
    home: Server
    marks: Marks
    house: House
    browsers: dict[str, Browser]
    log: StringIO
    mailbox: Mailbox
    said_by_processes: list[str] = field(default_factory=list)
    sources: dict[str, list[Opened]] = field(default_factory=dict)
    identity_of: dict[UUID, UUID] = field(default_factory=dict)

    def read_sources(self, late: Browser) -> None:
        """Find out from the database itself where each marker lies."""
        for each in (*open_everything(self.home), *self.opened_with_other_keys(late)):
            for mark in marks_in(each.says):
                self.sources.setdefault(mark, []).append(each)
        with self.home.connect() as everything:
            self.identity_of = dict(everything.execute("select id, identity_id from access_compartment").fetchall())

    def opened_with_other_keys(self, late: Browser) -> Iterator[Opened]:
        """Open what is sealed for one person with a key outside the database."""
        with self.home.connect() as everything:
            for row, user, sealed in everything.execute("select id, user_id, address from notifications_nudgechoice"):
                yield Opened("notifications.address", user, row, open_address(sealed, user))
            for row, user, sealed in everything.execute("select id, author_id, sealed from accounts_parcel"):
                bound = f"accounts.parcel|{late.cookies['somlos_vei']}|{user}"
                yield Opened("accounts.parcel", user, row, open_parcel(sealed, bound_to=bound).decode())

    def where(self, box: UUID) -> str:
        """Say what a box is, for whoever reads of a fault."""
        return next((name for name, each in self.story.places.items() if each == box), str(box))

    def may_see(self, who: str, source: Opened) -> bool:
        """Tell whether the drawings let somebody see what lies there."""
        if source.label in OF_NO_CHILD:
            named = next(key for key, name in self.marks.names.items() if marks_in(name) & marks_in(source.says))
            return ROLE_OF[who] != "resident" and cast.person(who).service == cast.person(named).service
        if source.label.startswith("event."):
            return False  # no page shows history yet
        if source.label in {"notifications.address", "accounts.parcel"}:
            return source.label == "notifications.address" and source.box == self.story.town.users.get(who)
        place = self.where(source.box)
        marks = [_SEES[source.label, how]] if (how := STANDS.get((who, place))) else []
        marks += [
            _SEES_BESIDE[source.label, how]
            for other, child in CHILD_OF.items()
            if child == place and (source.label, "list") in _SEES_BESIDE and (how := STANDS.get((who, other)))
        ]
        return "✓" in marks and "blocked" not in {STANDS.get((who, place)), STANDS.get((who, CHILD_OF.get(place, "")))}


_SEES, _SEES_BESIDE = drawn(SEES), drawn(SEES_BESIDE)


@contextmanager
def cast_of_markers(marks: Marks) -> Iterator[None]:
    """Call everybody in Fjordvik by a marker, while it is built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cast, "EMPLOYEES", tuple(map(marks.name, cast.EMPLOYEES)))
        patch.setattr(cast, "RESIDENTS", tuple(map(marks.name, cast.RESIDENTS)))
        patch.setattr(
            cast, "ADMINISTRATORS", {owner: marks.name(person) for owner, person in cast.ADMINISTRATORS.items()}
        )
        named = (
            replace(child, name=marks.new("child.name"), called=marks.new("child.called")) for child in cast.CHILDREN
        )
        patch.setattr(cast, "CHILDREN", tuple(named))
        yield


@contextmanager
def whole_log() -> Iterator[StringIO]:
    """Write down everything anything logs, as talkative as it can be."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setLevel(logging.DEBUG)
    handler.addFilter(lambda record: record.name != "mail.log")  # the tests' own mail server
    loggers = [logging.getLogger(name) for name in ("", "django", "somlos", "procrastinate")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.removeHandler(handler)
            each.setLevel(level)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001  # asked for so that the aliases are set up first
    test_server: Server,
    worker_id: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    keys, marks = tmp_path_factory.mktemp("canary"), Marks()
    with ExitStack() as stack:
        home = stack.enter_context(testing.made(test_server, f"{worker_id}_canary"))
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(SOMLOS_KEYS=keys / "keys", SOMLOS_ANCHOR=keys / "anchor" / "heads.log"))
        stack.enter_context(testing.pointed_at(home))
        mailbox = stack.enter_context(mail_server())
        log = stack.enter_context(whole_log())
        with cast_of_markers(marks):
            town = build(timezone.now(), crowded=False)
        said = [choose_to_be_nudged(House(), mailbox, marks)]
        story = tell(town, home, marks.new)
        said.append(run_worker())
        world = World(story, home, marks, House(), everybody(town.now), log, mailbox, said)
        late, _ = type_after_the_session_has_ended(
            world, "kari", {"seen": f"Noe om {marks.new('parcel')} som ble skrevet for sent."}
        )
        world.read_sources(late)
        stack.enter_context(errors_in_words())
        yield world
        connections.close_all()


def choose_to_be_nudged(house: House, mailbox: Mailbox, marks: Marks) -> str:
    """Let Berit choose e-mail and type the code that came to her; return what the worker's own process said."""
    berit = browser("berit")
    house.ask(berit, "POST", reverse("pages:nudges"), {"address": f"{marks.new('address')}@example.org"})
    said = run_worker()
    code = re.search(rb"\b\d{6}\b", bytes(mailbox.taken[-1].original_content or b""))
    assert code
    answer = house.ask(berit, "POST", reverse("pages:confirm_nudges"), {"code": code[0].decode()})
    assert answer.status_code == 303
    return said


def run_worker() -> str:
    """Do what waits, as the worker's own process does it, and return all it said."""
    at = connections["worker"].settings_dict
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "somlos.config.settings",
        "DATABASE_URL": f"postgresql://postgres@/{at['NAME']}?host={quote(str(at['HOST']), safe='')}",
        "SOMLOS_SPEAKS_AS": "worker",
        "SOMLOS_KEYS": str(settings.SOMLOS_KEYS),
        "SOMLOS_SMTP_HOST": settings.SOMLOS_SMTP_HOST,
        "SOMLOS_SMTP_PORT": str(settings.SOMLOS_SMTP_PORT),
        "SOMLOS_SMTP_TLS": "none",
    }
    words = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    ran = subprocess.run(words, cwd=ROOT, env=told, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


def type_after_the_session_has_ended(world: World, who: str, data: dict[str, object]) -> tuple[Browser, HttpResponse]:
    """Send a note after the session has ended; it waits in this browser for its author."""
    late = browser(who)
    secret = late.cookies[settings.SOMLOS_COOKIE]
    world.house.ask(late, "POST", reverse("pages:leave"))
    late.cookies[settings.SOMLOS_COOKIE] = secret
    form = reverse("concerns:write", kwargs={"place": world.story.places["ella"]})
    return late, world.house.ask(late, "POST", form, data)


def everything_in(answer: HttpResponse) -> str:
    """Return all of an answer that can be read: page, headers, cookies, and what is packed in a cookie."""
    packed = answer.cookies.get(CookieStorage.cookie_name)
    receipts = _receipts(packed.value) if packed is not None and packed.value else []
    headers = [f"{name}: {value}" for name, value in answer.items()]
    cookies = [each.OutputString() for each in answer.cookies.values()]
    return "\n".join([answer.content.decode(errors="replace"), *headers, *cookies, *receipts])


def _receipts(packed: str) -> list[str]:
    return [str(each) for each in CookieStorage(HttpRequest())._decode(packed) or ()]  # type: ignore[attr-defined]


def look_everywhere(world: World, who: str, by: Browser) -> Iterator[tuple[str, HttpResponse, bool]]:
    """Get every page about everything as somebody; what is left empty in a form is asked too, and undone."""
    for address in addresses():
        row = ROWS[address.name]
        for at, ids in world.story.targets(row, needs(address), who).items():
            inside = expected(who, row, at) == "in" or at in {NOTHING, "ella", "note"}
            for method in sorted(row.takes if inside else row.takes & {"GET"}):
                undo = method == "POST" and row.declares != "public"
                path = reverse(row.name, kwargs=ids)
                yield f"{method} {row.name} about {at}", world.house.ask(by, method, path, undo=undo), undo


class AccessLog:
    """What the access log says of one person, read question by question."""

    def __init__(self, everything: psycopg.Connection, user_id: UUID | None) -> None:
        self.everything, self.user_id, self.listed = everything, user_id, set[UUID]()

    def now(self) -> str:
        """Return a mark of this moment: what is written from here on is newer."""
        row = self.everything.execute("select pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
        assert row
        return str(row[0])

    def since(self, moment: str) -> set[UUID]:
        """Return what was opened since, today; what was listed today is remembered."""
        rows = self.everything.execute(
            "select compartment_id, result from audit_look where user_id = %s and day = %s"
            " and (xact >= %s::text::xid8 or result = 'listed')",
            (self.user_id, timezone.localdate(), moment),
        ).fetchall()
        self.listed |= {place for place, result in rows if result == "listed"}
        return {place for place, result in rows if result == "opened"}


def tells(world: World, source: Opened, opened: set[UUID], listed: set[UUID]) -> bool:
    """Tell whether the log says that what lies there was shown: opened in this very question, or for a name, on a list today."""
    if source.box not in world.identity_of:
        return True
    shown = opened | listed if source.label in SHOWN_IN_LISTS else opened
    return any(source.box in {place, world.identity_of[place]} for place in shown if place in world.identity_of)


def faults_of(
    world: World, who: str, where: str, marks: Iterable[str], shown: tuple[set[UUID], set[UUID]] | None
) -> Iterator[str]:
    """Return each marker somebody saw that no drawing lets them see, or that no line of the log tells of."""
    for mark in sorted(marks):
        sources = world.sources.get(mark, [])
        mine = [each for each in sources if world.may_see(who, each)]
        if not mine:
            yield f"{who} sees {[(each.label, world.where(each.box)) for each in sources]} at {where}"
        elif shown is not None and not any(tells(world, each, *shown) for each in mine):
            yield f"{who} sees {mine[0].label} at {where}, and the access log does not say so"


@pytest.mark.parametrize("who", [*ROLE_OF, NOBODY])
def test_a_marker_is_seen_by_those_who_are_drawn_and_the_log_says_it_happened(
    world: World, who: str, record_property
) -> None:
    faults: list[str] = []
    answers = sightings = 0
    with world.home.connect() as everything:
        log = AccessLog(everything, world.story.town.users.get(who))
        moment = log.now()
        for where, answer, undone in look_everywhere(world, who, world.browsers[who]):
            answers += 1
            if marks := marks_in(everything_in(answer)):
                sightings += len(marks)
                opened = log.since(moment)
                faults += faults_of(world, who, where, marks, None if undone else (opened, log.listed))
            moment = log.now()
    record_property("answers", answers)
    record_property("sightings", sightings)

    assert not faults, "\n".join(faults)


def test_every_sealed_field_holds_a_marker(world: World, record_property) -> None:
    held = {each.label for sources in world.sources.values() for each in sources}
    record_property("markers", len(world.sources))

    assert held >= {field.label for _, field in sealed_fields()}
    assert held - {field.label for _, field in sealed_fields()} == {"accounts.parcel", "notifications.address"}
    drawn_here = {label for label, _ in _SEES} | OF_NO_CHILD
    assert drawn_here == {field.label for _, field in sealed_fields() if not field.label.startswith("event.")}


def test_every_column_of_bytes_is_known_to_be_sealed_or_no_text() -> None:
    found = {
        f"{model._meta.app_label}.{model.__name__}.{column.name}"
        for model in apps.get_models()
        if model.__module__.startswith("somlos.") and ".tests." not in model.__module__
        for column in model._meta.fields
        if isinstance(column, models.BinaryField) and not isinstance(column, SealedTextField)
    }

    assert found == HOLDS_NO_TEXT | SEALED_OTHERWISE


def test_the_search_would_see_a_marker(world: World) -> None:
    note = world.house.ask(
        world.browsers["tove"], "GET", reverse("concerns:note", kwargs={"place": world.story.places["note"]})
    )

    seen = {each.label for mark in marks_in(everything_in(note)) for each in world.sources[mark]}

    assert {"child.name", "note.seen", "step.said", "step.shared", "post.name"} <= seen


def test_an_answer_to_what_is_written_shows_only_what_was_written_in_it(world: World) -> None:
    for by, typed, answer in world.story.told:
        assert marks_in(everything_in(answer)) <= marks_in(typed, world.marks.names[by.who]), answer.content.decode()


def test_a_letter_holds_the_address_it_goes_to_and_nothing_else(world: World) -> None:
    [address] = (
        each for sources in world.sources.values() for each in sources if each.label == "notifications.address"
    )

    letters = [each.original_content.decode() for each in world.mailbox.taken]

    assert len(letters) == 2, letters
    assert {to for each in world.mailbox.taken for to in each.rcpt_tos} == {address.says}
    for letter in letters:
        assert not marks_in(letter.replace(address.says, "")), letter


def test_an_error_tells_nothing_and_its_log_neither(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_request: object, _template: str, context: dict[str, object], **_: object) -> HttpResponse:
        raise RuntimeError(str(len(context)))

    path, before = reverse("concerns:note", kwargs={"place": world.story.places["note"]}), len(world.log.getvalue())
    monkeypatch.setattr("somlos.ui.pages.answer", fails)

    answer = world.house.ask(world.browsers["tove"], "GET", path)

    assert answer.status_code == 500
    assert "Traceback" in world.log.getvalue()[before:]
    assert not marks_in(everything_in(answer), world.log.getvalue()[before:])


def test_no_process_says_anything(world: World) -> None:
    server_log = data_folder(world.home).parent / "log"

    assert not marks_in(world.log.getvalue()), "something was logged"
    assert not marks_in(*world.said_by_processes)
    assert not marks_in(server_log.read_text(errors="replace"))


@pytest.mark.usefixtures("world")
def test_nothing_is_kept_beside_the_database() -> None:
    beside = Path(settings.SOMLOS_ANCHOR).parent.parent
    call_command("seal_history", stdout=StringIO())
    assert settings.SOMLOS_ANCHOR.read_text()

    for file in (each for each in beside.rglob("*") if each.is_file()):
        assert not held_by(file.read_bytes()), file
    for cache in caches.all(initialized_only=True):
        assert not marks_in(str(vars(cache).get("_cache", "")))


def test_a_dump_holds_no_marker_in_any_form(world: World, tmp_path: Path) -> None:
    call_command("seal_history", stdout=StringIO())

    assert not any(map(held_by, dump(world.home, tmp_path)))


def test_the_files_of_the_database_hold_no_marker(world: World) -> None:
    with world.home.connect() as everything:
        everything.execute("checkpoint")
        row = everything.execute("select oid from pg_database where datname = %s", (world.home.name,)).fetchone()
    assert row
    data = data_folder(world.home)
    files = [
        each for each in (*(data / "base" / str(row[0])).iterdir(), *(data / "pg_wal").iterdir()) if each.is_file()
    ]

    held = [each.name for each in files if held_by(each.read_bytes())]

    assert len(files) > 100
    assert held == []


def data_folder(database: Server) -> Path:
    """Return the folder the database lies in."""
    with database.connect() as everything:
        row = everything.execute("show data_directory").fetchone()
    assert row
    return Path(row[0])


FORMS = [*forms("kanari"), *forms("Kanari")]


def held_by(content: bytes) -> bool:
    """Tell whether some bytes hold a marker, in whatever form."""
    return any(form in content for form in FORMS) or b"kanari" in content.lower()


def test_the_search_in_bytes_would_see_a_marker() -> None:
    for text in ("x Kanariabc y", "xy Kanariabc"):
        told = text.encode()
        for written in (
            told,
            told.hex().encode(),
            base64.b64encode(told),
            base64.b64encode(b"z" + told),
            text.encode("utf-16-le"),
            json.dumps(text).encode(),
        ):
            assert held_by(written), written
    assert not held_by(b"canary 6b616e6172")


# One second after: what somebody could see, and can no longer.


@pytest.fixture
def after(world: World, test_server: Server, worker_id: str) -> Iterator[World]:
    """Give a test the same world to change."""
    with testing.copied(test_server, world.home.name, f"{worker_id}_after"):
        yield world
        connections.close_all()


def sees_nothing_of(world: World, who: str, places: Iterable[str], typed: str = "") -> list[str]:
    """Return what somebody still sees of some places, on any page, in any list, and as a number beside it."""
    boxes, faults = {world.story.places[place] for place in places}, []
    for where, answer, _ in look_everywhere(world, who, world.browsers[who]):
        said = everything_in(answer)
        marks = marks_in(said) - marks_in(typed)
        for mark in marks:
            there, elsewhere = _split(world.sources[mark], boxes)
            if there and not any(world.may_see(who, each) for each in elsewhere):
                faults.append(f"{there[0].label} at {where}")
        faults += [f"the address of it at {where}" for box in boxes if f'{box}/"' in said and answer.status_code == 200]
    return faults


def _split(sources: list[Opened], boxes: set[UUID]) -> tuple[list[Opened], list[Opened]]:
    return [each for each in sources if each.box in boxes], [each for each in sources if each.box not in boxes]


def stale_tab(world: World, who: str, name: str, place: str, data: Mapping[str, object]) -> HttpResponse:
    """Send a form that was open before."""
    path = reverse(name, kwargs={"place": world.story.places[place]})
    return world.house.ask(world.browsers[who], "POST", path, data)


OF_ELLA = ("ella", "contact", "note", "draft")


def test_after_a_block_its_subject_is_gone_for_the_blocked(after: World) -> None:
    town = after.story.town
    with town.acting("kari") as (actor, now):
        warrant = access.open_door(actor, after.story.places["ella"], to=people_policy.SHUT_OUT, now=now)
        people.shut_out(warrant, user_id=town.users["tove"], reason="own_family", now=now)

    typed = {"after": 2, "once": new_id(), "seen": "Det jeg skrev i en gammel fane."}
    stale = [
        stale_tab(after, "tove", name, place, typed)
        for name, place in (
            ("concerns:write", "ella"),
            ("concerns:correct", "note"),
            ("concerns:urgent_from_note", "note"),
        )
    ]

    assert sees_nothing_of(after, "tove", OF_ELLA) == []
    assert [each.status_code for each in stale] == [404, 404, 404]
    assert not marks_in(*map(everything_in, stale)) - marks_in(after.marks.names["tove"])
    assert not any(str(typed["seen"]) in each.says for each in open_everything(this_database()))


def test_after_the_end_of_an_employment_nothing_is_left_of_any_child(after: World) -> None:
    town = after.story.town
    with town.acting("anne") as (actor, now):
        end_employment(actor, town.seats["kari"], at=now, now=now)

    typed = {"once": new_id(), "seen": "Det jeg skrev i en gammel fane, og som er langt nok til å gis tilbake."}
    stale = stale_tab(after, "kari", "concerns:write", "ella", typed)

    assert [
        where
        for where, answer, _ in look_everywhere(after, "kari", after.browsers["kari"])
        if marks_in(everything_in(answer))
    ] == []
    assert stale.status_code == 401
    assert str(typed["seen"]) in stale.content.decode()
    assert not marks_in(everything_in(stale))


def test_after_a_discussion_has_ended_the_note_is_gone_for_those_who_were_in_it(after: World) -> None:
    moved = stale_tab(after, "tove", "concerns:urgent_from_note", "note", {"reason": "violence"})
    assert moved.status_code == 303

    typed = {"decision": "level_1", "reason": "Det jeg skrev i en gammel fane."}
    stale = stale_tab(after, "berit", "concerns:decide", "note", typed)

    assert sees_nothing_of(after, "berit", OF_ELLA) == []
    assert sees_nothing_of(after, "kari", ("note", "draft")) == []
    assert stale.status_code == 403
    assert not marks_in(everything_in(stale)) - marks_in(after.marks.names["berit"])


def test_what_was_typed_after_the_session_ended_is_given_to_its_author_alone(after: World) -> None:
    mark = after.marks.new("draft.words")
    kari, refused = type_after_the_session_has_ended(
        after, "kari", {"once": new_id(), "seen": f"Det jeg rakk å skrive om {mark} før jeg ble logget ut."}
    )
    assert refused.status_code == 401

    berit = Browser("berit", kari.cookies | browser("berit").cookies)
    theirs = [
        everything_in(after.house.ask(berit, "GET", reverse("pages:carry_on"))),
        *map(everything_in, (answer for _, answer, _ in look_everywhere(after, "berit", berit))),
    ]
    kari.cookies |= browser("kari").cookies
    led = after.house.ask(kari, "GET", reverse("pages:carry_on"))

    assert not marks_in(mark) & marks_in(*theirs)
    assert led.headers["Location"] == reverse("concerns:write", kwargs={"place": after.story.places["ella"]})
    assert marks_in(mark) <= marks_in(everything_in(after.house.ask(kari, "GET", led.headers["Location"])))

"""Every function of the door, asked by those it is not for; and how each is laid.

Who can insert SQL can call them as the signed-in user, so that they check for themselves is all there is (W1).
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import psycopg
import pytest

from somlos.foundation.access import actions
from somlos.foundation.access.clock import STORY_CLOCK
from somlos.foundation.access.postgres import guard
from somlos.foundation.access.rules import Audience
from somlos.foundation.access.tests.town import (
    LATER,
    LONG_AGO,
    NOW,
    OWNER,
    PARTICIPANT,
    READ,
    Town,
    fingerprint,
    kept,
    lay_compartment,
    lay_relation,
    lay_town,
    national,
    register,
    say,
    wonder,
)
from somlos.foundation.vault import keys
from somlos.kernel.ids import new_id

OUTSIDERS = (
    "nobody",
    "made up",
    "signed out",
    "earlier colleague",
    "stranger",
    "other service",
    "leader elsewhere",
    "resident",
    "other municipality",
    "administrator elsewhere",
)
"""Whoever has no relation to what is asked for: without a session, with one that holds no more, or with one that does."""

UNSEATED = ("nobody", "made up", "signed out", "earlier colleague")
NOT_STAFF = (*UNSEATED, "resident")
NOT_OF_THE_TOWN = (*NOT_STAFF, "other municipality", "administrator elsewhere")


@dataclass(frozen=True, slots=True)
class Call:
    """A question to one function: for whom it is, and who gets nothing by it."""

    sql: str
    insider: str | None = "Tove"
    outsiders: tuple[str, ...] = OUTSIDERS


_RELATE = "select access.relate(gen_random_uuid(), %(note)s, %(maja)s, %(majas_seat)s, 'guest', now() + interval '1 day', 'x', null)"
_BASIS = "select access.give_basis(gen_random_uuid(), %(note)s, %(ella)s, 'statute', 'employee', 'x', '1', now() + interval '1 day')"
_OPEN = "select access.open_compartment(gen_random_uuid(), %(identity)s, 'own', 'owner', 'x', now() + interval '1 day', 'x')"
_SUBJECT = "select subject_id from access.open_subject(gen_random_uuid(), gen_random_uuid(), %(number)s, 'x', 'own_list', now() + interval '1 day', 'x')"
_SEAT = "select access.give_seat(gen_random_uuid(), %(maja)s, %(town)s, 'employee', now(), now() + interval '1 day') is not null"
_FOUND = (
    "select access.found_municipality(gen_random_uuid(), %(maja)s, gen_random_uuid(), 'x', now() + interval '1 day')"
)
_BEGIN = "select access.begin_session(%(unknown)s, 'employee', sha256('x'), '1 hour', '1 hour')"

REFUSED: Mapping[str, Call] = {
    "who": Call("select user_id from access.who()", outsiders=UNSEATED),
    "my_user": Call("select access.my_user()", outsiders=UNSEATED),
    "me": Call("select user_id, wrapped from access.me()", outsiders=UNSEATED),
    "errand": Call("select set_config('somlos.errand', 'concerns.remind', true) = '', access.errand()", insider=None),
    "blocked_from": Call("select access.blocked_from(%(maja)s)", insider=None),
    "open_compartments": Call(
        "select c from unnest(access.open_compartments(false)) c where c in (%(identity)s, %(note)s)"
    ),
    "begin_session": Call(_BEGIN, insider=None),
    "end_session": Call("select access.end_session() is null and false", insider=None),
    "change_seat": Call("select access.change_seat(%(seat)s)"),
    "whose_session": Call("select access.whose_session(sha256('guessed'))", insider=None),
    "has_role": Call("select access.has_role(%(town)s, 'administrator', 'data_protection_officer')", insider="Arild"),
    "found_municipality": Call(_FOUND, insider=None),
    "open_scope": Call(
        "select access.open_scope(gen_random_uuid()) is not null",
        insider="Arild",
        outsiders=tuple(who for who in OUTSIDERS if who != "administrator elsewhere"),  # opens a unit at home
    ),
    "give_seat": Call(_SEAT, insider="Arild"),
    "end_seat": Call("select access.end_seat(%(seat)s, now())", insider="Randi"),
    "scope_keys": Call("select wrapped from access.scope_keys(array[%(town)s]::uuid[])", outsiders=NOT_OF_THE_TOWN),
    "open_subject": Call(_SUBJECT, outsiders=NOT_STAFF),
    "open_compartment": Call(_OPEN),
    "own_place": Call("select access.own_place(%(ella)s, 'wonder')"),
    "relate": Call(_RELATE),
    "end_relation": Call("select access.end_relation(%(relation)s)"),
    "take_over": Call(
        "select access.take_over(gen_random_uuid(), %(note)s, 'away', now() + interval '1 day')", insider="Randi"
    ),
    "give_basis": Call(_BASIS),
    "withdraw": Call("select access.withdraw(%(basis)s)"),
    "block": Call("select access.block(gen_random_uuid(), %(identity)s, %(maja)s, 'x')"),
    "lift_block": Call("select access.lift_block(gen_random_uuid(), %(block)s, 'x')", insider="Petter"),
    "protect": Call("select access.protect(%(identity)s, 'strictly_confidential')"),
    "break_glass": Call(
        "select access.break_glass(gen_random_uuid(), %(team)s, 'danger_to_life')",
        insider="Tove",
        outsiders=NOT_OF_THE_TOWN,
    ),
    "join_subjects": Call("select access.join_subjects(%(provisional)s, %(identity)s)"),
    "my_facts": Call("select * from access.my_facts(%(note)s)"),
    "enter": Call("select * from access.enter(%(note)s, 'test.read', 'x')"),
    "open_list": Call(
        "select * from access.open_list(array['own_list', 'author', 'host'], array['identity', 'circle'], 'test.list') where subject_id = %(ella)s"
    ),
    "log_refusal": Call(
        "select access.log_refusal(%(note)s, 'test.read', 'x') is null and false", insider=None, outsiders=()
    ),
    "who_can_see": Call("select * from access.who_can_see(%(note)s)"),
    "forget": Call("select access.forget(%(ella)s)", insider=None),
    "unread_notices": Call("select access.unread_notices()", insider=None),
    "take_up_nudge": Call("select access.take_up_nudge(%(maja)s)", insider=None),
    "letters_given_up": Call("select access.letters_given_up()", insider=None),
}
"""A function named here without an insider is shown to work in a test of its own, or has an answer for nobody."""

TELLS_NOTHING = {"clock"}

TABLES = (
    "accounts_user access_scope access_seat access_subject access_compartment access_relation access_basis access_block"
    " access_blocklifted access_invitation vault.data_key audit_look"
).split()


@dataclass(slots=True)
class Scene:
    """A town where something has happened, and a session for each outsider."""

    town: Town
    values: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def web(self, secret: str) -> Iterator[psycopg.Connection]:
        """Speak as the web's role with somebody's session, committed at the end."""
        connection = kept("default")
        with connection.transaction():
            connection.execute("select set_config('somlos.session', %s, true)", (secret,))
            yield connection

    def begin(self, who: str, town: Town, name: str) -> None:
        """Begin a session that lasts through the tests."""
        secret = token_urlsafe(32)
        person = town.people[name]
        with self.web("") as connection:
            begun = "select access.begin_session(%s, %s, %s, '1 hour', '1 hour')"
            row = connection.execute(begun, (person.identity, person.kind, sha256(secret.encode()).digest())).fetchone()
        assert row and row[0] == person.user_id
        self.secrets[who] = secret


@pytest.fixture(scope="module")
def scene(house: Path) -> Scene:
    """Tove has Ella on her list and wonders; Maja did too, and has left."""
    town, elsewhere = lay_town(), lay_town(founded_by="Borghild")
    for name in ("Tove", "Maja", "Siri"):
        town.employ(name, "Bjørkehaug")
    town.employ("Randi", "Bjørkehaug", role="unit_leader")
    town.employ("Harald", "PPT")
    town.employ("Helle", "PPT", role="unit_leader")
    town.employ("Petter", "town", role="data_protection_officer")
    town.settle("Resident")
    elsewhere.employ("Nabo", "Solbakken")
    scene = Scene(town)
    maja, siri = town.people["Maja"], town.people["Siri"]

    with town.as_("Tove") as actor:
        ella, provisional = register(actor, "Ella"), register(actor, None)
        ella = actions.open_door(actor, ella.compartment_id, to=READ, now=NOW)
        own = wonder(ella, Audience.OWN, kind=OWNER)
        note, service = wonder(ella), wonder(ella, Audience.SERVICE, kind=PARTICIPANT)
        say(note, "Ella sitter mye alene.")
        block = actions.block(ella, user_id=town.people["Randi"].user_id, reason="own_family")
    town.owner("update access_subject set provisional = true where id = %s", provisional.subject_id)
    with town.as_("Petter"):
        actions.lift_block(block, reason="test")
    with town.as_("Tove") as actor:
        held = actions.block(
            actions.open_door(actor, ella.compartment_id, to=READ, now=NOW),
            user_id=town._expect("Onkel", "resident")[0],
            reason="x",
        )
    for to in (note, ella):
        lay_relation(
            town, maja, to=to.compartment_id, subject=ella.subject_id, identity=ella.compartment_id, kind="host"
        )
    relation = lay_relation(
        town, town.employ("Sjur", "Bjørkehaug"), to=note.compartment_id, subject=ella.subject_id, identity=ella.compartment_id,
        source="invitation", kind="guest",
    )  # fmt: skip
    team = lay_compartment(
        town, subject=ella.subject_id, identity=ella.compartment_id, audience="team", unit=town.unit("Bjørkehaug")
    )
    basis = new_id()
    town.owner(
        "insert into access_basis (id, subject_id, about_id, kind, giver_id, capacity, purpose, text_version, starts, ends)"
        " values (%s, %s, %s, 'statute', %s, 'employee', 'x', '1', %s, %s)",
        basis, ella.subject_id, ella.subject_id, town.people["Tove"].user_id, LONG_AGO, LATER,
    )  # fmt: skip

    for who, at, name in (
        ("Tove", town, "Tove"), ("Randi", town, "Randi"), ("Arild", town, "Arild"), ("Petter", town, "Petter"),
        ("signed out", town, "Tove"), ("earlier colleague", town, "Maja"), ("stranger", town, "Siri"),
        ("other service", town, "Harald"), ("leader elsewhere", town, "Helle"), ("resident", town, "Resident"),
        ("other municipality", elsewhere, "Nabo"), ("administrator elsewhere", elsewhere, "Borghild"),
    ):  # fmt: skip
        scene.begin(who, at, name)
    scene.secrets |= {"nobody": "", "made up": token_urlsafe(32)}
    with scene.web(scene.secrets["signed out"]) as connection:
        connection.execute("select access.end_session()")
    town.owner("update access_seat set ends = now() where id = %s", maja.seat_id)

    scene.values = {
        "ella": ella.subject_id, "identity": ella.compartment_id, "note": note.compartment_id, "service": service.compartment_id,
        "provisional": provisional.compartment_id, "team": team, "own": own.compartment_id, "relation": relation, "basis": basis,
        "block": held, "town": town.id, "maja": siri.user_id, "majas_seat": siri.seat_id, "seat": town.people["Tove"].seat_id,
        "number": national("Ella"), "unknown": keys.keyed_hash("test.identity", "nobody at all"),
    }  # fmt: skip
    return scene


def answered(scene: Scene, who: str, sql: str, *, keep: bool = True) -> list[tuple[Any, ...]] | None:
    """Ask as somebody; return the rows that say something, or None when the database refused."""
    try:
        with scene.web(scene.secrets[who]) as connection:
            rows = connection.execute(sql, scene.values).fetchall()
            if not keep:
                raise psycopg.Rollback  # ends the transaction, and is heard by nobody else
    except psycopg.errors.InsufficientPrivilege:
        return None
    return [row for row in rows if any(value not in (None, False, 0, []) for value in row)]


def laid(town: Town) -> list[tuple[Any, ...]]:
    """Return every function of schema access as the database has it."""
    return town.asked(
        "select p.proname, p.prosrc, p.prosecdef, p.proconfig, p.proleakproof, p.provolatile, pg_get_userbyid(p.proowner), p.oid"
        " from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'access' order by p.proname"
    )


def test_every_function_has_a_refusal(scene: Scene) -> None:
    there = {name for name, *_ in laid(scene.town)}

    missing = sorted(there - set(REFUSED) - TELLS_NOTHING)
    assert not missing, f"no refusal is tested for {missing}: name each in REFUSED with whom it is not for"
    assert set(REFUSED) <= there, f"{sorted(set(REFUSED) - there)} are gone"


@pytest.mark.parametrize("name", REFUSED)
def test_an_outsider_gets_nothing_and_changes_nothing(scene: Scene, name: str) -> None:
    before = fingerprint(scene.town, TABLES)
    for who in REFUSED[name].outsiders:
        assert not answered(scene, who, REFUSED[name].sql), f"{who} gets something from access.{name}"

    changed = [table for table, mark in fingerprint(scene.town, TABLES).items() if mark != before[table]]
    assert not changed, f"an outsider changed {changed} through access.{name}"


@pytest.mark.parametrize("name", [name for name, call in REFUSED.items() if call.insider])
def test_the_one_it_is_for_gets_something(scene: Scene, name: str) -> None:
    call = REFUSED[name]
    assert call.insider is not None
    assert answered(scene, call.insider, call.sql, keep=False), f"access.{name} answers nobody"


def test_a_call_of_sign_in_ends_only_ones_own_session(scene: Scene) -> None:
    scene.begin("leaving", scene.town, "Siri")
    with scene.web(scene.secrets["leaving"]) as connection:
        connection.execute("select access.end_session()")

    assert not answered(scene, "leaving", "select access.my_user()")
    assert answered(scene, "stranger", "select access.my_user()")
    assert answered(scene, "Tove", "select access.my_user()")


def test_an_identity_begins_a_session_of_its_own_kind_only(scene: Scene) -> None:
    tove = scene.town.people["Tove"]
    for kind in ("resident", "", "system"):
        with scene.web("") as connection:
            sql = "select access.begin_session(%s, %s, sha256('x'), '1 hour', '1 hour')"
            assert connection.execute(sql, (tove.identity, kind)).fetchone() == (None,)


def test_a_session_lasts_no_longer_than_half_a_day(scene: Scene) -> None:
    secret = token_urlsafe(32)
    with scene.web("") as connection:
        sql = "select access.begin_session(%s, 'employee', %s, '10 years', '10 years')"
        connection.execute(sql, (scene.town.people["Tove"].identity, sha256(secret.encode()).digest()))

    lasts = "select expires - began_at, idle from access_session where secret_hash = %s"
    assert scene.town.asked(lasts, sha256(secret.encode()).digest()) == [(timedelta(hours=12), timedelta(hours=1))]


def test_a_refusal_is_logged_in_ones_own_name_and_shows_nothing(scene: Scene) -> None:
    for who, name in (("nobody", None), ("stranger", "Siri")):
        with scene.web(scene.secrets[who]) as connection:
            connection.execute("select access.log_refusal(%s, 'test.refused', 'no_relation')", (scene.values["note"],))
        user = scene.town.people[name].user_id if name else None
        logged = scene.town.asked(
            "select user_id, subject_id, result, because from audit_look where permission = 'test.refused'"
            " order by written desc limit 1"
        )
        assert logged == [(user, scene.values["ella"], "refused", "no_relation")]


def test_another_service_finds_nothing_by_the_number(scene: Scene) -> None:
    for who in ("other service", "leader elsewhere", "other municipality", "administrator elsewhere"):
        (row,) = answered(scene, who, _SUBJECT) or [(None,)]
        assert row[0] != scene.values["ella"], who


# How they are laid ------------------------------------------------------------------------------------------------


def test_each_is_the_definers_pinned_and_not_leakproof(scene: Scene) -> None:
    for name, _, definer, config, leakproof, _, owner, _ in laid(scene.town):
        assert config == ["search_path=pg_catalog, pg_temp"], f"access.{name} has no pinned search path"
        assert owner == "somlos_definer", f"access.{name} belongs to {owner}"
        assert not leakproof, f"access.{name} is LEAKPROOF"
        assert definer or name == "clock", f"access.{name} runs as its caller"


def test_the_definer_cannot_sign_in_and_is_nobodys(scene: Scene) -> None:
    asked = "select rolcanlogin, rolsuper, rolbypassrls, exists (select from pg_auth_members where roleid = r.oid) from pg_roles r where rolname = 'somlos_definer'"
    assert scene.town.asked(asked) == [(False, False, False, False)]


_WRITES = re.compile(r"\b(insert into|update|delete from|set_config)\b", re.IGNORECASE)


def test_those_that_change_something_say_so_and_the_others_too(scene: Scene) -> None:
    for name, body, _, _, _, volatile, _, _ in laid(scene.town):
        expected = "v" if _WRITES.search(body) else "s"
        assert volatile == expected, f"access.{name} is marked {volatile}, and is {expected}"


def test_none_builds_its_sql_from_words(scene: Scene) -> None:
    for name, body, *_ in laid(scene.town):
        assert not re.search(r"\bexecute\b|\bformat\s*\(", body, re.IGNORECASE), f"access.{name} has dynamic SQL"


_LAID = re.compile(r"create (?:or replace )?function access\.(\w+)\s*\(.*?\$f\$(.*?)\$f\$", re.DOTALL)


def written() -> dict[str, str]:
    """Return the body of each function as the files of the room have it, the door's own last."""
    room = Path(guard.__file__).parents[1]
    files = [*sorted((room / "migrations").glob("*.py")), Path(guard.__file__).with_name("door.sql")]
    bodies = dict(found for file in files for found in _LAID.findall(file.read_text()))
    return bodies | dict(_LAID.findall(STORY_CLOCK))


def test_the_database_has_the_bodies_the_files_have(scene: Scene) -> None:
    bodies = written()
    for name, body, *_ in laid(scene.town):
        assert name in bodies, f"access.{name} is in the database and in no file"
        assert body == bodies[name], f"access.{name} is not what its file says: lay it again by a migration"


ANYBODY = {"clock", "who", "my_user", "errand", "open_compartments"}
MAY = {
    "somlos_worker": ANYBODY | {"take_up_nudge"},
    "somlos_owner": {"found_municipality"},
    "somlos_archivist": {"forget"},
    "somlos_auditor": set(),
    "somlos_sealer": set(),
    "somlos_counter": set(),
    "somlos_teller": set(),
    "somlos_web": set(REFUSED) - {"blocked_from", "found_municipality", "forget", "take_up_nudge"} | {"clock"},
}


def test_each_role_may_ask_what_it_needs_and_nothing_else(scene: Scene) -> None:
    there = laid(scene.town)
    for role, may in MAY.items():
        allowed = {
            name
            for name, *_, oid in there
            if scene.town.asked("select has_function_privilege(%s, %s, 'execute')", role, oid)[0][0]
        }
        assert allowed == may, f"{role}: {sorted(allowed ^ may)}"


def test_the_public_may_execute_none(scene: Scene) -> None:
    public = (
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace,"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where n.nspname = 'access' and a.grantee = 0"
    )
    assert scene.town.asked(public) == []


def test_no_role_but_the_definer_reaches_the_doors_tables(scene: Scene) -> None:
    tables = scene.town.asked(
        "select c.oid::regclass::text from pg_class c where c.relkind = 'r' and c.relname like 'access\\_%%'"
    )
    reaches = "select has_table_privilege(%s, %s, p) or p <> 'delete' and has_any_column_privilege(%s, %s, p) from unnest(%s::text[]) p"
    for role in MAY:
        if role == "somlos_owner":
            continue  # owns them, and signs in for set-up only
        for (table,) in [*tables, ("vault.data_key",), ("audit_look",)]:
            allowed = [
                privilege
                for privilege in ("select", "insert", "update", "delete")
                if any(row[0] for row in scene.town.asked(reaches, role, table, role, table, [privilege]))
            ]
            assert allowed == REACH.get((role, table), []), f"{role} may {allowed} {table}"


def test_a_block_is_set_and_lifted_by_its_two_functions_and_by_nothing_else(scene: Scene) -> None:
    writes = re.compile(r"(insert into|update|delete from) public\.access_block(lifted)?\b")
    writers = {name for name, body, *_ in laid(scene.town) if writes.search(body)}
    assert writers == {"block", "lift_block"}
    asked = "select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p where has_table_privilege('somlos_definer', %s, p)"
    for table in ("access_block", "access_blocklifted"):
        assert scene.town.asked(asked, table) == [("select",), ("insert",)]


REACH = {
    ("somlos_archivist", "vault.data_key"): ["select", "insert", "update"],
    ("somlos_archivist", "audit_look"): ["select"],
    ("somlos_auditor", "audit_look"): ["select"],
    ("somlos_sealer", "audit_look"): ["select"],
}

"""What the second wall holds on a table that `guard` has closed, and on history: tried as the web's own role.

The table is the tests' own, so that the policies are tried as every room gets them and not as one room uses them.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction

from somlos.foundation.access import actions
from somlos.foundation.access.postgres.guard import guard, unforced
from somlos.foundation.access.rules import Actor, Protection
from somlos.foundation.access.tests.town import (
    NOW,
    READ,
    WRITE,
    Town,
    aside,
    discuss,
    heard,
    kept,
    register,
    say,
    speaking_as,
    wonder,
)
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.audit.models import Event
from somlos.kernel.ids import new_id


@pytest.fixture(scope="module")
def leaf(house: object) -> Iterator[str]:
    """A table about a child, closed by `guard`, with one column that moves."""
    with speaking_as("owner") as owner:
        owner.execute(
            "create table access_leaf (id uuid primary key, subject_id uuid not null, compartment_id uuid not null,"
            " said text not null, state text not null default 'new')"
        )
        owner.execute(str(guard("access_leaf", moves=["state"]).sql))
    yield "access_leaf"
    with speaking_as("owner") as owner:
        owner.execute("drop table access_leaf")


@pytest.fixture
def note(town: Town, leaf: str) -> Warrant:
    """A note of Tove's, with a leaf in it."""
    with town.as_("Tove") as actor:
        note = wonder(register(actor, "Ella"))
        put(note, "Ella sitter mye alene.")
        say(note, "Ella sitter mye alene.")
    return note


def put(place: Warrant, said: str) -> UUID:
    leaf = new_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_leaf (id, subject_id, compartment_id, said) values (%s, %s, %s, %s)",
            [leaf, place.subject_id, place.compartment_id, said],
        )
    return leaf


def read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select said from access_leaf")
        return [said for (said,) in cursor.fetchall()]


def move(place: UUID, state: str = "done") -> int:
    with connection.cursor() as cursor:
        cursor.execute("update access_leaf set state = %s where compartment_id = %s", [state, place])
        return int(cursor.rowcount)


def refused(sql: str, *values: Any) -> bool:
    """Tell whether the database refuses a statement for want of a right."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
            return True
        raise
    return False


def guest(town: Town, note: Warrant, name: str = "Maja") -> Actor:
    discuss(town, note, name)
    with town.as_(name) as actor:
        return actor


# A table about a child --------------------------------------------------------------------------------------------


def test_rows_are_read_by_those_who_can_open_their_compartment(town: Town, note: Warrant) -> None:
    guest(town, note)
    for name in ("Tove", "Maja"):
        with town.as_(name):
            assert read() == ["Ella sitter mye alene."]
    for name in ("Siri", "Randi", "Harald", "Arild"):
        with town.as_(name):
            assert read() == []


def test_nobody_and_a_made_up_session_read_nothing(note: Warrant) -> None:
    with transaction.atomic():
        assert read() == []
    with speaking_as("default", autocommit=False) as web:
        web.execute("select set_config('somlos.session', 'made up', true)")
        assert web.execute("select * from access_leaf").fetchall() == []


def test_a_row_is_written_by_those_who_may_write_there(town: Town, note: Warrant) -> None:
    guest(town, note)
    insert = "insert into access_leaf (id, subject_id, compartment_id, said) values (gen_random_uuid(), %s, %s, 'x')"
    for name in ("Maja", "Siri", "Harald"):
        with town.as_(name):
            assert refused(insert, note.subject_id, note.compartment_id), name
    with town.as_("Tove"):
        assert not refused(insert, note.subject_id, note.compartment_id)


def test_a_name_one_reads_through_a_note_is_not_written_through_it(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        actions.open_door(actor, note.compartment_id, to=READ, now=NOW)
        insert = (
            "insert into access_leaf (id, subject_id, compartment_id, said) values (gen_random_uuid(), %s, %s, 'x')"
        )
        assert refused(insert, note.subject_id, note.identity_id)


def test_a_move_is_made_by_those_who_may_write_there(town: Town, note: Warrant) -> None:
    guest(town, note)
    for name in ("Maja", "Siri"):
        with town.as_(name):
            assert move(note.compartment_id) == 0
    with town.as_("Tove"):
        assert move(note.compartment_id) == 1


def test_only_the_moves_are_moved_and_nothing_is_deleted(town: Town, note: Warrant) -> None:
    with town.as_("Tove"):
        for column in ("said", "subject_id", "compartment_id", "id"):
            assert refused(f"update access_leaf set {column} = {column}"), column
        assert refused("delete from access_leaf")
        assert refused("truncate access_leaf")


def test_a_row_one_may_move_is_locked_by_select_for_update(town: Town, note: Warrant) -> None:
    with town.as_("Tove"), connection.cursor() as cursor:
        cursor.execute("select said from access_leaf for update")
        assert len(cursor.fetchall()) == 1
        with aside(town, "Tove") as other:
            assert other("select said from access_leaf for update skip locked") == []


def test_subject_and_compartment_cannot_disagree(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        other = register(actor, "Jonas")
    with pytest.raises(DatabaseError) as error, town.as_("Tove"), connection.cursor() as cursor:
        cursor.execute(
            "insert into access_leaf (id, subject_id, compartment_id, said) values (%s, %s, %s, 'x')",
            [new_id(), other.subject_id, note.compartment_id],
        )
    assert "lies_in_its_compartment" in str(error.value)


def test_the_owner_is_not_exempt(note: Warrant) -> None:
    assert kept("owner").execute("select * from access_leaf").fetchall() == []
    assert kept("owner").execute("update access_leaf set said = 'x'").rowcount == 0


def test_a_migration_moves_data_where_the_force_is_lifted_and_it_is_forced_again(note: Warrant) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        with unforced("access_leaf"):
            cursor.execute("update access_leaf set state = 'moved' where compartment_id = %s", [note.compartment_id])
            assert cursor.rowcount == 1
        cursor.execute("update access_leaf set state = 'moved again' where compartment_id = %s", [note.compartment_id])
        assert cursor.rowcount == 0
    assert kept("owner").execute(
        "select relforcerowsecurity from pg_class where relname = 'access_leaf'"
    ).fetchone() == (True,)


def test_other_roles_read_nothing_but_the_archivist(note: Warrant) -> None:
    for alias in ("worker", "counter", "auditor", "sealer"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), speaking_as(alias) as other:
            other.execute("select * from access_leaf")
    assert kept("archivist").execute(
        "select count(*) from access_leaf where compartment_id = %s", (note.compartment_id,)
    ).fetchone() == (1,)


def test_a_page_about_one_child_reads_no_row_of_another(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        jonas = register(actor, "Jonas")
        put(jonas, "Jonas")

    with town.as_("Tove") as actor:
        assert sorted(read()) == ["Ella sitter mye alene.", "Jonas"]
        actions.open_door(actor, note.compartment_id, to=READ, now=NOW)
        assert read() == ["Ella sitter mye alene."]
        assert move(jonas.compartment_id) == 0


def test_a_block_a_withdrawal_and_a_protection_empty_the_table_from_the_next_statement(
    town: Town, note: Warrant
) -> None:
    guest(town, note)
    guest(town, note, "Siri")
    identity, maja = note.identity_id, town.people["Maja"].user_id
    with town.as_("Maja"):
        assert read()
        with aside(town, "Tove") as tove:
            tove("select access.block(gen_random_uuid(), %s, %s, 'own_family')", identity, maja)
        assert read() == []
    with town.as_("Siri"):
        assert read()
        with aside(town, "Tove") as tove:
            tove("select access.protect(%s, %s)", identity, Protection.STRICTLY_CONFIDENTIAL.value)
        assert read() == []


@pytest.mark.parametrize(
    "sql",
    [
        "set row_security = off; select * from access_leaf",
        "set role somlos_owner",
        "set role somlos_definer",
        "set session authorization somlos_owner",
        "set session_replication_role = replica",
        "alter table access_leaf no force row level security",
        "alter table access_leaf disable trigger all",
        "create table public.mine (x int)",
        "create temporary table mine (x int)",
        "create function public.mine() returns int language sql as 'select 1'",
        "copy access_leaf to program 'cat'",
        "select pg_read_file('postgresql.conf')",
        "select * from access_relation",
        "select * from access_session",
        "select * from vault.data_key",
        "select * from audit_look",
        "insert into audit_look (id) values (gen_random_uuid())",
        "update access_relation set withdrawn = false",
    ],
)
def test_the_webs_role_cannot_walk_around_the_wall(town: Town, note: Warrant, sql: str) -> None:
    with town.as_("Harald"):
        assert refused(sql), sql


def test_copying_out_is_reading(town: Town, note: Warrant) -> None:
    with (
        speaking_as("default", autocommit=False) as web,
        web.cursor() as cursor,
        cursor.copy("copy access_leaf to stdout") as out,
    ):
        assert b"".join(out) == b""


def test_what_the_planner_knows_is_not_shown(town: Town, note: Warrant) -> None:
    with town.as_("Harald"), connection.cursor() as cursor:
        cursor.execute("select * from pg_stats where tablename = 'access_leaf'")
        assert cursor.fetchall() == []


# History ----------------------------------------------------------------------------------------------------------

_SAY = (
    "insert into audit_event (id, at, user_id, seat_id, kind, subject_id, compartment_id, box_id, object_kind, actor_words, said)"
    " values (gen_random_uuid(), now(), %s, %s, 'test.said', %s, %s, %s, 'test', 'x', 'x')"
)


def test_history_is_read_by_those_who_can_open_its_compartment(town: Town, note: Warrant) -> None:
    guest(town, note)
    for name, count in (("Tove", 1), ("Maja", 1), ("Siri", 0), ("Randi", 0), ("Harald", 0)):
        with town.as_(name):
            assert Event.objects.filter(compartment_id=note.compartment_id).count() == count, name
    assert heard(note.compartment_id) == []


def test_history_is_written_in_ones_own_name_at_ones_own_seat_where_one_may_write(town: Town, note: Warrant) -> None:
    guest(town, note)
    place = (note.subject_id, note.compartment_id, note.compartment_id)
    tove, maja = town.people["Tove"], town.people["Maja"]
    with town.as_("Tove"):
        assert not refused(_SAY, tove.user_id, tove.seat_id, *place)
        assert refused(_SAY, maja.user_id, maja.seat_id, *place)
        assert refused(_SAY, None, None, *place)
        assert refused(_SAY, tove.user_id, maja.seat_id, *place)
        assert refused(_SAY, tove.user_id, None, *place)
    with town.as_("Maja"):
        assert refused(_SAY, maja.user_id, maja.seat_id, *place)
    harald = town.people["Harald"]
    with town.as_("Harald"):
        assert refused(_SAY, harald.user_id, harald.seat_id, *place)
        assert refused(_SAY, harald.user_id, harald.seat_id, note.subject_id, None, town.id)
        assert not refused(_SAY, harald.user_id, harald.seat_id, None, None, town.id)


@pytest.mark.parametrize(("column", "value"), [("written", "now() - interval '1 year'"), ("xact", "'1'::xid8")])
def test_when_it_was_written_is_the_databases_to_say(town: Town, note: Warrant, column: str, value: str) -> None:
    tove = town.people["Tove"]
    sql = _SAY.replace("said)", f"said, {column})").replace("'x', 'x')", f"'x', 'x', {value})")
    with town.as_("Tove"):
        assert refused(sql, tove.user_id, tove.seat_id, note.subject_id, note.compartment_id, note.compartment_id)


def test_history_is_neither_changed_nor_removed_by_the_web(town: Town, note: Warrant) -> None:
    with town.as_("Tove"):
        for sql in (
            "update audit_event set kind = 'x'",
            "delete from audit_event",
            "truncate audit_event",
            "delete from audit_look",
        ):
            assert refused(sql), sql


def test_what_a_session_holds_dies_with_its_transaction(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        actions.open_door(actor, note.compartment_id, to=WRITE, now=NOW)
        assert read()
    with transaction.atomic(), connection.cursor() as cursor:
        assert read() == []
        cursor.execute("select current_setting('somlos.session', true), current_setting('somlos.door', true)")
        assert set(cursor.fetchone()) <= {"", None}


def test_one_who_may_write_in_an_hour_may_not_now(town: Town, note: Warrant) -> None:
    with town.as_("Tove", at=NOW + timedelta(days=150)):
        assert read() == []
    with town.as_("Tove", at=NOW + timedelta(days=50)):
        assert read()

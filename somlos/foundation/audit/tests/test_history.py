"""History is added to and sealed; whatever is done to it afterwards is found, and the row is named.

The tampering is done by the server's administrator with triggers off: the most anybody could do short of our signing key.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from pytest_django.plugin import DjangoDbBlocker

from somlos.config import testing
from somlos.config.database import Server
from somlos.foundation.audit import rules
from somlos.foundation.audit.actions import _COLUMNS, Fault, _leaves, seal_history, verify_history
from somlos.foundation.vault.keys import signing_key
from somlos.kernel.ids import new_id

_EVENT = (
    "insert into audit_event (id, at, user_id, kind, box_id, object_kind, actor_words, said)"
    " values (%s, now(), gen_random_uuid(), 'test.said', gen_random_uuid(), 'test', 'a', %s)"
)
_LOOK = (
    "insert into audit_look (id, at, day, user_id, compartment_id, permission, through, result, because, purpose)"
    " values (%s, now(), current_date, gen_random_uuid(), gen_random_uuid(), 'test.read', 'author', 'opened', '', %s)"
)


@pytest.fixture(scope="module")
def database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, test_server: Server
) -> Iterator[psycopg.Connection]:
    """The tests' database with real transactions, and in it the server's administrator with triggers off."""
    with django_db_blocker.unblock(), test_server.connect(connections["default"].settings_dict["NAME"]) as admin:
        admin.execute("set session_replication_role = replica")
        yield admin
        connections.close_all()


@pytest.fixture
def admin(
    database: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[psycopg.Connection]:
    """The administrator, of a history that begins with the test and has keys and an anchor of its own."""
    monkeypatch.setattr(settings, "SOMLOS_KEYS", tmp_path / "keys")
    monkeypatch.setattr(settings, "SOMLOS_ANCHOR", tmp_path / "anchor" / "heads.log")
    yield database
    database.execute("truncate audit_event, audit_look, audit_seal")


def add(admin: psycopg.Connection, words: str = "x") -> tuple[UUID, UUID]:
    """Add a sentence and a look, committed."""
    event, look = new_id(), new_id()
    with admin.transaction():
        admin.execute(_EVENT, (event, words))
        admin.execute(_LOOK, (look, words))
    return event, look


def seal(admin: psycopg.Connection) -> None:
    """Seal until all that is committed is sealed: a transaction elsewhere on the server may hold the first try back."""
    waiting = "select exists (select from audit_event e where e.xact >= (select coalesce(max(to_xact), 0)::text::xid8 from audit_seal))"
    for _ in range(600):
        seal_history()
        if admin.execute(waiting).fetchone() == (False,):
            return
        time.sleep(0.1)
    raise AssertionError("something on the server keeps a transaction open")


@pytest.fixture
def sealed(admin: psycopg.Connection) -> list[tuple[UUID, UUID]]:
    """Three sentences and three looks, each pair in a seal of its own."""
    pairs = []
    for words in ("one", "two", "three"):
        pairs.append(add(admin, words))
        seal(admin)
    assert verify_history() == []
    return pairs


def found(*, row: UUID | None = None) -> list[str]:
    return [fault.what for fault in verify_history() if row is None or fault.row == row]


# Sealing ----------------------------------------------------------------------------------------------------------


def test_what_was_committed_is_sealed_once(admin: psycopg.Connection, sealed: object) -> None:
    rows = "select sum(rows), count(*) from audit_seal"
    assert admin.execute(rows).fetchone() == (6, 3)
    assert seal_history() == 0
    assert admin.execute(rows).fetchone() == (6, 3)


def test_a_seal_covers_every_column(admin: psycopg.Connection) -> None:
    for table, columns in _COLUMNS.items():
        there = admin.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped",
            (table,),
        ).fetchall()
        assert {column for (column,) in there} == {"id", *columns.split()}, (
            f"{table} has a column that no seal would miss"
        )


def test_rows_of_a_transaction_still_running_wait_for_the_next_seal(
    admin: psycopg.Connection, test_server: Server
) -> None:
    late, early = new_id(), new_id()
    with test_server.connect(connections["default"].settings_dict["NAME"]) as slow, slow.transaction():
        slow.execute(_EVENT, (late, "late"))
        admin.execute(_EVENT, (early, "early"))
        assert seal_history() == 0  # what was committed after the slow one began waits too
        assert verify_history() == []
    seal(admin)

    assert admin.execute("select sum(rows) from audit_seal").fetchone() == (2,)
    assert verify_history() == []


def test_two_who_seal_at_once_make_one_seal(admin: psycopg.Connection) -> None:
    add(admin)

    def close(_: int) -> int:
        try:
            return seal_history()
        finally:
            connections.close_all()

    deadline = time.monotonic() + 60
    closed = 0
    while not closed and time.monotonic() < deadline:
        with ThreadPoolExecutor(4) as many:
            closed = sum(many.map(close, range(4)))

    assert closed == 2
    assert verify_history() == []


def test_a_head_that_a_crash_kept_from_the_anchor_is_written_with_the_next(
    admin: psycopg.Connection, sealed: object
) -> None:
    lines = settings.SOMLOS_ANCHOR.read_text().splitlines(keepends=True)
    settings.SOMLOS_ANCHOR.write_text("".join(lines[:-1]))
    assert verify_history() == []  # it may be on its way

    add(admin)
    seal(admin)

    assert settings.SOMLOS_ANCHOR.read_text().splitlines(keepends=True)[:3] == lines
    assert verify_history() == []


# Tampering --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", range(3))
def test_a_look_that_was_changed_is_found_and_named(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]], which: int
) -> None:
    _, look = sealed[which]
    admin.execute("update audit_look set user_id = gen_random_uuid() where id = %s", (look,))

    assert verify_history() == [Fault("the row was changed", "audit_look", look, which + 1)]


@pytest.mark.parametrize(
    "change",
    [
        "said = 'y'",
        "actor_words = 'y'",
        "because = 'y'",
        "kind = 'y'",
        "at = at - interval '1 day'",
        "written = written - interval '1 day'",
        "subject_id = gen_random_uuid()",
        "box_id = gen_random_uuid()",
        "object_id = id",
        "seat_id = id",
    ],
)
def test_a_sentence_that_was_changed_in_any_way_is_found_and_named(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]], change: str
) -> None:
    event, _ = sealed[1]
    admin.execute(f"update audit_event set {change} where id = %s", (event,))

    assert verify_history() == [Fault("the row was changed", "audit_event", event, 2)]


def test_a_row_that_was_removed_is_found_and_named(admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]) -> None:
    event, _ = sealed[0]
    admin.execute("delete from audit_event where id = %s", (event,))

    assert verify_history() == [Fault("the row was removed or moved to another time", "audit_event", event, 1)]


def test_two_rows_that_changed_places_are_found_and_named(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]
) -> None:
    (one, _), (other, _), _ = sealed
    admin.execute(
        "update audit_event e set said = o.said, xact = o.xact, written = o.written from audit_event o"
        " where (e.id, o.id) in ((%s, %s), (%s, %s))",
        (one, other, other, one),
    )

    assert found(row=one) and found(row=other)


def test_a_row_moved_into_another_seal_is_found_in_both(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]
) -> None:
    event, _ = sealed[0]
    admin.execute(
        "update audit_event set xact = (select xact from audit_event where id = %s) where id = %s",
        (sealed[2][0], event),
    )

    assert verify_history() == [
        Fault("the row was removed or moved to another time", "audit_event", event, 1),
        Fault("the row was put in afterwards and dated back", "audit_event", event, 3),
    ]


def test_a_row_moved_to_what_is_not_sealed_yet_is_found_and_named(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]
) -> None:
    event, _ = sealed[0]
    admin.execute("update audit_event set xact = pg_current_xact_id() where id = %s", (event,))

    assert found(row=event) == ["the row was removed or moved to another time"]


@pytest.mark.parametrize("table", ["audit_event", "audit_look"])
def test_a_row_put_in_afterwards_and_dated_back_is_found_and_named(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]], table: str
) -> None:
    forged = new_id()
    admin.execute(_EVENT if table == "audit_event" else _LOOK, (forged, "forged"))
    admin.execute(
        f"update {table} set (xact, written) = (select xact, written from audit_event where id = %s) where id = %s",
        (sealed[1][0], forged),
    )

    assert verify_history() == [Fault("the row was put in afterwards and dated back", table, forged, 2)]


def test_a_seal_that_was_removed_is_found(admin: psycopg.Connection, sealed: object) -> None:
    admin.execute("delete from audit_seal where number = 2")

    faults = verify_history()
    assert Fault("the seal is not chained to the one before it", "audit_seal", None, 3) in faults
    assert Fault("a seal written outside is gone", "audit_seal", None, 2) in faults


def test_the_last_seal_removed_with_its_rows_is_found_by_the_anchor_and_by_nothing_else(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]
) -> None:
    admin.execute("delete from audit_event where id = %s", (sealed[2][0],))
    admin.execute("delete from audit_look where id = %s", (sealed[2][1],))
    admin.execute("delete from audit_seal where number = 3")

    assert verify_history() == [Fault("a seal written outside is gone", "audit_seal", None, 3)]
    settings.SOMLOS_ANCHOR.write_text("".join(settings.SOMLOS_ANCHOR.read_text().splitlines(keepends=True)[:2]))
    assert verify_history() == []


def rewrite(admin: psycopg.Connection, *, sign: Callable[[bytes], bytes]) -> None:
    """Seal all of history again as it is now, over the old seals."""
    former = rules.FIRST_HEAD
    seals = admin.execute("select number, from_xact, to_xact from audit_seal order by number").fetchall()
    for number, from_xact, to_xact in seals:
        with admin.cursor() as cursor:
            leaves = _leaves(cursor, from_xact, to_xact)
        root = rules.merkle_root(leaves)
        head = rules.head(number, from_xact, to_xact, len(leaves), root, former)
        admin.execute(
            "update audit_seal set rows = %s, leaves = %s, root = %s, head = %s, signature = %s where number = %s",
            (len(leaves), b"".join(map(bytes, leaves)), root, head, sign(head), number),
        )
        former = head


def test_seals_rewritten_without_the_key_are_found(admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]) -> None:
    admin.execute("update audit_look set user_id = gen_random_uuid() where id = %s", (sealed[1][1],))
    rewrite(admin, sign=lambda _: bytes(64))

    assert "the seal is not signed by our key" in found()
    settings.SOMLOS_ANCHOR.unlink()
    assert "the seal is not signed by our key" in found()


def test_seals_rewritten_with_the_key_are_found_by_the_anchor_and_by_nothing_else(
    admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]
) -> None:
    admin.execute("update audit_look set user_id = gen_random_uuid() where id = %s", (sealed[1][1],))
    rewrite(admin, sign=signing_key().sign)

    assert verify_history() == [
        Fault("the seal is not the one written outside", "audit_seal", None, 2),
        Fault("the seal is not the one written outside", "audit_seal", None, 3),
    ]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("leaves = overlay(leaves placing '\\x00' from 20)", "the seal's own leaves were changed"),
        ("rows = rows - 1", "the seal is not chained to the one before it"),
        ("root = sha256('x')", "the seal is not chained to the one before it"),
        ("from_xact = from_xact + 1", "the seal is not chained to the one before it"),
        ("to_xact = to_xact + 1", "the seal is not chained to the one before it"),
        ("head = sha256('x')", "the seal is not signed by our key"),
        ("signature = sha256('x') || sha256('y')", "the seal is not signed by our key"),
    ],
)
def test_a_seal_changed_in_any_way_is_found(admin: psycopg.Connection, sealed: object, change: str, what: str) -> None:
    admin.execute(f"update audit_seal set {change} where number = 2")

    assert Fault(what, "audit_seal", None, 2) in verify_history()


def test_an_anchor_that_says_something_else_or_has_lost_a_line_is_found(
    admin: psycopg.Connection, sealed: object
) -> None:
    whole = settings.SOMLOS_ANCHOR.read_text()
    one, two, three = whole.splitlines(keepends=True)

    settings.SOMLOS_ANCHOR.write_text(one + f"2 {'0' * 64}\n" + three)
    assert verify_history() == [Fault("the seal is not the one written outside", "audit_seal", None, 2)]

    for lost, left in ((1, two + three), (2, one + three)):
        settings.SOMLOS_ANCHOR.write_text(left)
        assert verify_history() == [Fault("the seal was not written outside", "audit_seal", None, lost)]

    settings.SOMLOS_ANCHOR.unlink()
    assert {fault.seal for fault in verify_history()} == {1, 2}


def test_another_installations_key_signs_no_seal_of_ours(
    admin: psycopg.Connection, sealed: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "SOMLOS_KEYS", tmp_path / "elsewhere")

    assert found() == ["the seal is not signed by our key"] * 3


def test_what_is_not_sealed_yet_is_no_fault(admin: psycopg.Connection, sealed: object) -> None:
    add(admin)

    assert verify_history() == []


# The commands -----------------------------------------------------------------------------------------------------


def test_the_commands_say_what_they_found(admin: psycopg.Connection, sealed: list[tuple[UUID, UUID]]) -> None:
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert out.getvalue() == "History is as it was sealed.\n"

    admin.execute("update audit_look set user_id = gen_random_uuid() where id = %s", (sealed[1][1],))
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_history", stdout=out)
    assert ended.value.code == 1
    assert out.getvalue() == f"seal 2: audit_look {sealed[1][1]}: the row was changed\n"


def test_sealing_says_how_much(admin: psycopg.Connection) -> None:
    out = StringIO()
    call_command("seal_history", stdout=out)
    assert out.getvalue().endswith("rows sealed\n")


# Who may do what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "column"), [("audit_look", "purpose"), ("audit_seal", "number")])
def test_the_owner_changes_and_removes_no_history(
    admin: psycopg.Connection, sealed: object, table: str, column: str
) -> None:
    for sql in (f"update {table} set {column} = {column}", f"delete from {table}"):
        with pytest.raises(DatabaseError, match="added to, never changed"), connections["owner"].cursor() as cursor:
            cursor.execute(sql)
    assert verify_history() == []


def test_the_owner_does_not_even_see_a_sentence(admin: psycopg.Connection, sealed: object) -> None:
    for sql in ("select * from audit_event", "update audit_event set kind = 'x'", "delete from audit_event"):
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount == 0


def test_the_trigger_stands_before_the_administrator_too(admin: psycopg.Connection, sealed: object) -> None:
    admin.execute("set session_replication_role = origin")
    try:
        for sql in ("update audit_event set kind = 'x'", "delete from audit_event"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="added to, never changed"):
                admin.execute(sql)
    finally:
        admin.execute("set session_replication_role = replica")


def test_history_is_emptied_in_no_database_but_a_tests(admin: psycopg.Connection, test_server: Server) -> None:
    name = f"kept_{new_id().hex}"
    with test_server.connect("postgres") as server:
        template = testing._template(server, test_server)
        server.execute(f"create database {name} template {template} owner somlos_owner")
        try:
            home = connections["owner"].settings_dict
            with psycopg.connect(host=home["HOST"], dbname=name, user=home["USER"], autocommit=True) as owner:
                for table in ("audit_event", "audit_look", "audit_seal", "access_blocklifted"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="never emptied"):
                        owner.execute(f"truncate {table}")
        finally:
            server.execute(f"drop database {name} with (force)")


RIGHTS: dict[str, dict[str, list[str]]] = {
    "somlos_sealer": {"audit_event": ["select"], "audit_look": ["select"], "audit_seal": ["select", "insert"]},
    "somlos_auditor": {"audit_event": ["select"], "audit_look": ["select"], "audit_seal": ["select"]},
    "somlos_archivist": {"audit_event": ["select"], "audit_look": ["select"], "audit_seal": ["select"]},
    "somlos_web": {"audit_event": ["select"], "audit_look": [], "audit_seal": []},
    "somlos_worker": {"audit_event": [], "audit_look": [], "audit_seal": []},
    "somlos_counter": {"audit_event": [], "audit_look": [], "audit_seal": []},
    "somlos_definer": {"audit_event": [], "audit_look": ["select", "insert"], "audit_seal": []},
}


@pytest.mark.parametrize("role", RIGHTS)
def test_each_role_reaches_history_as_far_as_it_must(admin: psycopg.Connection, role: str) -> None:
    for table, may in RIGHTS[role].items():
        rights = [
            right
            for right in ("select", "insert", "update", "delete", "truncate")
            if admin.execute("select has_table_privilege(%s, %s, %s)", (role, table, right)).fetchone() == (True,)
        ]
        assert rights == may, f"{role} on {table}"


def test_the_web_sends_neither_when_nor_in_which_transaction(admin: psycopg.Connection) -> None:
    sendable = {
        column
        for (column,) in admin.execute(
            "select attname from pg_attribute where attrelid = 'audit_event'::regclass and attnum > 0"
            " and has_column_privilege('somlos_web', attrelid, attnum, 'insert')"
        ).fetchall()
    }
    assert sendable.isdisjoint({"written", "xact"})
    assert "said" in sendable


def test_the_web_sees_no_history_without_a_session(admin: psycopg.Connection, sealed: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_event")
        assert cursor.fetchone() == (0,)

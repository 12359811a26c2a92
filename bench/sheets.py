"""Rows on their way into the tables, by COPY."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import sql

COLUMNS = {
    "vault.data_key": "lockbox version wrapped made_at",
    "accounts_user": "id identity_hash kind expected_at claimed_at language",
    "access_scope": "id municipality_id",
    "access_seat": "id user_id scope_id role starts ends",
    "access_session": "id secret_hash user_id seat_id kind began_at expires idle last_seen ended_at",
    "access_subject": "id municipality_id scope_id national_hash provisional protection",
    "access_compartment": "id subject_id audience identity_id scope_id lockbox made_at",
    "access_relation": (
        "id user_id seat_id compartment_id identity_id subject_id kind may_write may_invite named"
        " starts ends withdrawn shut source made_by_id made_at purpose"
    ),
    "access_block": "id subject_id user_id reason made_at made_by_id",
    "audit_event": (
        "id at user_id seat_id kind subject_id compartment_id box_id object_kind object_id actor_words said because"
    ),
    "audit_look": (
        "id at day user_id seat_id scope_id subject_id compartment_id permission through result because purpose"
    ),
    "notifications_notice": "id recipient_id kind about number at nudges read_at done_at",
    "organisations_unit": "scope_id municipality_id name kind level ownership phone",
    "organisations_post": "seat_id municipality_id name title",
    "people_child": "subject_id compartment_id contact_id registered_at registered_by_id",
    "people_childversion": (
        "id subject_id compartment_id number name called birth_date language interpreter_needed protection"
        " made_at made_by_id"
    ),
    "people_carer": "id subject_id compartment_id name kind user_id stated_by stated_on made_at made_by_id",
    "people_contactcard": "id subject_id compartment_id carer_id phone email address made_at made_by_id",
    "people_childlist": "id unit_id name starts ends made_at made_by_id",
    "people_listseat": "id list_id seat_id added_at added_by_id",
    "people_listentry": "id list_id subject_id compartment_id entered_at entered_by_id",
    "concerns_note": (
        "id subject_id compartment_id unit_id author_id author_seat basis noticed_on saved_at state scale"
        " watched_until decided_at decided_by_id erase_on"
    ),
    "concerns_noteversion": (
        "id subject_id compartment_id note_id number seen child_words strengths signs written_at written_by_id"
    ),
    "concerns_notestep": (
        "id subject_id compartment_id note_id kind held_on with_seat decision said shared recorded_at recorded_by_id"
    ),
}


class Sheets:
    """One sheet of rows a table, sent off together when there are enough of them."""

    def __init__(self, home: psycopg.Connection, *, enough: int = 20_000) -> None:
        self.home = home
        self.enough = enough
        self.rows: dict[str, list[Sequence[object]]] = {table: [] for table in COLUMNS}
        self.written: dict[str, int] = dict.fromkeys(COLUMNS, 0)

    def add(self, table: str, *values: object) -> None:
        """Add a row, its values in the order of COLUMNS."""
        self.rows[table].append(values)

    def send_when_full(self) -> None:
        """Send everything off when one sheet has enough rows."""
        if any(len(rows) >= self.enough for rows in self.rows.values()):
            self.send()

    def send(self) -> None:
        """Send every sheet to the database."""
        with self.home.cursor() as cursor:
            for table, rows in self.rows.items():
                if rows:
                    _copy(cursor, table, rows)
                    self.written[table] += len(rows)
                    rows.clear()


def _copy(cursor: psycopg.Cursor, table: str, rows: Sequence[Sequence[object]]) -> None:
    columns = COLUMNS[table].split()
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(_name(table), sql.SQL(", ").join(map(sql.Identifier, columns)))
    with cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def without_indexes(home: psycopg.Connection) -> Iterator[None]:
    """Build the indexes of the tables that are filled afterwards, each in one go."""
    built = home.execute(
        """
        select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
         where i.indrelid = any (%s::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
        """,
        [list(COLUMNS)],
    ).fetchall()
    for index, _ in built:
        home.execute(sql.SQL("DROP INDEX {}").format(_name(index)))
    yield
    for _, definition in built:
        home.execute(definition)


def _name(dotted: str) -> sql.Identifier:
    return sql.Identifier(*dotted.split("."))

"""Every table says how sensitive it is, and every row about a child lies behind both walls."""

import re
from typing import Any

import pytest
from django.db import models

from laws.conftest import Ask
from somlos.foundation.access.postgres.guard import READ, WRITE
from somlos.foundation.vault.fields import SealedTextField
from somlos.kernel.ids import new_id
from somlos.kernel.table import Privacy
from tools import house

TABLES = [table for room in house.rooms() for table in room.tables()]
IDS = [table._meta.db_table for table in TABLES]

ABOUT_NO_CHILD = {"people_childlist", "people_listseat", "people_readinessstep"}
"""Tables of people that say nothing about a child: which lists there are, who has them, what a municipality decided."""

CARRIES_ITS_CHILD_ELSEWHERE = {"audit_event", "audit_look"}
"""History has no foreign keys, and policies of its own (`access` makes them)."""


def home(table: type[models.Model]) -> house.Room:
    """Return the room a table lies in."""
    room = house.room_of(table._meta.app_label)
    assert room is not None
    return room


def columns(table: type[models.Model]) -> dict[str, Any]:
    return {column.attname: column for column in table._meta.local_fields}


def about_a_child() -> list[type[models.Model]]:
    """Return the tables that lie behind both walls: those of child and people, and any with a compartment."""
    found = []
    for table in TABLES:
        room, name = home(table), table._meta.db_table
        in_a_floor_about_children = room.floor == "child" or room.label == "people"
        in_a_compartment = "compartment_id" in columns(table) and room.label not in {"access", "audit"}
        if (in_a_floor_about_children and name not in ABOUT_NO_CHILD) or in_a_compartment:
            found.append(table)
    return found


GUARDED = about_a_child()
GUARDED_IDS = [table._meta.db_table for table in GUARDED]


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_column_has_a_privacy_class_and_a_comment(table: type[models.Model]) -> None:
    classes = getattr(table, "privacy", None)
    assert classes is not None, f"{table.__name__} has no privacy map"
    names = {column.name for column in table._meta.local_fields}
    assert set(classes) == names, f"{table.__name__}.privacy: {sorted(set(classes) ^ names)} missing or too many"
    for column in table._meta.local_fields:
        assert column.db_comment, f"{table.__name__}.{column.name} has no db_comment"


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_sealed_column_is_personal_and_labelled_once(table: type[models.Model]) -> None:
    for column in table._meta.local_fields:
        if isinstance(column, SealedTextField):
            assert table.privacy[column.name] in {Privacy.PERSONAL, Privacy.SENSITIVE}, (  # type: ignore[attr-defined]
                f"{table.__name__}.{column.name} is sealed and called {table.privacy[column.name].value}"  # type: ignore[attr-defined]
            )
            assert column.box_field in columns(table), f"{table.__name__}.{column.name}: no column {column.box_field}"


def test_no_two_sealed_columns_share_a_label() -> None:
    labels: dict[str, str] = {}
    for table in TABLES:
        for column in table._meta.local_fields:
            if isinstance(column, SealedTextField):
                where = f"{table.__name__}.{column.name}"
                assert column.label not in labels, f"{where} and {labels[column.label]} share the label {column.label}"
                labels[column.label] = where


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_keys_are_random_and_made_in_python(table: type[models.Model]) -> None:
    key = table._meta.pk
    if isinstance(key, models.OneToOneField) or table._meta.db_table in NUMBERED:
        return
    assert isinstance(key, models.UUIDField), f"{table.__name__}: its key can be guessed"
    assert key.default is new_id, f"{table.__name__}: its key is not made by the kernel"
    for column in table._meta.local_fields:
        assert column.db_default is models.NOT_PROVIDED, (
            f"{table.__name__}.{column.name}: db_default needs RETURNING, which web may not"
        )


NUMBERED = {"audit_seal", "catalogue_statute", "catalogue_guide", "catalogue_version"}
"""Tables whose key is a number or a code on purpose, with nothing about anybody in them."""


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_foreign_keys_point_down_or_stay_at_home(table: type[models.Model]) -> None:
    for column in table._meta.local_fields:
        if isinstance(column, models.ForeignKey):
            other = house.room_of(column.related_model._meta.app_label)
            assert other is not None, f"{table.__name__}.{column.name} points out of the house"
            assert home(table).may_lean_on(other), f"{table.__name__}.{column.name} points up, at {other.label}"
            assert not table._meta.local_many_to_many, (
                f"{table.__name__}: a many-to-many hides a table without a privacy map"
            )


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_whoever_did_something_did_it_at_a_time(table: type[models.Model]) -> None:
    constraints = [str(c.condition) for c in table._meta.constraints if isinstance(c, models.CheckConstraint)]
    names = {column.name: column for column in table._meta.local_fields}
    for name, column in names.items():
        if not name.endswith("_by") or not isinstance(column, models.ForeignKey | models.UUIDField):
            continue  # a day to be done by is no person, and neither is a code
        at = f"{name.removesuffix('_by')}_at"
        on = f"{name.removesuffix('_by')}_on"
        moment = names.get(at) or names.get(on)
        assert moment is not None, f"{table.__name__}.{name} says who and not when: add {at}"
        if column.null and moment.null:
            together = any(name in said and moment.name in said for said in constraints)
            assert together, (
                f"{table.__name__}: {moment.name} and {name} are there together or not at all: add a constraint"
            )


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_table_hides_nothing(table: type[models.Model]) -> None:
    assert not table._meta.ordering, f"{table.__name__} sorts by itself: sort where it is shown"
    assert "save" not in vars(table), f"{table.__name__} overrides save: put it in an action"
    assert type(table._meta.default_manager) is models.Manager or getattr(
        table._meta.default_manager, "_queryset_class", None
    ), f"{table.__name__} has a manager that may hide rows"


@pytest.mark.parametrize("table", GUARDED, ids=GUARDED_IDS)
def test_a_row_about_a_child_says_whose_and_where(table: type[models.Model]) -> None:
    there = columns(table)
    for column in ("subject_id", "compartment_id"):
        assert column in there, f"{table.__name__} is about a child and has no {column}"
        assert not there[column].null, f"{table.__name__}.{column} may be empty"


READS = "(compartment_id = ANY (( SELECT access.open_compartments(false) AS open_compartments)::uuid[]))"
WRITES = READS.replace("false", "true")
ON_AN_ERRAND = re.compile(r"^\(\( SELECT access\.errand\(\) AS errand\) = '(\w+\.\w+)'::text\)$")

ENDS_ONE_STATE = {("concerns_draft", "use_up"): ("live", "(NOT live)")}
"""What the definer may change: its own draft's author ends it from a page that has another compartment open, and nothing else."""

POLICIES = "select policyname, cmd, roles::text[], qual, with_check, permissive from pg_policies where tablename = %s"


@pytest.mark.parametrize("table", GUARDED, ids=GUARDED_IDS)
def test_a_table_about_a_child_is_closed_and_forced(ask: Ask, table: type[models.Model]) -> None:
    name = table._meta.db_table
    closed = ask("select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", name)
    assert closed == [(True, True)], f"{name} is about a child and not closed, or not forced: guard it"


@pytest.mark.parametrize("table", GUARDED, ids=GUARDED_IDS)
def test_a_table_about_a_child_has_the_uniform_policies(ask: Ask, table: type[models.Model]) -> None:
    name = table._meta.db_table
    web = []
    for policy, verb, roles, using, check, permissive in ask(POLICIES, name):
        where = f"policy {policy} on {name}"
        assert len(roles) == 1, f"{where} is for {roles}"
        assert verb != "ALL", f"{where} is for every verb at once"
        assert permissive == "PERMISSIVE", where
        if roles == ["somlos_web"]:
            web.append((verb, using, check))
        elif roles == ["somlos_archivist"]:
            assert (verb, using) in {("SELECT", "true"), ("DELETE", "true")}, where
        elif roles == ["somlos_worker"]:
            errand = ON_AN_ERRAND.match(using or "")
            assert errand and check in {None, using}, f"{where} opens for the worker without an errand"
        elif (name, policy) in ENDS_ONE_STATE:
            assert (roles, verb, using, check) == (["somlos_definer"], "UPDATE", *ENDS_ONE_STATE[name, policy]), where
        else:
            assert roles == ["somlos_definer"] and verb == "SELECT", f"{where} opens for {roles}"
    moves = [("UPDATE", WRITES, WRITES)] if ("UPDATE", WRITES, WRITES) in web else []
    expected = sorted([("INSERT", None, WRITES), ("SELECT", READS, None), *moves])
    assert sorted(web) == expected, f"{name}: web's policies are {web}, not the uniform ones of guard()"


def test_the_uniform_policies_are_what_guard_writes() -> None:
    bare = re.compile(r"\W+|AS open_compartments", re.IGNORECASE)
    assert bare.sub("", READ).lower() == bare.sub("", READS).lower()
    assert bare.sub("", WRITE).lower() == bare.sub("", WRITES).lower()


@pytest.mark.parametrize("table", GUARDED, ids=GUARDED_IDS)
def test_subject_and_compartment_agree_by_a_foreign_key(ask: Ask, table: type[models.Model]) -> None:
    keys = ask(
        "select pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = %s::regclass",
        table._meta.db_table,
    )
    agree = "FOREIGN KEY (compartment_id, subject_id) REFERENCES access_compartment(id, subject_id)"
    assert any(key.startswith(agree) for (key,) in keys), (
        f"{table._meta.db_table}: its subject and compartment may disagree"
    )


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_sealed_text_about_a_child_lies_behind_both_walls(table: type[models.Model]) -> None:
    boxes = {column.box_field for column in table._meta.local_fields if isinstance(column, SealedTextField)}
    if "compartment_id" in boxes:
        assert table in GUARDED, f"{table._meta.db_table} seals text with a child's key and is not guarded"


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_the_web_changes_moves_only_and_deletes_nothing_about_a_child(ask: Ask, table: type[models.Model]) -> None:
    name = table._meta.db_table
    if table not in GUARDED and name not in CARRIES_ITS_CHILD_ELSEWHERE:
        return
    rights = (
        "select has_table_privilege('somlos_web', %s, 'delete') or has_table_privilege('somlos_web', %s, 'truncate')"
    )
    assert ask(rights, name, name) == [(False,)], f"web may delete from {name}"
    for attname, column in columns(table).items():
        ((may,),) = ask("select has_column_privilege('somlos_web', %s, %s, 'update')", name, column.column)
        never = isinstance(column, SealedTextField) or attname in {"id", "subject_id", "compartment_id", "author_id"}
        assert not (may and never), f"web may change {name}.{attname}: a correction is a new version"


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_worker_reads_no_text_of_a_child(ask: Ask, table: type[models.Model]) -> None:
    for column in table._meta.local_fields:
        if isinstance(column, SealedTextField):
            ((may,),) = ask(
                "select has_column_privilege('somlos_worker', %s, %s, 'select')", table._meta.db_table, column.column
            )
            assert not may, f"the worker may read {table._meta.db_table}.{column.column}"


@pytest.mark.parametrize("room", house.rooms(), ids=lambda room: room.label)
def test_a_room_that_keeps_something_about_people_says_why(room: house.Room) -> None:
    keeps = {Privacy.PERSONAL, Privacy.SENSITIVE}
    if any(keeps & set(getattr(table, "privacy", {}).values()) for table in room.tables()):
        assert getattr(room.config, "processing", None), (
            f"{room.label}: declare `processing` in apps.py (record of processing, art. 30)"
        )

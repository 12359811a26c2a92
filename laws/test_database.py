"""What the database itself must be, whoever asks it."""

import re

import pytest
from django.db import connection

from laws.conftest import Ask
from tools import house

OURS = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%%' and p.proname not like 'procrastinate%%'"
FUNCTIONS = (
    "select n.nspname, p.proname, p.prosrc, p.prosecdef, p.proconfig, p.proleakproof, pg_get_userbyid(p.proowner), p.prorettype::regtype::text"
    f" from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {OURS} order by 1, 2"
)


@pytest.mark.django_db
def test_the_tests_speak_as_the_web_and_cannot_pass_row_level_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, session_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,"
            " exists (select from pg_auth_members where member = r.oid),"
            " exists (select from pg_class where relowner = r.oid)"
            " from pg_roles r where rolname = current_user"
        )
        assert cursor.fetchone() == ("somlos_web", "somlos_web", *[False] * 7)


def test_no_role_of_ours_passes_row_level_security_or_is_in_another(ask: Ask) -> None:
    powers = (
        "select rolname from pg_roles r where rolname like 'somlos\\_%%' and (rolsuper or rolbypassrls or rolcreaterole or rolreplication"
        " or exists (select from pg_auth_members where member = r.oid))"
    )
    assert ask(powers) == [], "these roles can pass row-level security"


def test_no_view_runs_as_its_owner_but_the_facts(ask: Ask) -> None:
    views = ask(
        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'facts')"
        " and (c.relkind = 'm' or not coalesce(c.reloptions::text, '') like '%%security_invoker=true%%')"
    )
    assert views == [], f"{views}: a view without security_invoker shows what its owner sees"


CALLS_WHAT_IS_NOT_PINNED = {"notifications.defer"}
"""The queue's own functions name their tables without a schema. Nobody but the owner makes anything in public."""


def test_functions_that_run_as_somebody_else_are_pinned_and_nobodys_but_those_named(ask: Ask) -> None:
    for schema, name, _, definer, config, leakproof, owner, returns in ask(FUNCTIONS):
        function = f"{schema}.{name}"
        assert not leakproof, f"{function} is LEAKPROOF: it would be asked about rows that row-level security hides"
        path = "pg_catalog, public, pg_temp" if function in CALLS_WHAT_IS_NOT_PINNED else "pg_catalog, pg_temp"
        assert f"search_path={path}" in (config or []), f"{function} has no pinned search_path"
        if definer:
            assert owner in {"somlos_definer", "somlos_teller"}, f"{function} runs as {owner}, who can sign in"
            assert returns != "trigger", f"{function}: a trigger runs as who writes"


def test_no_function_is_executed_by_just_anybody(ask: Ask) -> None:
    public = ask(
        "select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace,"
        f" aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where {OURS} and a.grantee = 0"
    )
    assert public == [], f"{public}: revoke execute from public"


def test_every_function_is_a_rooms_and_none_builds_sql_from_words(ask: Ask) -> None:
    for schema, name, body, *_ in ask(FUNCTIONS):
        assert home(schema, name), f"{schema}.{name}: a function lies in its room's own schema, or begins with its name"
        assert not re.search(r"\bexecute\b|\bformat\s*\(", body, re.IGNORECASE), f"{schema}.{name} has dynamic SQL"


def home(schema: str, name: str) -> house.Room | None:
    """Return the room of a function: by its schema, or, in public, by how its name begins."""
    return house.room_of(name.split("_")[0] if schema == "public" else schema)


TABLE = re.compile(r"\b(?:public\.(\w+?)_\w+|(vault)\.\w+)")


def test_functions_name_only_tables_of_their_own_room_or_a_lower_one(ask: Ask) -> None:
    for schema, name, body, *_ in ask(FUNCTIONS):
        own = home(schema, name)
        assert own is not None
        for found in TABLE.finditer(body):
            other = house.room_of(found[1] or found[2])
            assert other is not None, f"{schema}.{name} names {found[0]}, which is no room's"
            assert own.may_lean_on(other), f"{schema}.{name} names {found[0]}, a table of the room above"


def test_functions_call_only_functions_of_their_own_room_or_a_lower_one(ask: Ask) -> None:
    functions = ask(FUNCTIONS)
    schemas = "|".join(sorted({schema for schema, *_ in functions} - {"public"}))
    call = re.compile(rf"\b({schemas})\.(\w+)\s*\(")
    for schema, name, body, *_ in functions:
        own = home(schema, name)
        for other, called in call.findall(body):
            there = house.room_of(other)
            assert own and there and own.may_lean_on(there), (
                f"{schema}.{name} calls {other}.{called}, of the room above"
            )


def test_policies_name_only_tables_of_their_own_room_or_a_lower_one(ask: Ask) -> None:
    labels = "|".join(room.label for room in house.rooms())
    named = re.compile(rf"\b({labels})_\w+")
    for table, policy, words in ask(
        "select tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies where schemaname = 'public'"
    ):
        own = house.room_of(table.split("_")[0])
        for other in named.findall(words):
            there = house.room_of(other)
            assert own and there and own.may_lean_on(there), f"policy {policy} on {table} names a table of {other}"


def test_policies_ask_once_for_all_rows_and_never_row_by_row(ask: Ask) -> None:
    for table, policy, words in ask(
        "select tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies where schemaname = 'public'"
    ):
        calls = len(re.findall(r"\b(?:access|accounts|concerns)\.\w+\(", words))
        wrapped = len(re.findall(r"SELECT (?:\w+ ?\. ?)?(?:access|accounts|concerns)\.\w+\(|FROM access\.\w+\(", words))
        assert calls == wrapped, f"policy {policy} on {table} calls a function for each row: write (select f())"


def test_no_policy_is_for_everybody_or_for_every_verb(ask: Ask) -> None:
    wide = ask(
        "select tablename, policyname from pg_policies where schemaname = 'public' and ('public' = any (roles) or cmd = 'ALL')"
    )
    assert wide == [], f"{wide}: a policy is for one role and one verb"


def test_nobody_but_the_owner_makes_things_in_the_database(ask: Ask) -> None:
    makes = ask(
        "select rolname, nspname from pg_roles, pg_namespace where rolname like 'somlos\\_%%'"
        " and nspname not like 'pg\\_%%' and nspname <> 'information_schema' and has_schema_privilege(rolname, nspname, 'create')"
        " and (rolname, nspname) not in (select pg_get_userbyid(nspowner), nspname from pg_namespace) and rolname <> 'somlos_owner'"
    )
    assert makes == []
    temporary = "select rolname from pg_roles where rolname like 'somlos\\_%%' and rolname <> 'somlos_owner' and has_database_privilege(rolname, current_database(), 'temp')"
    assert ask(temporary) == [], "these roles may make temporary tables, and functions in them"


def test_every_table_of_ours_is_the_owners_and_opens_for_nobody_by_itself(ask: Ask) -> None:
    owners = ask(
        "select c.relname, pg_get_userbyid(c.relowner) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
        " and pg_get_userbyid(c.relowner) <> 'somlos_owner'"
    )
    assert owners == []
    public = ask(
        "select c.relname from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and a.grantee = 0"
    )
    assert public == [], f"{public}: granted to everybody"

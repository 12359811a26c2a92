"""The database roles: who owns, who asks, and that none of them can walk past row-level security."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import sql

from somlos.config.database import ALIASES, Server

OWNER = "somlos_owner"
DEFINER = "somlos_definer"
TELLER = "somlos_teller"
WITHOUT_LOGIN = (DEFINER, TELLER)
WITH_LOGIN = tuple(ALIASES.values())

SCHEMAS = {"access": DEFINER, "vault": DEFINER, "facts": TELLER}
OPEN_SCHEMAS = ("access", "vault")

_PLAIN = sql.SQL("NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def prepare_server(admin: psycopg.Connection, server: Server) -> None:
    """Make the roles that are missing and give those that sign in their passwords; change no right of one that exists."""
    there = {name for (name,) in admin.execute("select rolname from pg_roles where rolname like 'somlos\\_%'")}
    for role in (*WITH_LOGIN, *WITHOUT_LOGIN):
        if role not in there:
            login = sql.SQL("LOGIN") if role in WITH_LOGIN else sql.SQL("NOLOGIN")
            inherit = sql.SQL("INHERIT") if role == OWNER else sql.SQL("NOINHERIT")
            _do(admin, "CREATE ROLE {} {} {} {}", sql.Identifier(role), login, inherit, _PLAIN)
    for role in WITH_LOGIN:
        if password := server.password(role):
            _do(admin, "ALTER ROLE {} PASSWORD {}", sql.Identifier(role), sql.Literal(password))
    for role in set(WITH_LOGIN) - {OWNER}:
        _do(admin, "ALTER ROLE {} SET idle_in_transaction_session_timeout = '15s'", sql.Identifier(role))
        # The door's functions keep one plan each, whoever asks: choosing anew costs more than what they look up.
        _do(admin, "ALTER ROLE {} SET plan_cache_mode = 'force_generic_plan'", sql.Identifier(role))


def prepare_database(admin: psycopg.Connection) -> None:
    """Make the schemas, and take from everybody what nobody was meant to have. The connection is to the database itself."""
    database = sql.Identifier(_one(admin, "select current_database()"))
    with standing_in(admin):
        _do(admin, "ALTER DATABASE {} OWNER TO {}", database, sql.Identifier(OWNER))
        _do(admin, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
        _do(admin, "GRANT CONNECT ON DATABASE {} TO {}, CURRENT_USER", database, _names(*WITH_LOGIN))
        _do(admin, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
        _do(admin, "GRANT USAGE ON SCHEMA public TO {}", _names(*WITH_LOGIN, *WITHOUT_LOGIN))
        _do(admin, "GRANT CREATE ON SCHEMA public TO {}", sql.Identifier(OWNER))
        for schema, role in SCHEMAS.items():
            _do(admin, "CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}", sql.Identifier(schema), sql.Identifier(role))
        _do(admin, "GRANT USAGE ON SCHEMA {} TO {}", _names(*OPEN_SCHEMAS), _names(*WITH_LOGIN, *WITHOUT_LOGIN))
        _do(admin, "GRANT USAGE ON SCHEMA facts TO {}", _names("somlos_counter", OWNER))
        for role in (OWNER, *WITHOUT_LOGIN):
            revoke = "ALTER DEFAULT PRIVILEGES FOR ROLE {} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
            _do(admin, revoke, sql.Identifier(role))


@contextmanager
def owner_may_be_definer(admin: psycopg.Connection) -> Iterator[None]:
    """Let the owner create functions and views that belong to the definer and the teller, and only meanwhile."""
    schemas = _names(*SCHEMAS)
    modern = admin.info.server_version >= 160000
    how = sql.SQL(" WITH INHERIT TRUE, SET TRUE" if modern else "")
    with standing_in(admin):
        _do(admin, "GRANT {} TO {}{}", _names(*WITHOUT_LOGIN), sql.Identifier(OWNER), how)
        _do(admin, "GRANT CREATE ON SCHEMA {} TO {}", schemas, sql.Identifier(OWNER))
        try:
            yield
        finally:
            _do(admin, "REVOKE CREATE ON SCHEMA {} FROM {}", schemas, sql.Identifier(OWNER))
            _do(admin, "REVOKE {} FROM {}", _names(*WITHOUT_LOGIN), sql.Identifier(OWNER))


def let_all_read_the_version(admin: psycopg.Connection) -> None:
    """Let every role see which migrations have run, so that a program of another version can say so."""
    with standing_in(admin):
        _do(admin, "GRANT SELECT ON public.django_migrations TO {}", _names(*WITH_LOGIN))


def why_not_serve(connection: psycopg.Connection) -> str | None:
    """Tell which power of the connection's role lets it walk past row-level security; None when it has none."""
    role = _one(connection, "select current_user")
    row = connection.execute(
        """
        select rolsuper, rolbypassrls, rolcreaterole, rolreplication,
               exists (select from pg_auth_members where member = r.oid),
               exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p', 'v', 'm')),
               exists (select from pg_database where datdba = r.oid and datname = current_database())
        from pg_roles r where rolname = current_user
        """
    ).fetchone()
    powers = (
        "is a superuser",
        "bypasses row-level security",
        "may change roles",
        "may copy the whole database",
        "is a member of another role",
        "owns tables",
        "owns the database",
    )
    for held, power in zip(row or (), powers, strict=False):
        if held:
            return f"The database role {role} {power}, so it could pass row-level security: take that away from it."
    return None


@contextmanager
def standing_in(admin: psycopg.Connection) -> Iterator[None]:
    """Make an administrator who is not a superuser a member of the roles it works for, for a moment."""
    if _one(admin, "select rolsuper::text from pg_roles where rolname = current_user") == "true":
        yield
        return
    roles = _names(OWNER, *WITHOUT_LOGIN)
    modern = admin.info.server_version >= 160000
    _do(admin, "GRANT {} TO CURRENT_USER{}", roles, sql.SQL(" WITH INHERIT TRUE, SET TRUE" if modern else ""))
    try:
        yield
    finally:
        _do(admin, "REVOKE {} FROM CURRENT_USER", roles)


def _names(*names: str) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _do(connection: psycopg.Connection, statement: LiteralString, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))


def _one(connection: psycopg.Connection, question: LiteralString) -> str:
    row = connection.execute(question).fetchone()
    return str(row[0]) if row else ""

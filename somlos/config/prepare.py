"""From an empty server to a database the program can use: roles, database, schemas, tables."""

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from somlos.config import roles
from somlos.config.database import Server
from somlos.foundation.access.clock import STORY_CLOCK

# Any number will do, as long as two programs that prepare the same server use the same.
_LOCK = 7_305_411

HALF_FILLED = "A demonstration is being built here; if this stays, it was interrupted."


class NotPrepared(Exception):
    """The database cannot be used by this program; the text is one sentence for whoever started it."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What to fill an empty database with, and how to know that it is empty."""

    is_wanted: Callable[[], bool]
    build: Callable[[], None]


def prepare(server: Server, demonstration: Demonstration | None = None) -> None:
    """Bring the server to where this program can use it. Safe to repeat, for two at once, and after being killed."""
    try:
        with server.connect("postgres") as admin:
            admin.execute("select pg_advisory_lock(%s)", [_LOCK])
            may_create_roles = admin.execute(
                "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"
            ).fetchone()
            if not (may_create_roles and may_create_roles[0]):
                raise NotPrepared(
                    f"{server.administrator} may not create roles, and setting up needs an administrator's DATABASE_URL."
                )
            roles.prepare_server(admin, server)
            if demonstration and half_filled(admin, server.name):
                drop_database(admin, server.name)
            create_database(admin, server.name)
            with server.connect() as inside:
                roles.prepare_database(inside)
                migrate(inside)
            if demonstration and demonstration.is_wanted():
                # Nobody is served before the mark is gone, so what bears it holds nothing anybody wrote.
                mark(admin, server.name, HALF_FILLED)
                demonstration.build()
                mark(admin, server.name, None)
    except psycopg.errors.DiskFull as error:
        raise NotPrepared("The disk that holds the database is full: free some space and start again.") from error
    except psycopg.OperationalError as error:
        raise NotPrepared(f"The database does not answer: {first_line(error)}.") from error


def create_database(admin: psycopg.Connection, name: str, template: str = "template0") -> None:
    """Create the database unless it exists."""
    if not admin.execute("select from pg_database where datname = %s", [name]).rowcount:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def drop_database(admin: psycopg.Connection, name: str) -> None:
    """Drop the database."""
    with roles.standing_in(admin):
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def half_filled(admin: psycopg.Connection, name: str) -> bool:
    """Tell whether a demonstration was being built in the database when the program was stopped."""
    question = "select shobj_description(oid, 'pg_database') = %s from pg_database where datname = %s"
    row = admin.execute(question, [HALF_FILLED, name]).fetchone()
    return bool(row and row[0])


def mark(admin: psycopg.Connection, name: str, words: str | None) -> None:
    """Write on the database what is being done to it."""
    with roles.standing_in(admin):
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(words)))


def migrate(admin: psycopg.Connection) -> None:
    """Make the tables as their owner, who may make things for the definer meanwhile."""
    if newer := migrations_we_do_not_have():
        raise NotPrepared(too_new(newer))
    with roles.owner_may_be_definer(admin):
        try:
            call_command("migrate", database="owner", interactive=False, verbosity=0, stdout=StringIO())
            if settings.DEMO:
                with connections["owner"].cursor() as cursor:
                    cursor.execute(f"set role somlos_definer; {STORY_CLOCK}; reset role")
        finally:
            connections["owner"].close()
    roles.let_all_read_the_version(admin)


def migrations_we_do_not_have(alias: str = "owner") -> list[str]:
    """Return the migrations that have run in the database and that this program does not know."""
    loader = MigrationLoader(connections[alias], ignore_no_migrations=True)
    known = set(loader.disk_migrations) | {
        (app, replaced)
        for (app, _), migration in loader.disk_migrations.items()
        for (_, replaced) in migration.replaces
    }
    connections[alias].close()
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if (app, name) not in known)


def migrations_not_run(alias: str = "default") -> list[str]:
    """Return the migrations this program has and the database does not."""
    loader = MigrationLoader(connections[alias], ignore_no_migrations=True)
    return sorted(
        f"{app}.{name}" for app, name in loader.disk_migrations if (app, name) not in loader.applied_migrations
    )


def too_new(migrations: list[str]) -> str:
    """Say that the database knows more than this program."""
    return f"The database was last used by a newer version of the program ({migrations[0]}): update the program."


def first_line(error: Exception) -> str:
    """Return the first line of what the database said, ready to stand inside a sentence."""
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__

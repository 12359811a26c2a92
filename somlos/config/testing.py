"""A database for one run of the tests: its own server, a template migrated once, a copy for each worker."""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections
from psycopg import sql

from somlos.config import environment, prepare, roles
from somlos.config.database import Server, aliases, embedded
from somlos.config.embedded import FORGETFUL, Cluster, binaries

_TEMPLATES_KEPT = 6


@contextmanager
def server() -> Iterator[Server]:
    """Run the test server for as long as any run of the tests in this checkout needs it."""
    folder = environment.VAR / f"test-{binaries().version}"
    cluster = Cluster(folder, FORGETFUL)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        cluster.start()
        try:
            yield embedded(folder, name="test_none")
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # another run still uses it and will stop it
            else:
                cluster.stop()


@contextmanager
def database(home: Server, worker: str) -> Iterator[Server]:
    """Point every alias, with its own role, at a fresh copy of the migrated template."""
    with made(home, worker) as copy, pointed_at(copy):
        yield copy


@contextmanager
def copied(home: Server, template: str, of: str) -> Iterator[Server]:
    """Point every alias at a fresh copy of a database, and back to where they pointed when it is dropped."""
    with made(home, of, template) as copy, pointed_at(copy):
        yield copy


@contextmanager
def made(home: Server, of: str, template: str = "") -> Iterator[Server]:
    """Make a copy of a database, or of the migrated template, that no alias points at yet."""
    name = f"test_{os.getpid()}_{of}"
    connections.close_all()
    with home.connect("postgres") as admin:
        template = template or _template(admin, home)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_id(name)))
        prepare.create_database(admin, name, template)
        admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(_id(name), _id(roles.OWNER)))
    copy = Server(host=home.host, name=name)
    with copy.connect() as inside:
        roles.prepare_database(inside)
    try:
        yield copy
    finally:
        with home.connect("postgres") as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_id(name)))


@contextmanager
def pointed_at(copy: Server) -> Iterator[None]:
    """Point every alias, with its own role, at a database, and back to where they pointed."""
    before = {alias: dict(connections[alias].settings_dict) for alias in settings.DATABASES}
    _point_aliases(aliases(copy))
    try:
        yield
    finally:
        _point_aliases(before)


def empty(home: Server) -> None:
    """Empty every table of the test database, as only a test database may be; rows go many times faster than new files come."""
    if not home.name.startswith("test_"):
        raise AssertionError(f"{home.name} is not a test database")
    with home.connect() as inside, inside.transaction():
        tables = inside.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname in ('public', 'access', 'vault', 'facts')"
            # What migrations lay down is part of the schema: which of them have run, and who may invite whom.
            " and tablename not in ('django_migrations', 'access_invitation')"
        ).fetchall()
        inside.execute("set local session_replication_role = replica")  # neither keys nor append-only tables object
        inside.execute(sql.SQL("; ").join(sql.SQL("delete from {}").format(sql.Identifier(*table)) for table in tables))
        inside.execute(
            "select setval(format('%I.%I', schemaname, sequencename), start_value, false)"
            " from pg_sequences where last_value is not null and sequencename <> 'django_migrations_id_seq'"
        )


def sweep(home: Server) -> None:
    """Drop what runs that were killed have left, and templates nobody asks for any more."""
    with home.connect("postgres") as admin:
        rows = admin.execute(
            "select datname from pg_database where datname like 'test\\_%' order by oid desc"
        ).fetchall()
        names = [name for (name,) in rows]
        left = [n for n in names if (m := re.match(r"test_(\d+)_", n)) and not _lives(int(m[1]))]
        old = [n for n in names if n.startswith("test_template_")][_TEMPLATES_KEPT:]
        for name in left + old:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_id(name)))


def _template(admin: psycopg.Connection, home: Server) -> str:
    """Return the database where every migration of exactly this code has run, making it once."""
    name = f"test_template_{fingerprint()}"
    lock = int(fingerprint()[:12], 16)
    admin.execute("select pg_advisory_lock(%s)", [lock])
    try:
        if not admin.execute("select from pg_database where datname = %s", [name]).rowcount:
            half = f"{name}_half"
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_id(half)))
            at = Server(host=home.host, name=half)
            with ExitStack() as undo:
                undo.callback(connections.close_all)
                _point_aliases(aliases(at))
                prepare.prepare(at)
            admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(_id(half), _id(name)))
    finally:
        admin.execute("select pg_advisory_unlock(%s)", [lock])
    return name


def fingerprint() -> str:
    """Return a short name for everything that decides what the migrations make."""
    seen = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        seen.update(app.name.encode())
        if app.name.startswith("somlos."):
            for file in _shaping(Path(app.path)):
                seen.update(str(file).encode() + file.read_bytes())
    for file in _shaping(Path(roles.__file__).parent):
        seen.update(file.read_bytes())
    for package in ("django", "procrastinate"):
        seen.update(f"{package}{version(package)}".encode())
    return seen.hexdigest()[:16]


def _shaping(folder: Path) -> Iterable[Path]:
    files = (f for f in folder.rglob("*") if f.suffix in {".py", ".sql"} and "tests" not in f.parts)
    shaping = {"migrations", "postgres"}
    return sorted(
        f for f in files if f.suffix == ".sql" or shaping & set(f.parts) or f.name in {"roles.py", "prepare.py"}
    )


def _point_aliases(wanted: Mapping[str, Mapping[str, Any]]) -> None:
    for alias, place in wanted.items():
        connections[alias].close()
        for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD"):
            connections[alias].settings_dict[key] = place[key]
            settings.DATABASES[alias][key] = place[key]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)

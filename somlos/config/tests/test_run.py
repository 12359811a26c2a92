"""The program starts again after anything, and says in one sentence why when it does not start."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from somlos.config import database, embedded, environment, run
from somlos.config.embedded import FORGETFUL, Cluster
from somlos.config.tests.ground import Program, free_port, kill, somewhere, soon

UP = ("-m", "somlos.config.run", "up")


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """A program whose database is made, and whose server runs."""
    with somewhere() as folder:
        made = Program(folder / "var")
        said = made.say(*UP)
        assert said.returncode == 0, said.stderr
        yield made
        for pid in made.processes():
            kill(pid, signal.SIGKILL)


@pytest.fixture
def admin(program: Program) -> Iterator[psycopg.Connection]:
    Cluster(program.var / "postgres").start()
    with database.embedded(program.var / "postgres").connect() as connection:
        yield connection


@pytest.fixture
def elsewhere() -> Iterator[Program]:
    with somewhere() as folder:
        yield Program(folder / "var")


def assert_one_sentence(said: subprocess.CompletedProcess[str], *words: str) -> None:
    assert said.returncode != 0
    assert said.stdout == ""
    lines = said.stderr.strip().splitlines()
    assert len(lines) == 1, said.stderr
    assert lines[0].endswith(".")
    for word in words:
        assert word in lines[0]


def test_a_taken_port_is_said_before_anything_is_started(elsewhere: Program) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", elsewhere.port))
        other.listen()
        said = elsewhere.say()

    assert_one_sentence(said, f"Port {elsewhere.port} is taken by another program", f"PORT={elsewhere.port + 1}")
    assert not (elsewhere.var / "postgres").exists()


@pytest.mark.parametrize("port", ["0", "70000", "åtti", "-1"])
def test_a_port_that_is_none_is_refused(elsewhere: Program, port: str) -> None:
    assert_one_sentence(elsewhere.say(PORT=port), "PORT must be a number", port)


def test_a_machine_without_postgresql_is_told_so(elsewhere: Program) -> None:
    said = elsewhere.say(EMBEDDED_PG_BIN="/nowhere")

    assert_one_sentence(said, "No PostgreSQL 15 or newer was found")


def test_a_full_disk_is_told_so(elsewhere: Program) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(elsewhere.var)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only somebody who may mount can make a small disk")
    try:
        said = elsewhere.say()
    finally:
        subprocess.run(["umount", str(elsewhere.var)], check=True)

    assert_one_sentence(said, "The disk that holds", "is full")


def test_a_disk_that_fills_up_while_the_database_is_made_is_told_so(elsewhere: Program) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m,mode=777", "tmpfs", str(elsewhere.var)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only somebody who may mount can make a small disk")
    try:
        with pytest.raises(embedded.CannotStart, match="is full: free some space and start again"):
            Cluster(elsewhere.var / "postgres").start()
    finally:
        subprocess.run(["umount", str(elsewhere.var)], check=True)


def test_a_database_of_a_newer_version_is_not_touched(program: Program, admin: psycopg.Connection) -> None:
    admin.execute("insert into django_migrations (app, name, applied) values ('access', '9999_from_tomorrow', now())")
    try:
        assert_one_sentence(program.say(*UP), "newer version of the program", "access.9999_from_tomorrow")
        assert_one_sentence(program.say("manage.py", "seal_history"), "newer version of the program")
    finally:
        admin.execute("delete from django_migrations where name = '9999_from_tomorrow'")


def test_a_database_that_lacks_what_the_program_needs_is_not_used(program: Program, admin: psycopg.Connection) -> None:
    last = admin.execute(
        "delete from django_migrations where id = (select max(id) from django_migrations) returning *"
    ).fetchone()
    assert last is not None
    try:
        assert_one_sentence(program.say("manage.py", "seal_history"), "run make up")
    finally:
        admin.execute("insert into django_migrations values (%s, %s, %s, %s)", last)


@pytest.mark.parametrize(
    ("do", "undo", "power"),
    [
        ("alter role somlos_web superuser", "alter role somlos_web nosuperuser", "is a superuser"),
        ("alter role somlos_web bypassrls", "alter role somlos_web nobypassrls", "bypasses row-level security"),
        ("alter role somlos_worker createrole", "alter role somlos_worker nocreaterole", "may change roles"),
        ("grant somlos_owner to somlos_web", "revoke somlos_owner from somlos_web", "is a member of another role"),
        ("create table mine (); alter table mine owner to somlos_web", "drop table mine", "owns tables"),
    ],
)
def test_a_role_that_could_pass_row_level_security_is_refused(
    program: Program, admin: psycopg.Connection, do: str, undo: str, power: str
) -> None:
    admin.execute(do)
    try:
        assert_one_sentence(program.say(), power, "row-level security")
        assert_one_sentence(program.say("manage.py", "seal_history"), power)
    finally:
        admin.execute(undo)


def test_the_demo_cannot_be_on_in_production(program: Program) -> None:
    said = program.say(*UP, SOMLOS_PRODUCTION="yes", SOMLOS_DEMO="yes")

    assert_one_sentence(said, "SOMLOS_DEMO", "SOMLOS_PRODUCTION")


def test_what_it_is_told_to_stop_stops_altogether(program: Program) -> None:
    running = program.start()
    assert program.answer() < 500

    running.send_signal(signal.SIGTERM)

    assert running.wait(timeout=30) == 0
    assert program.processes() == []
    assert not Cluster(program.var / "postgres").is_ready()


def test_only_one_runs_from_a_checkout(program: Program) -> None:
    running = program.start()

    said = program.say(PORT=str(free_port()))

    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=30) == 0
    assert_one_sentence(said, "already runs from this checkout", str(running.pid))


def test_after_the_program_is_killed_it_starts_again(program: Program) -> None:
    first = program.start()

    first.kill()
    first.wait()
    for _ in soon():
        if not program.processes():
            break
    assert program.processes() == []

    second = program.start()
    assert program.answer() < 500
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0


def test_after_the_database_is_killed_pages_come_again(program: Program) -> None:
    running = program.start()
    cluster = Cluster(program.var / "postgres")
    assert program.answer() < 500
    first = cluster.pid() or 0

    kill(first, signal.SIGKILL)

    for _ in soon():
        if cluster.is_ready() and program.answer() < 500:
            break
    assert cluster.pid() != first
    assert program.answer() < 500
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0


def test_after_the_web_server_is_killed_pages_come_again(program: Program) -> None:
    running = program.start()
    webs = [pid for pid in program.processes() if b"somlos.config.serve" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert webs

    for pid in webs:
        kill(pid, signal.SIGKILL)

    for _ in soon():
        try:
            if program.answer() < 500:
                break
        except OSError:
            continue
    assert program.answer() < 500
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0


def test_told_to_stop_while_it_starts_it_stops(elsewhere: Program) -> None:
    starting = subprocess.Popen(
        [sys.executable, "-m", "somlos.config.run"],
        cwd=environment.ROOT,
        env=elsewhere.surroundings(),
        stderr=subprocess.PIPE,
        text=True,
    )
    cluster = Cluster(elsewhere.var / "postgres")
    for _ in soon():
        if cluster.is_ready():
            break

    starting.send_signal(signal.SIGINT)

    _, said = starting.communicate(timeout=30)
    assert (starting.returncode, said) == (0, "")
    assert not cluster.is_ready()


BUILD = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "somlos.config.settings"
django.setup()
from django.db import connections
from somlos.config import database, prepare
def build():
    with connections["owner"].cursor() as owner:
        owner.execute("create table house (n int)")
    if sys.argv[1] == "be killed":
        os.kill(os.getpid(), 9)
    print("built")
def is_wanted():
    with connections["default"].cursor() as web:
        web.execute("select to_regclass('public.house') is null")
        return web.fetchone()[0]
prepare.prepare(database.chosen(), prepare.Demonstration(is_wanted, build))
"""


def test_a_demonstration_that_was_interrupted_is_built_anew(elsewhere: Program) -> None:
    Cluster(elsewhere.var / "postgres").start()

    killed = elsewhere.say("-c", BUILD, "be killed")
    built = elsewhere.say("-c", BUILD, "be left alone")
    kept = elsewhere.say("-c", BUILD, "be left alone")

    assert killed.returncode == -signal.SIGKILL
    assert (built.returncode, built.stdout) == (0, "built\n"), built.stderr
    assert (kept.returncode, kept.stdout) == (0, ""), kept.stderr


@pytest.mark.parametrize(
    ("now", "night"),
    [("2026-03-12T01:59", "2026-03-11"), ("2026-03-12T02:00", "2026-03-12"), ("2026-03-12T23:59", "2026-03-12")],
)
def test_a_new_night_begins_at_two(now: str, night: str) -> None:
    assert run.night_of(datetime.fromisoformat(now)) == night


def test_what_has_been_kept_as_long_as_it_may_be_is_erased_once_a_night(monkeypatch: pytest.MonkeyPatch) -> None:
    nights, started = iter(["2026-03-11", "2026-03-11", "2026-03-12", "2026-03-12"]), []
    monkeypatch.setattr(run, "night_of", lambda now: next(nights))
    monkeypatch.setattr(run.Process, "start", lambda process, line: started.append(process.command))
    house = run.House(None)

    for _ in range(4):
        house._dispose()

    assert started == [run.DISPOSAL, run.DISPOSAL]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://postgres@127.0.0.1:1/x", "The database does not answer"),
        ("postgresql://post gres@[/x", "DATABASE_URL cannot be read"),
        ("postgresql://127.0.0.1:1/x", "The database does not answer"),
    ],
)
def test_a_database_that_is_not_there_is_told_so(elsewhere: Program, url: str, words: str) -> None:
    assert_one_sentence(elsewhere.say(*UP, DATABASE_URL=url), words)


def test_any_server_can_be_used_when_its_administrator_may_make_roles(
    elsewhere: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setattr(embedded, "SOCKET_NAME", f".s.PGSQL.{port}")
    cluster = Cluster(elsewhere.var / "server", FORGETFUL | {"listen_addresses": "127.0.0.1", "port": str(port)})
    cluster.start()
    allowed = cluster.data / "pg_hba.conf"
    allowed.write_text(allowed.read_text().replace("reject", "scram-sha-256"))
    with psycopg.connect(
        host=str(cluster.socket), port=port, user="postgres", dbname="postgres", autocommit=True
    ) as root:
        root.execute("select pg_reload_conf()")
        root.execute("create role chief login createrole createdb password 'long and secret'")
        root.execute("create role clerk login password 'long and secret'")
    at = f"127.0.0.1:{port}/town"

    not_ready = elsewhere.say(*UP, DATABASE_URL=f"postgresql://{at}")
    not_enough = elsewhere.say(*UP, DATABASE_URL=f"postgresql://clerk:long%20and%20secret@{at}")
    prepared = elsewhere.say(*UP, DATABASE_URL=f"postgresql://chief:long%20and%20secret@{at}")
    again = elsewhere.say(*UP, DATABASE_URL=f"postgresql://chief:long%20and%20secret@{at}")
    only_served = elsewhere.say(*UP, DATABASE_URL=f"postgresql://{at}")

    assert_one_sentence(not_ready, "The database does not answer")
    assert_one_sentence(not_enough, "clerk may not create roles")
    assert (prepared.returncode, prepared.stderr) == (0, "")
    assert (again.returncode, again.stderr) == (0, "")
    assert (only_served.returncode, only_served.stderr) == (0, "")
    assert not Path(elsewhere.var / "postgres").exists()

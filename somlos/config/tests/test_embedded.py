"""Our own PostgreSQL comes back, whoever starts it and however it went down."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import LiteralString

import psycopg
import pytest

from somlos.config import database, embedded
from somlos.config.embedded import CannotStart, Cluster
from somlos.config.tests.account import as_ordinary_user
from somlos.config.tests.ground import kill, somewhere

Who = Callable[[Callable[[], None]], None]


def as_whoever_runs_the_tests(work: Callable[[], None]) -> None:
    work()


@pytest.fixture(params=[as_whoever_runs_the_tests, as_ordinary_user])
def who(request: pytest.FixtureRequest) -> Who:
    chosen: Who = request.param
    return chosen


@pytest.fixture
def place() -> Iterator[Path]:
    with somewhere() as folder:
        yield folder


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    with somewhere() as folder:
        cluster = Cluster(folder / "var" / "postgres")
        cluster.start()
        yield cluster


def ask(cluster: Cluster, question: LiteralString) -> list[tuple[object, ...]]:
    with database.embedded(cluster.folder, name="postgres").connect() as admin:
        cursor = admin.execute(question)
        return cursor.fetchall() if cursor.description else []


def test_it_starts_from_nothing_for_many_at_the_same_time(place: Path) -> None:
    clusters = [Cluster(place / "var" / "postgres") for _ in range(8)]
    together = Barrier(len(clusters))

    def start(cluster: Cluster) -> int | None:
        together.wait()
        cluster.start()
        return cluster.pid()

    with ThreadPoolExecutor(len(clusters)) as pool:
        pids = set(pool.map(start, clusters))

    assert len(pids) == 1
    assert ask(clusters[0], "select 1") == [(1,)]


def test_it_starts_from_nothing_and_stops(place: Path, who: Who) -> None:
    def story() -> None:
        cluster = Cluster(place / "var" / "postgres")
        cluster.start()
        assert ask(cluster, "select 1") == [(1,)]

        cluster.stop()
        assert not cluster.is_ready()

    who(story)


def test_what_was_acknowledged_is_there_after_the_server_is_killed(place: Path, who: Who) -> None:
    def story() -> None:
        cluster = Cluster(place / "var" / "postgres")
        cluster.start()
        ask(cluster, "create table note (n int)")
        for _ in range(50):
            ask(cluster, "insert into note select count(*) from note")

        kill(cluster.pid() or 0, signal.SIGKILL)
        cluster.start()

        assert ask(cluster, "select count(*) from note") == [(50,)]
        cluster.stop()

    who(story)


def test_starting_what_runs_does_nothing(running: Cluster) -> None:
    first = running.pid()

    running.start()

    assert running.pid() == first


def test_it_keeps_what_is_written_through_a_power_cut(running: Cluster) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
        assert ask(running, f"show {setting}") == [("on",)]


def test_its_log_quotes_no_statement(running: Cluster) -> None:
    with pytest.raises(psycopg.Error):
        ask(running, "select 'Ella gråter' from nowhere")

    assert "Ella" not in (running.folder / "log").read_text()


def test_nobody_else_may_enter_its_folders(running: Cluster) -> None:
    for folder in (running.folder, running.data, running.socket):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_killed_server_that_nobody_buries_does_not_stand_in_the_way(place: Path) -> None:
    cluster = Cluster(place / "var" / "postgres")
    cluster.start()
    cluster.stop()
    unburied = subprocess.Popen([sys.executable, "-c", "pass"])
    while not embedded._is_zombie(unburied.pid):
        time.sleep(0.05)
    (cluster.data / "postmaster.pid").write_text(f"{unburied.pid}\n{cluster.data}\n")

    cluster.start()

    assert ask(cluster, "select 1") == [(1,)]
    unburied.wait()


def test_a_long_path_gets_a_short_socket(place: Path, who: Who) -> None:
    def story() -> None:
        cluster = Cluster(place / ("long" * 30) / "var" / "postgres")
        cluster.start()
        assert len(os.fsencode(cluster.socket)) < 90
        assert cluster.data.is_relative_to(place)
        assert ask(cluster, "select 1") == [(1,)]
        cluster.stop()
        shutil.rmtree(cluster.socket)

    who(story)


def test_a_short_socket_folder_of_somebody_else_is_refused(place: Path) -> None:
    cluster = Cluster(place / ("long" * 30) / "var" / "postgres")
    cluster.start()
    cluster.stop()
    cluster.socket.chmod(0o777)

    with pytest.raises(CannotStart, match="is not ours alone"):
        cluster.start()

    shutil.rmtree(cluster.socket)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server over to another account")
def test_root_in_a_private_folder_keeps_the_data_where_the_server_may_go(place: Path) -> None:
    place.chmod(0o700)
    cluster = Cluster(place / "var" / "postgres")

    cluster.start()

    assert ask(cluster, "select 1") == [(1,)]
    assert place.stat().st_mode & 0o777 == 0o700
    assert not cluster.data.is_relative_to(place)
    cluster.stop()
    shutil.rmtree(cluster.folder.resolve())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that is another's")
def test_an_ordinary_user_is_told_whose_the_data_are(place: Path) -> None:
    Cluster(place / "var" / "postgres").start()

    def story() -> None:
        with pytest.raises(CannotStart, match=r"belongs to|cannot be used"):
            Cluster(place / "var" / "postgres").start()

    as_ordinary_user(story)


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_PG_BIN", "/nowhere")

    with pytest.raises(CannotStart, match="No PostgreSQL 15 or newer was found: install PostgreSQL"):
        embedded.binaries()


def test_data_of_another_version_are_not_touched(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster(place / "var" / "postgres")
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(CannotStart, match="made by PostgreSQL 14, which is not on this machine"):
        cluster.start()


def test_a_full_disk_is_said_in_one_sentence() -> None:
    said = 'initdb: error: could not write file "x": No space left on device\nmore'

    assert embedded._why(said, "It did not start", Path("/var")) == (
        "The disk that holds /var is full: free some space and start again."
    )

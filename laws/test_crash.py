"""What the program has said is saved is there, once and unchanged, after the database, the web server and all of it are killed.

Five hundred writes through real HTTP, to the program as `make run` starts it, on a disk that is told to hold what it is
given. A write whose answer never came is sent again with the same mark, until there is one.
"""

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pytest
import requests
from django.test import override_settings

from laws.opened import open_everything
from somlos.config import database, environment
from somlos.config.embedded import Cluster
from somlos.config.tests.ground import Program, kill, somewhere, soon
from somlos.kernel.ids import new_id

WRITES, WRITERS = 500, 4
PATIENCE = 240
DEMO = {"SOMLOS_DEMO": "yes"}


@dataclass(frozen=True, slots=True)
class Written:
    """One write as its writer knows it: the words, and, when it was acknowledged, where they lie and as which version."""

    words: str
    place: str
    number: int


@dataclass(slots=True)
class Ledger:
    """What was acknowledged, and how often an answer never came."""

    acknowledged: list[Written] = field(default_factory=list)
    unknown: int = 0
    lock: Lock = field(default_factory=Lock)

    def acknowledge(self, written: Written) -> None:
        """Remember that the program said it was saved."""
        with self.lock:
            self.acknowledged.append(written)

    def wonder(self) -> None:
        """Remember that nobody knows whether something was saved."""
        with self.lock:
            self.unknown += 1


def faults(ledger: list[Written], found: list[Written]) -> list[str]:
    """Return what is missing, changed, moved, there twice, or there though nobody wrote it."""
    told, there = Counter(ledger), Counter(found)
    return [f"missing: {each.words}" for each in told - there] + [f"too much: {each.words}" for each in there - told]


class Writer:
    """An employee at a browser who writes one note after another, and now and then corrects one."""

    def __init__(self, program: Program, name: str, ledger: Ledger) -> None:
        self.site, self.name, self.ledger = f"http://127.0.0.1:{program.port}", name, ledger
        self.browser = requests.Session()
        self.until = time.monotonic() + PATIENCE

    def sign_in(self) -> None:
        """Choose to be Tove."""
        answer = self.browser.post(
            f"{self.site}/logg-inn/prove/", self.with_token("/logg-inn/prove/", person="tove"), allow_redirects=False
        )
        assert answer.status_code == 303, answer.text

    def with_token(self, page: str, **data: object) -> dict[str, object]:
        """Return a form's data with the token of our own page."""
        found = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', self.browser.get(self.site + page, timeout=20).text
        )
        assert found
        return {"csrfmiddlewaretoken": found[1], **data}

    def write(self, many: int) -> None:
        """Write until this many writes are acknowledged; every fifth corrects the note before it."""
        self.sign_in()
        start = re.search(r'href="(/barn/[0-9a-f-]+/undring/ny/)"', self.browser.get(f"{self.site}/undring/").text)
        assert start
        form = self.with_token(start[1])
        place = ""
        for number in range(many):
            words = f"Krasjlapp {self.name}-{number:03d}: barnet satt stille ved vinduet."
            if number % 5 == 4:
                self.save(f"{place}rett/", form | {"after": 1, "once": new_id(), "seen": words})
                self.ledger.acknowledge(Written(words, place, 2))
            else:
                place = self.save(start[1], form | {"once": new_id(), "seen": words})
                self.ledger.acknowledge(Written(words, place, 1))

    def save(self, path: str, data: dict[str, object]) -> str:
        """Send a form until the program says that it is saved, and return where."""
        was_unknown = False
        while time.monotonic() < self.until:
            try:
                answer = self.browser.post(self.site + path, data, allow_redirects=False, timeout=20)
            except requests.RequestException:
                answer = None
            if answer is not None and answer.status_code == 303:
                assert "/logg-inn/" not in answer.headers["Location"]
                return answer.headers["Location"]
            if answer is not None and answer.status_code < 500:
                # A correction that was saved after all: the version it came after is no longer the newest.
                assert was_unknown and answer.status_code == 422 and "after" in data, (
                    f"{answer.status_code}: {answer.text}"
                )
                return path
            was_unknown = True
            self.ledger.wonder()
            time.sleep(0.1)
        raise AssertionError(f"{path} was never answered")


@contextmanager
def running(program: Program, said: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program as `make run` does, with all it says in a file, until the test is done with it."""
    with said.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "somlos.config.run"],
            cwd=environment.ROOT,
            env=program.surroundings(**DEMO),
            stdout=out,
            stderr=out,
        )
        try:
            wait_for(lambda: "is ready at" in said.read_text(), process)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(what: object, process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so."""
    for _ in soon(PATIENCE):
        if callable(what) and what():
            return
        assert process.poll() is None, "the program stopped"
    raise AssertionError("it never came")


def web_server(program: Program) -> int:
    """Return the process of the web server."""
    for pid in program.processes():
        if b"somlos.config.serve" in Path(f"/proc/{pid}/cmdline").read_bytes() and pid != 0:
            parent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1]
            if b"somlos.config.run" in Path(f"/proc/{parent}/cmdline").read_bytes():
                return pid
    raise AssertionError("there is no web server")


@dataclass(slots=True)
class Aftermath:
    """What there is when it is over."""

    program: Program
    ledger: Ledger
    found: list[Written]
    saved: Counter[str]
    said: str


@pytest.fixture(scope="module")
def aftermath(django_db_blocker) -> Iterator[Aftermath]:
    with somewhere() as folder:
        program, ledger, said = Program(folder / "var"), Ledger(), folder / "said"
        cluster = Cluster(program.var / "postgres")
        said.touch()
        with ThreadPoolExecutor(WRITERS) as pool:
            with running(program, said) as process:
                writers = [
                    pool.submit(Writer(program, f"{each}", ledger).write, WRITES // WRITERS) for each in range(WRITERS)
                ]
                for share, victim in (
                    (0.25, cluster.pid),
                    (0.5, lambda: web_server(program)),
                    (0.75, lambda: process.pid),
                ):
                    wait_for(lambda share=share: len(ledger.acknowledged) > WRITES * share, process)
                    kill(victim() or 0, signal.SIGKILL)
                process.wait(timeout=60)
            for _ in soon(PATIENCE):
                if not program.processes():
                    break
            said.write_text(said.read_text().replace("is ready at", "was ready at"))
            with running(program, said):
                for writer in writers:
                    writer.result()
                with django_db_blocker.unblock():
                    yield look_at(program, ledger, said)
        for pid in program.processes():
            kill(pid, signal.SIGKILL)


def look_at(program: Program, ledger: Ledger, said: Path) -> Aftermath:
    """Read from the database itself, with the keys, what was kept."""
    server = database.embedded(program.var / "postgres")
    with override_settings(SOMLOS_KEYS=program.var / "keys"):
        texts = {
            each.row: each.says
            for each in open_everything(server)
            if each.label == "note.seen" and "Krasjlapp" in each.says
        }
    with server.connect() as everything:
        rows = everything.execute("select id, compartment_id, number from concerns_noteversion").fetchall()
        events = everything.execute(
            "select compartment_id, kind from audit_event where kind in ('concerns.note_saved', 'concerns.version_added')"
        ).fetchall()
    found = [Written(texts[row], f"/undring/{place}/", number) for row, place, number in rows if row in texts]
    log = (program.var / "postgres" / "log").read_text(errors="replace")
    return Aftermath(
        program, ledger, found, Counter(f"/undring/{place}/" for place, _ in events), said.read_text() + log
    )


def test_everything_that_was_acknowledged_is_there_once_and_unchanged(aftermath: Aftermath, record_property) -> None:
    record_property("writes", len(aftermath.ledger.acknowledged))

    assert len(aftermath.ledger.acknowledged) == WRITES
    assert aftermath.ledger.unknown > 0, "nothing was under way when the servers were killed"
    assert faults(aftermath.ledger.acknowledged, aftermath.found) == []


def test_history_tells_of_each_once_and_is_as_it_was_sealed(aftermath: Aftermath) -> None:
    told = Counter(each.place for each in aftermath.ledger.acknowledged)

    sealed = aftermath.program.say("manage.py", "seal_history", **DEMO)
    verified = aftermath.program.say("manage.py", "verify_history", **DEMO)

    assert {place: aftermath.saved[place] for place in told} == dict(told)
    assert (sealed.returncode, sealed.stderr) == (0, "")
    assert (verified.returncode, verified.stdout) == (0, "History is as it was sealed.\n")


def test_no_process_says_what_was_written_not_even_when_it_fails(aftermath: Aftermath) -> None:
    assert "The database was gone" in aftermath.said
    assert "The web had ended" in aftermath.said
    assert "Krasjlapp" not in aftermath.said
    assert "vinduet" not in aftermath.said


def test_a_write_that_was_lost_changed_moved_or_doubled_would_be_seen() -> None:
    one, other = Written("en", "/undring/1/", 1), Written("to", "/undring/2/", 1)

    assert faults([one, other], [other, one]) == []
    assert faults([one, other], [one]) == ["missing: to"]
    assert faults([one], [one, one]) == ["too much: en"]
    assert faults([one], [Written("en", "/undring/2/", 1)]) == ["missing: en", "too much: en"]

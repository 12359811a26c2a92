"""The program: `python -m somlos.config.run` brings the database up and keeps every process of the house alive.

With the word `up` it only brings the database up and returns.
"""

import errno
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import FrameType

import django
from django.conf import settings
from django.utils.module_loading import import_string

from somlos.config import database, environment, lifeline, prepare, serve, start
from somlos.config.embedded import CannotStart, Cluster

LEAST_SPACE = 100 * 1024 * 1024
PATIENCE = 60  # seconds for the first page to answer
LONG_LIFE = 60  # seconds after which an end is not a failed start
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 15  # seconds a process has to finish what it does


class Told(BaseException):
    """Somebody told the program to stop before it had begun."""


class Refusal(Exception):
    """The program does not start; the text is one sentence."""


@dataclass(slots=True)
class Process:
    """One process of the house and how it has fared."""

    name: str
    command: Sequence[str]
    surroundings: dict[str, str] = field(default_factory=dict)
    running: subprocess.Popen[bytes] | None = None
    started: float = 0
    pause: float = 0.5
    rests_until: float = 0

    def start(self, line: int) -> None:
        """Start it, holding its end of the line to us."""
        self.started, self.rests_until = time.monotonic(), 0
        self.running = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=environment.ROOT,
            env={"SOMLOS_SITE": site()} | lifeline.environment_with(line) | self.surroundings,
            pass_fds=[line],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we tell the others
        )

    def has_ended(self) -> bool:
        """Tell whether it is gone."""
        return self.running is not None and self.running.poll() is not None

    def wait(self) -> int:
        """Wait until it has ended and return its exit code."""
        return self.running.wait() if self.running else 0

    def may_start_again(self) -> bool:
        """Tell whether it has rested enough: longer each time it ended at once."""
        if not self.rests_until:
            now = time.monotonic()
            self.pause = 1 if now - self.started > LONG_LIFE else min(self.pause * 2, LONG_LIFE)
            self.rests_until = now + self.pause
        return time.monotonic() >= self.rests_until

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to stop."""
        if self.running and self.running.poll() is None:
            self.running.send_signal(sign)


WEB = ("-m", "somlos.config.serve")
WORKER = ("manage.py", "procrastinate", "worker", "--concurrency", "2")
SEALER = ("-m", "somlos.config.sealer")
DISPOSAL = ("manage.py", "dispose", "--verbosity", "0")
NIGHT_BEGINS = timedelta(hours=2)


def main(words: Sequence[str]) -> int:
    """Run the house until told to stop, or say in one sentence why not."""
    for sign in STOPPING:
        signal.signal(sign, _told_early)
    try:
        with _alone():
            if words == ["up"]:
                bring_up()
                return 0
            why_not_listen(serve.ADDRESS, serve.PORT)
            cluster = bring_up()
            return House(cluster).keep()
    except (Refusal, CannotStart) as refusal:
        sys.stderr.write(f"{refusal}\n")
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        sys.stderr.write(f"The disk that holds {environment.VAR} is full: free some space and start again.\n")
    except Told:
        if not environment.text("DATABASE_URL"):
            Cluster(database.EMBEDDED).stop()
        return 0
    return 1


def bring_up() -> Cluster | None:
    """Start our own server unless another was chosen, prepare the database, and fill a demo that is empty.

    The server comes before Django is set up: the settings read where its socket is.
    """
    if shutil.disk_usage(environment.VAR).free < LEAST_SPACE:
        raise Refusal(f"The disk that holds {environment.VAR} is full: free some space and start again.")
    cluster = None if environment.text("DATABASE_URL") else Cluster(database.EMBEDDED)
    if cluster:
        cluster.start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "somlos.config.settings")
    django.setup()
    if why := start.why_not_these_settings():
        raise Refusal(why)
    server = database.chosen()
    try:
        if server.administrator:
            prepare.prepare(server, _demonstration())
    except prepare.NotPrepared as reason:
        raise Refusal(str(reason)) from reason
    if why := start.why_not_start():
        raise Refusal(why)
    return cluster


def _demonstration() -> prepare.Demonstration | None:
    if not settings.DEMO:
        return None
    is_empty = import_string("somlos.foundation.organisations.selectors.is_empty")  # models wait for django.setup()
    return prepare.Demonstration(is_wanted=is_empty, build=_build_demonstration)


def _build_demonstration() -> None:
    _say("Demonstration …")
    _command("manage.py", "seed")


def why_not_listen(address: str, port: str) -> None:
    """Refuse a port that is not a number, is another program's or is not for us."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Refusal(f"PORT must be a number between 1 and 65535, and {port} is not.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, int(port)))
        except PermissionError as error:
            raise Refusal(f"Port {port} needs rights this account does not have: choose another with PORT.") from error
        except OSError as error:
            raise Refusal(
                f"Port {port} is taken by another program: stop it, or choose another with make run PORT={int(port) + 1}."
            ) from error


class House:
    """The processes that serve, and the loop that keeps them alive."""

    def __init__(self, cluster: Cluster | None) -> None:
        self.cluster = cluster
        self.web = Process("web", WEB)
        self.others = [Process("worker", WORKER, {"SOMLOS_SPEAKS_AS": "worker"}), Process("sealer", SEALER)]
        self.disposal, self.night = Process("disposal", DISPOSAL), ""
        self.line, self.ours = lifeline.offer()
        self.told_to_stop = False

    def keep(self) -> int:
        """Start everything, say where, and stay until told to stop."""
        for sign in STOPPING:
            signal.signal(sign, self._told)
        for process in (self.web, *self.others):
            process.start(self.line)
        try:
            if not self._answers():
                return 0 if self.told_to_stop else 1
            _say(f"Sømløs is ready at {site()}  (Ctrl-C stops it)")
            while not self.told_to_stop:
                self._dispose()
                time.sleep(0.5)
                self._revive()
        finally:
            self._stop()
        return 0

    def _answers(self) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not self.told_to_stop and not self.web.has_ended():
            try:
                socket.create_connection((_reached_at(serve.ADDRESS), int(serve.PORT)), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return True
        if not self.told_to_stop:
            sys.stderr.write("The web server did not start; what it said stands above.\n")
        return False

    def _revive(self) -> None:
        """Start again what has ended, waiting longer each time it ends at once."""
        if self.cluster and not self.cluster.is_ready():
            _say("The database was gone; starting it again.")
            try:
                self.cluster.start()
            except CannotStart as why:
                _say(str(why))
                time.sleep(5)
        for process in (self.web, *self.others):
            if process.has_ended() and process.may_start_again():
                _say(f"The {process.name} had ended; starting it again.")
                process.start(self.line)

    def _dispose(self) -> None:
        """Erase, once a night, what has been kept as long as it may be; a night the program was down is made up for at once."""
        night = night_of(datetime.now(UTC).astimezone())
        if night != self.night and (self.disposal.running is None or self.disposal.has_ended()):
            self.night = night
            self.disposal.start(self.line)

    def _stop(self) -> None:
        everyone = (self.web, *self.others, self.disposal)
        for process in everyone:
            process.stop()
        until = time.monotonic() + GRACE
        while time.monotonic() < until and not all(p.running is None or p.has_ended() for p in everyone):
            time.sleep(0.05)
        for process in everyone:
            process.stop(signal.SIGKILL)
        if self.cluster:
            self.cluster.stop()

    def _told(self, _sign: int, _frame: FrameType | None) -> None:
        self.told_to_stop = True


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _told_early(_sign: int, _frame: FrameType | None) -> None:
    raise Told


def night_of(now: datetime) -> str:
    """Return which night it is, or was last: a new one begins at two in the morning."""
    return (now - NIGHT_BEGINS).date().isoformat()


def site() -> str:
    """Return the address to open in a browser on this machine."""
    host = _reached_at(serve.ADDRESS)
    return f"http://{f'[{host}]' if ':' in host else host}:{serve.PORT}/"


def _reached_at(address: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104  # compared, not bound


def _command(*words: str) -> None:
    process = Process(words[0], words)
    line, ours = lifeline.offer()
    process.start(line)
    try:
        ended = process.wait()
    finally:
        process.stop(signal.SIGKILL)
        os.close(line)
        os.close(ours)
    if ended:
        raise Refusal(f"{' '.join(words)} failed; what it said stands above.")


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the checkout for this one run of the program."""
    environment.VAR.mkdir(parents=True, exist_ok=True)
    with (environment.VAR / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refusal(
                f"Sømløs already runs from this checkout (process {lock.read().strip() or '?'}): stop it first."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

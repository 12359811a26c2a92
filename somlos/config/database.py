"""Where the database is, and which role speaks through which alias."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from somlos.config import environment

ALIASES = {
    "default": "somlos_web",
    "owner": "somlos_owner",
    "worker": "somlos_worker",
    "counter": "somlos_counter",
    "archivist": "somlos_archivist",
    "auditor": "somlos_auditor",
    "sealer": "somlos_sealer",
}

EMBEDDED = environment.VAR / "postgres"


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server, and the administrator who prepares it but never serves a page.

    Without an administrator the program uses what somebody else has prepared.
    """

    host: str
    name: str
    port: str = ""
    administrator: str = "postgres"
    administrator_password: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)
    embedded: bool = True

    def password(self, role: str) -> str:
        """Return the role's password: none on our own socket, which nobody else can reach."""
        if self.embedded:
            return ""
        return hmac.digest(environment.secret(), f"role:{role}".encode(), "sha256").hex()

    def connect(self, name: str | None = None) -> psycopg.Connection:
        """Open a connection as the administrator, to this database or another on the server."""
        parts = {
            "host": self.host,
            "port": self.port,
            "dbname": name or self.name,
            "user": self.administrator,
            "password": self.administrator_password,
            "connect_timeout": "10",
        }
        given = {key: value for key, value in parts.items() if value}
        return psycopg.connect(make_conninfo("", **given, **self.options), autocommit=True)


def embedded(folder: Path, *, name: str = "somlos") -> Server:
    """Return the server whose files lie in the folder."""
    return Server(host=str((folder / "socket").resolve()), name=name)


def chosen() -> Server:
    """Return the server DATABASE_URL points at, or else our own in the checkout."""
    url = environment.text("DATABASE_URL")
    if not url:
        return embedded(EMBEDDED)
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise SystemExit(
            "DATABASE_URL cannot be read: write it as postgresql://user:password@host:5432/database."
        ) from error
    return Server(
        host=parts.pop("host", "localhost"),
        port=parts.pop("port", "5432"),
        name=parts.pop("dbname", "somlos"),
        administrator=parts.pop("user", ""),
        administrator_password=parts.pop("password", ""),
        options=parts,
        embedded=False,
    )


def aliases(server: Server, *, speaks_as: str = "default") -> dict[str, dict[str, object]]:
    """Return Django's DATABASES: the same database, each alias with its own role.

    A process that is not the web's own names the alias whose role its `default` speaks with.
    """
    roles = ALIASES | {"default": ALIASES[speaks_as]}
    return {
        alias: {
            "ENGINE": "somlos.foundation.access.postgres",
            "HOST": server.host,
            "PORT": server.port,
            "NAME": server.name,
            "USER": role,
            "PASSWORD": server.password(role),
            "OPTIONS": dict(server.options),
            "CONN_MAX_AGE": None if alias == "default" else 0,
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": True,
            "ATOMIC_REQUESTS": False,
        }
        for alias, role in roles.items()
    }

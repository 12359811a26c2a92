"""Everything in the database: as it lies, and opened with every key there is."""

import base64
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql

from somlos.config.database import Server
from somlos.config.embedded import binaries
from somlos.foundation.vault import ring
from somlos.foundation.vault.fields import SealedTextField

_KEYS = """
    select c.id, k.lockbox, k.version, k.wrapped from access_compartment c join vault.data_key k on k.lockbox = c.lockbox
    union all select s.id, k.lockbox, k.version, k.wrapped from access_scope s join vault.data_key k on k.lockbox = s.id
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One sealed text: what its field is called, in which box it lies, in which row, and what it says."""

    label: str
    box: UUID
    row: UUID
    says: str


def sealed_fields() -> Iterator[tuple[type[models.Model], SealedTextField]]:
    """Return every sealed field of the house; what a test has made up is not of it."""
    for model in apps.get_models():
        if ".tests." not in model.__module__ and not model.__module__.startswith("laws"):
            yield from ((model, field) for field in model._meta.fields if isinstance(field, SealedTextField))


def open_everything(database: Server) -> list[Opened]:
    """Open every sealed text in the database, as nobody can who has not both it and the keys."""
    with ring.empty_ring(), database.connect() as everything:
        ring.hang(ring.WrappedKey(*row) for row in everything.execute(_KEYS))
        return [each for model, field in sealed_fields() for each in _open(everything, model, field)]


def _open(everything: psycopg.Connection, model: type[models.Model], field: SealedTextField) -> Iterator[Opened]:
    key = model._meta.pk
    question = sql.SQL("select {}, {}, {} from {} where {} is not null").format(
        sql.Identifier(str(key.column)),
        sql.Identifier(field.box_field),
        sql.Identifier(str(field.column)),
        sql.Identifier(model._meta.db_table),
        sql.Identifier(str(field.column)),
    )
    for row, box, sealed in everything.execute(question):
        yield Opened(field.label, box, row, field.open(model(**{key.attname: row, field.box_field: box}), sealed))


def dump(database: Server, folder: Path) -> list[bytes]:
    """Return a dump of everything, as text and as it comes out of a packed one."""
    plain, packed = folder / "dump.sql", folder / "dump"
    as_everything = ["-h", database.host, "-U", database.administrator]
    subprocess.run([_program("pg_dump"), *as_everything, "-f", plain, database.name], check=True)
    subprocess.run([_program("pg_dump"), *as_everything, "-Fc", "-f", packed, database.name], check=True)
    unpacked = subprocess.run([_program("pg_restore"), "-f", "-", packed], check=True, capture_output=True).stdout
    for dumped in (plain.read_bytes(), unpacked):
        for table in (
            "public.concerns_noteversion",
            "public.procrastinate_jobs",
            "public.audit_seal",
            "vault.data_key",
        ):
            assert f"COPY {table} ".encode() in dumped, f"{table} is not in the dump"
    return [plain.read_bytes(), unpacked]


def _program(name: str) -> str:
    return binaries().program(name)


def forms(text: str) -> list[bytes]:
    """Return how a text lies in bytes: as it is, as hex, as base64 begun at any letter, as wide letters, as JSON writes it."""
    told = text.encode()
    written = [
        told,
        told.hex().encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-le").hex().encode(),
        *_base64(told),
    ]
    return [*written, text.encode("unicode_escape"), text.encode("latin-1", "replace")]


def _base64(told: bytes) -> Iterator[bytes]:
    for before in range(3):
        written = base64.b64encode(b"\0" * before + told)
        yield written[(before * 8 + 5) // 6 : (before + len(told)) * 8 // 6]

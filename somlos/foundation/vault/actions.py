"""Exchange keys, as the archivist: what wraps data keys, and what new texts are sealed with."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connections, transaction

from somlos.foundation.vault import keys

_BATCH = 500


def municipalities() -> list[UUID]:
    """Return every municipality that wraps a data key here."""
    with connections["archivist"].cursor() as cursor:
        cursor.execute("select distinct substring(wrapped from 2 for 16) from vault.data_key where wrapped is not null")
        return sorted(UUID(bytes=bytes(municipality)) for (municipality,) in cursor.fetchall())


def rotate(municipality: UUID) -> int:
    """Wrap every data key of a municipality with a new key of its own, and return how many; no text is touched (W21).

    Safe to stop and to repeat: a key not reached yet is still wrapped by a former version, which is never thrown away here.
    """
    newest = keys.provider().add_wrapping_key(municipality)
    return sum(_wrap_again(municipality, newest))


def renew(municipality: UUID) -> int:
    """Give every lockbox of a municipality a new data key, for new texts, and return how many; old texts keep the old one."""
    with transaction.atomic(using="archivist"), connections["archivist"].cursor() as cursor:
        cursor.execute(
            "select lockbox, max(version) from vault.data_key k"
            " where wrapped is not null and substring(wrapped from 2 for 16) = %s group by lockbox",
            [municipality.bytes],
        )
        made = [
            (lockbox, version + 1, keys.new_data_key(municipality, lockbox=lockbox, version=version + 1)[1])
            for lockbox, version in cursor.fetchall()
        ]
        cursor.executemany("insert into vault.data_key (lockbox, version, wrapped) values (%s, %s, %s)", made)
    return len(made)


def _wrap_again(municipality: UUID, newest: int) -> Iterator[int]:
    while True:
        with transaction.atomic(using="archivist"), connections["archivist"].cursor() as cursor:
            cursor.execute(
                "select lockbox, version, wrapped from vault.data_key where wrapped is not null"
                " and substring(wrapped from 2 for 16) = %s and substring(wrapped from 18 for 2) < %s limit %s for update",
                [municipality.bytes, newest.to_bytes(2, "big"), _BATCH],
            )
            former = cursor.fetchall()
            again = [
                (_exchanged(bytes(wrapped), lockbox, version, municipality, newest), lockbox, version)
                for lockbox, version, wrapped in former
            ]
            cursor.executemany("update vault.data_key set wrapped = %s where lockbox = %s and version = %s", again)
        if not former:
            return
        yield len(former)


def _exchanged(wrapped: bytes, lockbox: UUID, version: int, municipality: UUID, newest: int) -> bytes:
    data_key = keys.unwrap(wrapped, lockbox=lockbox, version=version)
    return keys.wrap(data_key, lockbox=lockbox, version=version, municipality=municipality, by_version=newest)

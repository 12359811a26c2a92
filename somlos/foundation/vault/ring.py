"""The keys opened for this page: filled once by the door, read by sealed fields, never fetching anything by itself."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from somlos.foundation.vault import keys

_TEXT = 1
_NONCE = 12


class NotOpened(Exception):
    """A sealed text was read, but nobody opened its compartment for this page."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as the database gives it: for which box (compartment or municipality) it is, and how it is wrapped."""

    box: UUID
    lockbox: UUID
    version: int
    wrapped: bytes


_ring: ContextVar[dict[UUID, dict[int, AESGCM]] | None] = ContextVar("ring", default=None)


@contextmanager
def empty_ring() -> Iterator[None]:
    """Hold a ring of keys for one page, one job or one test, and drop it after."""
    token = _ring.set({})
    try:
        yield
    finally:
        _ring.reset(token)


def _held() -> dict[UUID, dict[int, AESGCM]]:
    held = _ring.get()
    if held is None:
        raise NotOpened("no page is open")
    return held


def hang(wrapped: Iterable[WrappedKey]) -> None:
    """Hang the keys of some boxes on the ring; boxes that share a lockbox share the opened key."""
    held = _held()
    opened: dict[tuple[UUID, int], AESGCM] = {}
    for key in wrapped:
        place = (key.lockbox, key.version)
        if place not in opened:
            opened[place] = AESGCM(keys.unwrap(key.wrapped, lockbox=key.lockbox, version=key.version))
        held.setdefault(key.box, {})[key.version] = opened[place]


def hang_new(box: UUID, data_key: bytes, *, version: int = 1) -> None:
    """Hang a key that was made in this very transaction."""
    _held().setdefault(box, {})[version] = AESGCM(data_key)


def holds(box: UUID) -> bool:
    """Tell whether a box is open on this page."""
    return box in _held()


def seal(text: str, *, box: UUID, bound_to: bytes) -> bytes:
    """Seal a text with the newest key of its box, bound to the place where it will lie."""
    try:
        versions = _held()[box]
    except KeyError:
        raise NotOpened(box) from None
    version = max(versions)
    nonce = os.urandom(_NONCE)
    return (
        bytes([_TEXT]) + version.to_bytes(2, "big") + nonce + versions[version].encrypt(nonce, text.encode(), bound_to)
    )


def open_sealed(sealed: bytes, *, box: UUID, bound_to: bytes) -> str:
    """Open a sealed text; raises InvalidTag when it was changed or moved from its place."""
    if sealed[:1] != bytes([_TEXT]):
        raise InvalidTag
    try:
        key = _held()[box][int.from_bytes(sealed[1:3], "big")]
    except KeyError:
        raise NotOpened(box) from None
    return key.decrypt(sealed[3 : 3 + _NONCE], sealed[3 + _NONCE :], bound_to).decode()

"""Keys that are not in the database: one wrapping key per municipality, one for hashes, one for parcels, one that signs seals.

The provider is a directory of files readable by the program only. `KeyProvider` is the seam for a key service.
"""

import base64
import fcntl
import hmac
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
_KEY = 32
_WRAPPED = 1


SECRETS = ("hash", "parcel", "seal")
"""What every municipality here shares: one hashes identities, one seals parcels, one signs the seals of history."""


class KeyMissing(Exception):
    """A key the program needs is not in the key directory."""


class KeyProvider(Protocol):
    """Where the keys that are not in the database come from."""

    def wrapping_keys(self, municipality: UUID) -> Mapping[int, bytes]:
        """Return every version of a municipality's wrapping key, 32 bytes each."""

    def add_wrapping_key(self, municipality: UUID) -> int:
        """Make the next version of a municipality's wrapping key and return its number."""

    def secret(self, name: str) -> bytes:
        """Return the 32 bytes of a named secret, made before the first municipality is founded."""

    def knows_somebody(self) -> bool:
        """Tell whether a municipality has been founded with these keys."""


class KeyFiles:
    """Keys as files below one directory, 0600, each there whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def wrapping_keys(self, municipality: UUID) -> Mapping[int, bytes]:
        """Return every version of a municipality's wrapping key, 32 bytes each."""
        path = self.root / f"municipality-{municipality}.json"
        try:
            stored: dict[str, str] = json.loads(path.read_text())
        except FileNotFoundError:
            return {}
        return {int(version): base64.b64decode(key) for version, key in stored.items()}

    def add_wrapping_key(self, municipality: UUID) -> int:
        """Make the next version of a municipality's wrapping key and return its number."""
        with self._alone():
            keys = dict(self.wrapping_keys(municipality))
            version = max(keys, default=0) + 1
            keys[version] = AESGCM.generate_key(bit_length=256)
            words = {str(number): base64.b64encode(key).decode() for number, key in keys.items()}
            beside = self._beside(json.dumps(words).encode())
            beside.replace(self.root / f"municipality-{municipality}.json")
            self._settle()
        return version

    def secret(self, name: str) -> bytes:
        """Return the 32 bytes of a named secret, made at first use; one that is gone is told of, never made anew."""
        path = self.root / f"{name}.key"
        if not path.exists():
            if self.knows_somebody():
                raise KeyMissing(f"{path.name} is gone from the key directory: bring it back from the keys' own backup")
            beside = self._beside(os.urandom(_KEY))
            with suppress(FileExistsError):  # somebody else was first, and then that secret counts
                path.hardlink_to(beside)
            beside.unlink()
            self._settle()
        secret = path.read_bytes()
        if len(secret) != _KEY:
            raise KeyMissing(f"{path.name} in the key directory is not a whole key")
        return secret

    def knows_somebody(self) -> bool:
        """Tell whether a municipality has been founded with these keys."""
        return any(self.root.glob("municipality-*.json"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process add a key meanwhile: of two that did, one key would be lost with all it wraps."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _beside(self, content: bytes) -> Path:
        """Write a whole file under a name nobody reads, so that no reader ever meets half of one."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self.root / f"new.{token_hex(8)}"
        beside.touch(mode=0o600, exist_ok=False)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return beside

    def _settle(self) -> None:
        """Wait until the directory itself is on disk."""
        directory = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


@lru_cache(maxsize=8)
def _provider_at(root: str) -> KeyProvider:
    return KeyFiles(Path(root))


def provider() -> KeyProvider:
    """Return the provider the settings name."""
    return _provider_at(str(settings.SOMLOS_KEYS))


@lru_cache(maxsize=1024)
def _wrapping_key(root: str, municipality: UUID, version: int) -> AESGCM:
    try:
        return AESGCM(_provider_at(root).wrapping_keys(municipality)[version])
    except KeyError:
        raise KeyMissing(f"wrapping key {version} of municipality {municipality} is not in the key directory") from None


def found(municipality: UUID) -> None:
    """Make a municipality's first wrapping key when it has none, and before the first one the secrets all share."""
    if not provider().wrapping_keys(municipality):
        if not provider().knows_somebody():
            for name in SECRETS:
                provider().secret(name)
        provider().add_wrapping_key(municipality)


def _bound(lockbox: UUID, version: int) -> bytes:
    return b"key|" + lockbox.bytes + version.to_bytes(2, "big")


def wrap(
    data_key: bytes,
    *,
    lockbox: UUID,
    version: int,
    municipality: UUID,
    by_version: int | None = None,
) -> bytes:
    """Wrap a data key with the newest key of its municipality; bound to the lockbox, so it cannot be moved to another."""
    number = by_version if by_version is not None else max(provider().wrapping_keys(municipality), default=0)
    nonce = os.urandom(_NONCE)
    closed = _wrapping_key(str(settings.SOMLOS_KEYS), municipality, number).encrypt(
        nonce, data_key, _bound(lockbox, version)
    )
    return bytes([_WRAPPED]) + municipality.bytes + number.to_bytes(2, "big") + nonce + closed


def unwrap(wrapped: bytes, *, lockbox: UUID, version: int) -> bytes:
    """Open a wrapped data key; raises InvalidTag when it was changed or belongs to another lockbox."""
    if wrapped[0] != _WRAPPED:
        raise InvalidTag
    municipality, number = (
        UUID(bytes=bytes(wrapped[1:17])),
        int.from_bytes(wrapped[17:19], "big"),
    )
    nonce, closed = wrapped[19 : 19 + _NONCE], wrapped[19 + _NONCE :]
    return _wrapping_key(str(settings.SOMLOS_KEYS), municipality, number).decrypt(
        nonce, closed, _bound(lockbox, version)
    )


def wrapped_by(wrapped: bytes) -> tuple[UUID, int]:
    """Tell which municipality's key, in which version, wraps a data key."""
    return UUID(bytes=bytes(wrapped[1:17])), int.from_bytes(wrapped[17:19], "big")


def new_data_key(municipality: UUID, *, lockbox: UUID, version: int = 1) -> tuple[bytes, bytes]:
    """Make a data key for a lockbox; return it plain for this page's ring, and wrapped for the database."""
    data_key = AESGCM.generate_key(bit_length=256)
    return data_key, wrap(data_key, lockbox=lockbox, version=version, municipality=municipality)


def keyed_hash(purpose: str, value: str) -> bytes:
    """Hash a guessable value (a national id) so that only this installation can compare it, 32 bytes."""
    return hmac.new(provider().secret("hash"), f"{purpose}|{value}".encode(), sha256).digest()


def seal_parcel(content: bytes, *, bound_to: str) -> bytes:
    """Seal something that leaves the house and comes back, such as text typed before an expired session."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(provider().secret("parcel")).encrypt(nonce, content, bound_to.encode())


def open_parcel(parcel: bytes, *, bound_to: str) -> bytes:
    """Open a parcel; raises InvalidTag when it was changed or is bound to something else."""
    return AESGCM(provider().secret("parcel")).decrypt(parcel[:_NONCE], parcel[_NONCE:], bound_to.encode())


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs the seals of history."""
    return Ed25519PrivateKey.from_private_bytes(provider().secret("seal"))

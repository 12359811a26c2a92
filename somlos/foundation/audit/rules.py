"""How history is closed: leaves, Merkle root, chain. Plain bytes in, plain bytes out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

_LEAF = 49
FIRST_HEAD = sha256(b"somlos history begins").digest()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One closed row: which table, which row, and the hash of all it says."""

    table: int
    row: UUID
    digest: bytes

    def __bytes__(self) -> bytes:
        return bytes([self.table]) + self.row.bytes + self.digest


def leaf(table: int, row: UUID, words: Sequence[str]) -> Leaf:
    """Close one row, given its columns as text in a fixed order; each is length-prefixed, so none can lend to the next."""
    closed = sha256(bytes([0]))
    for word in words:
        encoded = word.encode()
        closed.update(len(encoded).to_bytes(8, "big") + encoded)
    return Leaf(table, row, closed.digest())


def unpack(leaves: bytes) -> Iterator[Leaf]:
    """Read leaves back from the bytes a seal holds."""
    for start in range(0, len(leaves), _LEAF):
        piece = leaves[start : start + _LEAF]
        yield Leaf(piece[0], UUID(bytes=piece[1:17]), piece[17:])


def merkle_root(leaves: Iterable[Leaf]) -> bytes:
    """Return the root of a Merkle tree over the leaves, 32 bytes; inner nodes are marked apart from leaves."""
    level = [sha256(b"\x00" + bytes(each)).digest() for each in leaves]
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0]


def head(number: int, from_xact: int, to_xact: int, rows: int, root: bytes, former: bytes) -> bytes:
    """Chain a seal to the former one, 32 bytes."""
    counted = b"".join(value.to_bytes(8, "big") for value in (number, from_xact, to_xact, rows))
    return sha256(b"\x02" + counted + root + former).digest()

"""How surely somebody is who they say: the levels ID-porten and eIDAS use, and a work account in Entra ID.

A work account stands beside the ladder: it is enough only where it is named, whatever else is asked for.
"""

from collections.abc import Iterable
from enum import Enum, IntEnum

WORK_ACCOUNT = "entraid"


class Level(IntEnum):
    """How surely, from low to high."""

    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


class NotEnough(Enum):
    """Why a sign-in is not sure enough."""

    TOO_LOW = "too_low"
    UNKNOWN_LEVEL = "unknown_level"
    NO_LEVEL = "no_level"


_LEVELS = {
    "idporten-loa-low": Level.LOW,
    "idporten-loa-substantial": Level.SUBSTANTIAL,
    "idporten-loa-high": Level.HIGH,
    "eidas-loa-low": Level.LOW,
    "eidas-loa-substantial": Level.SUBSTANTIAL,
    "eidas-loa-high": Level.HIGH,
    # Ansattporten says these two without a prefix.
    "substantial": Level.SUBSTANTIAL,
    "high": Level.HIGH,
}
KNOWN = frozenset(_LEVELS) | {WORK_ACCOUNT}


def why_not_enough(acr: str | None, required: Iterable[str]) -> NotEnough | None:
    """Tell why a sign-in at this level is not enough; None when it reaches any of those required, or none is."""
    wanted = frozenset(required)
    if not wanted:
        return None
    if not acr:
        return NotEnough.NO_LEVEL
    if acr not in KNOWN:
        return NotEnough.UNKNOWN_LEVEL
    if acr == WORK_ACCOUNT:
        return None if WORK_ACCOUNT in wanted else NotEnough.TOO_LOW
    lowest = min((_LEVELS[one] for one in wanted if one in _LEVELS), default=None)
    return None if lowest is not None and _LEVELS[acr] >= lowest else NotEnough.TOO_LOW

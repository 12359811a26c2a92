"""Why a room keeps what it keeps about people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Processing:
    """A room's line in the record of processing (art. 30), in the language of those who read it.

    A room with a personal or sensitive column declares it in its `apps.py`.
    """

    purpose: str
    about: str
    basis: str
    shown_to: str
    erased: str

"""A text somebody had typed when their session ended, and why it may not be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class NotKept(Enum):
    """Why a text is not kept."""

    UNKNOWN_AUTHOR = "unknown_author"
    TOO_LARGE = "too_large"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What somebody had typed, and on which page."""

    path: str
    typed: Mapping[str, str] = field(repr=False)

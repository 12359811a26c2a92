"""What people type, made safe to keep without changing what they said."""

import unicodedata
from enum import Enum

_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF))


class BadText(Enum):
    """Why a text cannot be kept."""

    NUL = "nul"
    HALF_CHARACTER = "half_character"


def why_not_keep(text: str) -> BadText | None:
    """Tell what in the text no database can hold; None when nothing is."""
    if "\x00" in text:
        return BadText.NUL
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        return BadText.HALF_CHARACTER
    return None


def tidy(text: str) -> str:
    """Compose letters, use one kind of line break and drop what is never seen: marks that turn a line around or have no width."""
    composed = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return composed.replace("\r\n", "\n").replace("\r", "\n").strip()

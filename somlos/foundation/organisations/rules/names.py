"""Names in the order of the Norwegian alphabet: … z, æ, ø, å, with aa as å."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")

# Letters people of other languages have in their names, where a Norwegian reader looks for them.
_SAME = {"ä": "æ", "ö": "ø", "ü": "y", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ŧ": "t", "ł": "l", "ß": "ss", "œ": "ø"}
_LAST = {"æ": "{", "ø": "|", "å": "}"}


def sorting_key(name: str) -> tuple[str, str]:
    """Return what a name is sorted by; names that are the same but for accents follow each other."""
    letters = unicodedata.normalize("NFC", name).casefold().replace("aa", "å")
    return "".join(map(_place, letters)), letters


def sorted_by_name(things: Iterable[Thing], name: Callable[[Thing], str]) -> list[Thing]:
    """Sort things by a name as a Norwegian reader expects it (W22: after opening, in Python)."""
    return sorted(things, key=lambda thing: sorting_key(name(thing)))


def _place(letter: str) -> str:
    letter = _SAME.get(letter, letter)
    if letter in _LAST:
        return _LAST[letter]
    if letter in "-'’´`":
        return " "
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))

"""Words on pages: numbers spelled out in a sentence, and what somebody wrote told from what a form carries."""

from collections.abc import Iterable

_SPELLED = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def in_words(number: int) -> str:
    """Return the number as it stands in a sentence. “One” has a gender: let ngettext say it where it can occur."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else str(number)


def texts_in(values: Iterable[str]) -> list[str]:
    """Return what somebody wrote in words, without the marks, codes and days that forms carry."""
    return [value for value in values if any(sign.isspace() or not sign.isascii() for sign in value.strip())]

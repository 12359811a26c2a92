"""Numbers as words: up to and including twelve they are spelled out in a sentence."""

_SPELLED = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def in_words(number: int) -> str:
    """Return the number as it stands in a sentence. “One” has a gender: let ngettext say it where it can occur."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else str(number)

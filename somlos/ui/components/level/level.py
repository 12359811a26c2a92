"""The level of cooperation: three dots, the number, and always its words."""

from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from somlos.ui.library import draw, register


@register.simple_tag
def level(number: int, words: str) -> SafeString:
    """Draw level 1, 2 or 3 with the municipality's words for it. Level 0 is a wonder and has no dots."""
    if number not in (1, 2, 3):
        raise ValueError(f"a level is 1, 2 or 3, not {number}")
    return _drawn(number, words, get_language())


@lru_cache(maxsize=64)  # a list of a hundred children has three of these
def _drawn(number: int, words: str, _language: str | None) -> SafeString:
    return draw("level", number=number, words=words, filled=(number >= 1, number >= 2, number >= 3))

"""What a visitor asks of the finder, read from an address. Nothing there is refused: what is unknown is left out and told."""

from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict

from somlos.kernel.text import tidy
from somlos.municipality.catalogue.rules.finding import LONGEST_QUESTION
from somlos.municipality.catalogue.rules.help import AgeGroup, HelpLevel, Theme, Wish
from somlos.surface.pages.rules.question import Question

TEXT, AGE, THEME, LEVEL, PLACE = "sok", "alder", "tema", "niva", "sted"
_LONGEST_PLACE = 60

Code = TypeVar("Code", bound=StrEnum)


def read_question(asked: QueryDict) -> Question:
    """Read a question from an address."""
    typed = tidy(asked.get(TEXT, "").replace("\x00", " "))
    ages, unknown_age = _known(AgeGroup, asked.getlist(AGE)[:1])
    themes, unknown_theme = _known(Theme, asked.getlist(THEME)[: len(Theme)])
    levels, unknown_level = _known(HelpLevel, asked.getlist(LEVEL)[:1])
    return Question(
        text=" ".join(typed[:LONGEST_QUESTION].split()),
        wish=Wish(
            age=next(iter(ages), None),
            themes=frozenset(themes),
            level=next(iter(levels), None),
            place=asked.get(PLACE, "").replace("\x00", "")[:_LONGEST_PLACE].strip(),
        ),
        not_understood=unknown_age or unknown_theme or unknown_level,
        too_long=len(typed) > LONGEST_QUESTION,
    )


def _known(codes: type[Code], values: list[str]) -> tuple[list[Code], bool]:
    known = {code.value: code for code in codes}
    asked = [value for value in values if value]
    return [known[value] for value in asked if value in known], any(value not in known for value in asked)

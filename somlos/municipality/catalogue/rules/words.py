"""What a page of the catalogue says, in one language, and what may not be published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from somlos.kernel.text import tidy, why_not_keep

LONGEST_TITLE = 120
LONGEST_LINE = 600


class Language(StrEnum):
    """A language the catalogue is written in; bokmål is the one that must be there."""

    BOKMAL = "nb"
    NYNORSK = "nn"


class Part(StrEnum):
    """What a group of lines on a page is for."""

    HOW = "how"
    WHO = "who"
    WHEN = "when"
    TOOLS = "tools"
    FIRST_SENTENCES = "first_sentences"
    PHONE = "phone"
    SMALL_PLACES = "small_places"
    HOURS = "hours"
    SECTION = "section"
    FOR_WHOM = "for_whom"
    OWNER = "owner"
    CONTACT = "contact"
    NEXT = "next"
    WAITING = "waiting"
    LESSON = "lesson"
    ALSO_SAY = "also_say"


class WhyNotSay(Enum):
    """Why a text cannot be published."""

    NO_BOKMAL = "no_bokmal"
    NO_TITLE = "no_title"
    TOO_LONG = "too_long"
    EMPTY_LINE = "empty_line"
    BAD_TEXT = "bad_text"


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines that belong together, under a heading or none."""

    part: Part
    said: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A title, what it means in a sentence or two, and the lines beneath."""

    title: str
    lead: str = ""
    parts: tuple[Lines, ...] = ()

    def said(self, part: Part) -> tuple[str, ...]:
        """Return all lines of one kind, in order."""
        return tuple(line for lines in self.parts if lines.part is part for line in lines.said)

    def first(self, part: Part) -> str:
        """Return the first line of a kind; empty when there is none."""
        return next(iter(self.said(part)), "")


def tidied(words: Words) -> Words:
    """Return the same words without stray white space and invisible marks."""
    parts = tuple(Lines(p.part, tuple(map(tidy, p.said)), tidy(p.heading)) for p in words.parts)
    return Words(tidy(words.title), tidy(words.lead), parts)


def why_not_say(wordings: Mapping[Language, Words]) -> WhyNotSay | None:
    """Tell what is wrong with a text in its languages; None when nothing is."""
    if Language.BOKMAL not in wordings:
        return WhyNotSay.NO_BOKMAL
    return next(filter(None, map(_why_not_words, wordings.values())), None)


def _why_not_words(words: Words) -> WhyNotSay | None:
    lines = [line for lines in words.parts for line in (*lines.said, lines.heading)]
    if not words.title:
        return WhyNotSay.NO_TITLE
    if len(words.title) > LONGEST_TITLE or any(len(line) > LONGEST_LINE for line in (words.lead, *lines)):
        return WhyNotSay.TOO_LONG
    if any(not line for lines in words.parts for line in lines.said):
        return WhyNotSay.EMPTY_LINE
    if any(why_not_keep(line) for line in (words.title, words.lead, *lines)):
        return WhyNotSay.BAD_TEXT
    return None


def as_kept(parts: Iterable[Lines]) -> list[dict[str, str | list[str]]]:
    """Turn the parts of a page into what a column of JSON can hold."""
    return [{"part": p.part.value, "heading": p.heading, "said": list(p.said)} for p in parts]


def as_parts(kept: Sequence[Mapping[str, str | list[str]]]) -> tuple[Lines, ...]:
    """Read the parts of a page back."""
    return tuple(Lines(Part(str(one["part"])), tuple(one["said"]), str(one["heading"])) for one in kept)

"""Short ways to write a text in both forms of Norwegian."""

from collections.abc import Mapping

from somlos.municipality.catalogue.rules.words import Language, Lines, Part, Words

Wordings = Mapping[Language, Words]


def both(bokmal: Words, nynorsk: Words) -> Wordings:
    """Put the two forms of a text together."""
    return {Language.BOKMAL: bokmal, Language.NYNORSK: nynorsk}


def step(
    title: str,
    what: str,
    *how: str,
    who: str,
    when: str = "",
    tools: tuple[str, ...] = (),
    first: tuple[str, ...] = (),
) -> Words:
    """Write a step: what, how, whose it is, when, with what, and first sentences to say."""
    parts = [Lines(Part.HOW, how), Lines(Part.WHO, (who,))]
    parts += [Lines(Part.WHEN, (when,))] if when else []
    parts += [Lines(Part.TOOLS, tools)] if tools else []
    parts += [Lines(Part.FIRST_SENTENCES, first)] if first else []
    return Words(title, what, tuple(parts))


def section(heading: str, *lines: str) -> Lines:
    """Write a section of an article."""
    return Lines(Part.SECTION, lines, heading)

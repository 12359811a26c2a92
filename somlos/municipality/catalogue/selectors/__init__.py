"""What the catalogue says on a day, in a language; one statement for each question."""

from somlos.municipality.catalogue.selectors.calls import Call, who_to_call
from somlos.municipality.catalogue.selectors.finder import Found, Help, Shelf, find, shelf, theme_in_words
from somlos.municipality.catalogue.selectors.guide import (
    AnonymousTalk,
    Courage,
    Level,
    Step,
    courage,
    guide,
    level_with_courage,
    levels,
    step_version,
    steps_by_id,
)
from somlos.municipality.catalogue.selectors.signs import Sign, SignBand, SignGroup, Signs, signs, signs_for
from somlos.municipality.catalogue.selectors.texts import Article, Law, articles, statutes
from somlos.municipality.catalogue.selectors.valid import Publisher, publisher

__all__ = [
    "AnonymousTalk",
    "Article",
    "Call",
    "Courage",
    "Found",
    "Help",
    "Law",
    "Level",
    "Publisher",
    "Shelf",
    "Sign",
    "SignBand",
    "SignGroup",
    "Signs",
    "Step",
    "articles",
    "courage",
    "find",
    "guide",
    "level_with_courage",
    "levels",
    "publisher",
    "shelf",
    "signs",
    "signs_for",
    "statutes",
    "step_version",
    "steps_by_id",
    "theme_in_words",
    "who_to_call",
]

"""Texts on a subject, and the law they rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from somlos.municipality.catalogue.models import Statute, Wording
from somlos.municipality.catalogue.rules.versions import Kind
from somlos.municipality.catalogue.rules.words import Language, Lines
from somlos.municipality.catalogue.selectors.valid import rows_of, words_of


@dataclass(frozen=True, slots=True)
class Article:
    """A text on a subject, with its sections."""

    key: str
    title: str
    lead: str
    sections: tuple[Lines, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Law:
    """A section of a law as it applies on a day."""

    code: str
    law: str
    section: str
    about: str
    link: str


def articles(municipality: UUID, keys: Sequence[str], *, on: date, language: Language) -> dict[str, Article]:
    """Return the texts with these keys that have been published."""
    rows = rows_of(municipality, (Kind.ARTICLE,), on, language)
    return {row.version.page.key: article_of(row) for row in rows if row.version.page.key in keys}


def statutes(codes: Iterable[str], *, on: date) -> tuple[Law, ...]:
    """Return the sections behind these codes that apply on a day."""
    begun = Statute.objects.filter(code__in=set(codes), starts__lte=on).order_by("code", "-starts").distinct("code")
    laws = [
        Law(row.code, row.law, row.section, row.about, row.link) for row in begun if row.ends is None or on < row.ends
    ]
    return tuple(sorted(laws, key=lambda law: (law.law, law.section)))


def article_of(row: Wording) -> Article:
    """Read a row as a text on a subject."""
    words = words_of(row)
    return Article(row.version.page.key, words.title, words.lead, words.parts, Language(row.language))

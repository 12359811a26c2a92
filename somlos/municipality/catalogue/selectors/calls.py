"""Who to call."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from somlos.municipality.catalogue.models import Wording
from somlos.municipality.catalogue.rules.versions import Kind, Situation
from somlos.municipality.catalogue.rules.words import Language, Part
from somlos.municipality.catalogue.selectors.valid import rows_of, words_of


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to ring."""

    key: str
    name: str
    when: str
    number: str
    hours: str
    situations: frozenset[Situation]
    language: Language

    @property
    def dial(self) -> str:
        """The number without spaces."""
        return self.number.replace(" ", "")


def who_to_call(municipality: UUID, *, on: date, language: Language, when: Situation | None = None) -> tuple[Call, ...]:
    """Return whom to ring, the most urgent first; only those for one situation if it is named."""
    calls = [_call(row) for row in rows_of(municipality, (Kind.CALL,), on, language)]
    return tuple(call for call in calls if when is None or when in call.situations)


def _call(row: Wording) -> Call:
    words, decided = words_of(row), row.version.call
    situations = frozenset(map(Situation, decided.situations))
    hours = words.first(Part.HOURS)
    return Call(
        row.version.page.key, words.title, words.lead, decided.number, hours, situations, Language(row.language)
    )

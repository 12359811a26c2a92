"""The guide: levels, steps, and what helps somebody who hesitates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from somlos.municipality.catalogue.models import Wording, WordingQuerySet
from somlos.municipality.catalogue.rules.versions import Clock, ClockKind, Kind, Responsible
from somlos.municipality.catalogue.rules.words import Language, Part
from somlos.municipality.catalogue.selectors.texts import Article, article_of
from somlos.municipality.catalogue.selectors.valid import rows_of, words_of


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide as it holds on a day."""

    version: UUID
    key: str
    level: int
    title: str
    what: str
    how: tuple[str, ...]
    responsible: Responsible
    who: str
    clock: Clock
    when: str
    tools: tuple[str, ...]
    first_sentences: tuple[str, ...]
    statutes: tuple[str, ...]
    starts: date
    language: Language


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the guide with its words and its steps in order."""

    number: int
    title: str
    lead: str
    who: str
    steps: tuple[Step, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class AnonymousTalk:
    """How to ask somebody without saying who it is about."""

    title: str
    lead: str
    how: tuple[str, ...]
    who: str
    when: str
    phone: str
    small_places: str
    language: Language

    @property
    def dial(self) -> str:
        """The number without spaces."""
        return self.phone.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Courage:
    """What stands beside the step of discussing, for the one who hesitates (R12)."""

    anonymous: AnonymousTalk | None
    to_the_child: tuple[str, ...]
    to_the_home: tuple[str, ...]
    what_if_wrong: Article | None


def levels(municipality: UUID, *, on: date, language: Language) -> tuple[Level, ...]:
    """Return every level of the guide with its steps."""
    return _levels(rows_of(municipality, (Kind.LEVEL, Kind.STEP), on, language))


def guide(municipality: UUID, level: int, *, on: date, language: Language) -> Level | None:
    """Return one level of the guide with its steps; None when it has not been published."""
    return next((one for one in levels(municipality, on=on, language=language) if one.number == level), None)


def level_with_courage(municipality: UUID, level: int, *, on: date, language: Language) -> tuple[Level | None, Courage]:
    """Return one level of the guide together with what stands beside the step of discussing. One statement."""
    rows = rows_of(municipality, (Kind.LEVEL, Kind.STEP, Kind.ARTICLE), on, language)
    return next((one for one in _levels(rows) if one.number == level), None), _courage(rows)


def step_version(municipality: UUID, key: str, *, on: date) -> UUID | None:
    """Return the version of a step that holds on a day; None when the step has not been published. One statement."""
    rows: WordingQuerySet = Wording.objects.filter(
        version__page__guide__municipality=municipality, version__page__kind=Kind.STEP, version__page__key=key
    )
    found = rows.valid(on, Language.BOKMAL).first()
    return found.version_id if found and not found.version.gone else None


def steps_by_id(versions: Iterable[UUID], *, language: Language) -> dict[UUID, Step]:
    """Return steps by the versions that notes were worked by, whatever has been published since."""
    rows = Wording.objects.of_versions(versions, language).filter(version__page__kind=Kind.STEP)
    return {row.version_id: _step(row) for row in rows}


def courage(municipality: UUID, *, on: date, language: Language) -> Courage:
    """Return what stands beside the step of discussing: how to ask anonymously, first sentences, and if one is wrong."""
    return _courage(rows_of(municipality, (Kind.ARTICLE, Kind.STEP), on, language))


def _courage(rows: Sequence[Wording]) -> Courage:
    by_key = {row.version.page.key: row for row in rows if row.version.page.kind != Kind.LEVEL}
    anonymous, wrong, child, home = map(by_key.get, ("ask_anonymously", "what_if_i_am_wrong", "0.3", "0.4"))
    return Courage(
        anonymous=_anonymous(anonymous) if anonymous else None,
        to_the_child=words_of(child).said(Part.FIRST_SENTENCES) if child else (),
        to_the_home=words_of(home).said(Part.FIRST_SENTENCES) if home else (),
        what_if_wrong=article_of(wrong) if wrong else None,
    )


def _levels(rows: Sequence[Wording]) -> tuple[Level, ...]:
    steps = [_step(row) for row in rows if row.version.page.kind == Kind.STEP]
    return tuple(_level(row, steps) for row in rows if row.version.page.kind == Kind.LEVEL)


def _step(row: Wording) -> Step:
    words, decided = words_of(row), row.version.step
    return Step(
        version=row.version_id,
        key=row.version.page.key,
        level=decided.level,
        title=words.title,
        what=words.lead,
        how=words.said(Part.HOW),
        responsible=Responsible(decided.responsible),
        who=words.first(Part.WHO),
        clock=Clock(ClockKind(decided.clock), decided.days),
        when=words.first(Part.WHEN),
        tools=words.said(Part.TOOLS),
        first_sentences=words.said(Part.FIRST_SENTENCES),
        statutes=tuple(row.version.statutes),
        starts=row.version.starts,
        language=Language(row.language),
    )


def _level(row: Wording, steps: Sequence[Step]) -> Level:
    words, number = words_of(row), int(row.version.page.key)
    mine = tuple(step for step in steps if step.level == number)
    return Level(number, words.title, words.lead, words.first(Part.WHO), mine, Language(row.language))


def _anonymous(row: Wording) -> AnonymousTalk:
    words = words_of(row)
    return AnonymousTalk(
        title=words.title,
        lead=words.lead,
        how=words.said(Part.HOW),
        who=words.first(Part.WHO),
        when=words.first(Part.WHEN),
        phone=words.first(Part.PHONE),
        small_places=words.first(Part.SMALL_PLACES),
        language=Language(row.language),
    )

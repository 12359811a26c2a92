"""Services and measures that residents can find: by what they are about, and by what one types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from django.utils.translation import gettext, ngettext

from somlos.municipality.catalogue.models import Version, Wording
from somlos.municipality.catalogue.rules.danger import danger_in
from somlos.municipality.catalogue.rules.finding import Asked, Entry, ask, rank, rarity_of, saying_of, words_of
from somlos.municipality.catalogue.rules.help import OFFERED, Facts, Life, Theme, Wish, is_stale, suits, wider
from somlos.municipality.catalogue.rules.versions import Kind, Situation
from somlos.municipality.catalogue.rules.words import Language, Part, Words
from somlos.municipality.catalogue.selectors.valid import words_of as read_words

_WEIGHTS = [0.1, 0.4, 0.8, 1.0]  # the rest, lead, what people also say, title
_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Help:
    """A service, or a measure of some services, as it holds on a day."""

    version: UUID
    kind: Kind
    key: str
    title: str
    lead: str
    for_whom: str
    owner: str
    contact: tuple[str, ...]
    next: tuple[str, ...]
    waiting: str
    lesson: tuple[str, ...]
    facts: Facts
    services: tuple[str, ...]
    life: Life | None
    language: Language

    @property
    def is_service(self) -> bool:
        """Whether it is a service, and no measure."""
        return self.kind is Kind.SERVICE

    @property
    def is_offered(self) -> bool:
        """Whether somebody can have it today."""
        return self.life is None or self.life in OFFERED

    @property
    def is_ended(self) -> bool:
        """Whether it was tried and is no more."""
        return self.life is Life.ENDED

    @property
    def ages(self) -> str:
        """For whom it is, in the page's own words or by age."""
        return self.for_whom or ages_in_words(self.facts)

    @property
    def themes(self) -> tuple[str, ...]:
        """What it is about, in words."""
        return tuple(theme_in_words(theme) for theme in self.facts.themes)

    @property
    def dial(self) -> str:
        """The number without spaces."""
        return self.facts.phone.replace(" ", "")

    def is_stale(self, on: date) -> bool:
        """Tell whether its waiting time was told too long ago."""
        return self.facts.waiting_on is not None and is_stale(self.facts.waiting_on, on)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All help of a municipality on a day, and all its words, kept until something is published."""

    helps: tuple[Help, ...]
    entries: tuple[Entry, ...]
    rarity: Mapping[str, float]
    vocabulary: frozenset[str]

    @property
    def places(self) -> tuple[str, ...]:
        """The places where there is help."""
        return tuple(sorted({place for help_ in self.helps for place in help_.facts.places}))

    def of(self, key: str) -> Help | None:
        """Find the help with a key."""
        return next((help_ for help_ in self.helps if help_.key == key), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a question, the best first; neighbours only when nothing does."""

    helps: tuple[Help, ...]
    neighbours: tuple[Help, ...]
    mended: tuple[tuple[str, str], ...]
    danger: Situation | None


def shelf(municipality: UUID, mark: str, *, on: date, language: Language) -> Shelf:
    """Fetch all help of a municipality; asked of the database again only when the mark of its guide has changed."""
    return _shelf(municipality, mark, on, language)


def forget_shelves() -> None:
    """Let the next question be asked of the database again."""
    _shelf.cache_clear()


def find(shelf: Shelf, text: str, wish: Wish) -> Found:
    """Find the help that answers a sentence and a wish; one statement when there is a sentence, none without."""
    offered = [help_ for help_ in shelf.helps if help_.is_offered]
    asked = ask(text, shelf.vocabulary)
    if asked.words:
        by_key = {help_.key: help_ for help_ in offered}
        ranked = [by_key[key] for key in rank(asked, shelf.entries, shelf.rarity, _hits(asked, offered))]
    else:
        ranked = offered
    fitting = tuple(help_ for help_ in ranked if suits(help_.facts, wish))
    neighbours = () if fitting else _neighbours(ranked, offered, wish)
    return Found(fitting, neighbours, asked.mended, danger_in(text))


def theme_in_words(theme: Theme) -> str:
    """Say what a theme is called."""
    return {
        Theme.ABSENCE: gettext("Vil ikke på skolen"),
        Theme.FRIENDSHIP: gettext("Venner og mobbing"),
        Theme.ANXIETY: gettext("Trist eller redd"),
        Theme.WITHDRAWAL: gettext("Trekker seg tilbake"),
        Theme.HOME: gettext("Vanskelig hjemme"),
        Theme.VIOLENCE: gettext("Vold og overgrep"),
        Theme.PARTING: gettext("Foreldre som går fra hverandre"),
        Theme.NEXT_OF_KIN: gettext("Syk i familien"),
        Theme.SUBSTANCES: gettext("Rus"),
        Theme.MONEY: gettext("Penger"),
        Theme.LANGUAGE: gettext("Språk og tolk"),
        Theme.LEARNING: gettext("Læring"),
        Theme.STARTING_SCHOOL: gettext("Skolestart"),
        Theme.INTERPLAY: gettext("Svangerskap og små barn"),
        Theme.LEISURE: gettext("Fritid"),
        Theme.WORK: gettext("Arbeid"),
        Theme.ILLNESS: gettext("Sykdom og funksjonsnedsettelse"),
    }[theme]


def ages_in_words(facts: Facts) -> str:
    """Say for whom help is by age."""
    first, last = facts.ages
    if last == 0:
        return gettext("Gravide og første året") if facts.pregnant else gettext("Første året")
    years = (
        ngettext("%(last)s år", "%(last)s år", last) % {"last": last}
        if first == last
        else gettext("%(first)s–%(last)s år") % {"first": first, "last": last}
    )
    return gettext("Gravide og %(years)s") % {"years": years} if facts.pregnant else years


def _neighbours(ranked: Sequence[Help], offered: Sequence[Help], wish: Wish) -> tuple[Help, ...]:
    """Ask for less and less until there are enough; when no words answer, the first doors one can knock on oneself."""
    near = [help_ for less in wider(wish) for help_ in ranked if suits(help_.facts, less)]
    if near:
        return tuple(dict.fromkeys(near))[:_NEIGHBOURS]
    doors = [help_ for help_ in offered if help_.is_service and help_.facts.self_contact and not help_.facts.levels]
    fitting = [help_ for help_ in doors if suits(help_.facts, Wish(age=wish.age))]
    return tuple((fitting or doors)[:_NEIGHBOURS])


def _hits(asked: Asked, helps: Sequence[Help]) -> dict[str, dict[str, float]]:
    """Ask the database how heavily each term weighs on each page, in whichever language it is said."""
    if not asked.terms or not helps:
        return {}
    queries = [SearchQuery(f"'{term}':*", config="norwegian", search_type="raw") for term in asked.terms]
    ranks = {f"term_{at}": SearchRank(F("searched"), query, weights=_WEIGHTS) for at, query in enumerate(queries)}
    keys = {help_.version: help_.key for help_ in helps}
    hits: dict[str, dict[str, float]] = {}
    rows = (
        Wording.objects.filter(version__in=keys, searched=reduce(or_, queries))
        .values_list("version_id")
        .annotate(**ranks)
    )
    for version, *weights in rows:
        on_page = hits.setdefault(keys[version], {})
        for term, weight in zip(asked.terms, weights, strict=True):
            if weight > 0:
                on_page[term] = max(on_page.get(term, 0.0), weight)
    return hits


@lru_cache(maxsize=64)
def _shelf(municipality: UUID, mark: str, on: date, language: Language) -> Shelf:  # noqa: ARG001  # what is kept is kept by it
    latest = (
        Version.objects.filter(
            page__guide__municipality=municipality, page__kind__in=(Kind.SERVICE, Kind.MEASURE), starts__lte=on
        )
        .order_by("page_id", "-number")
        .distinct("page_id")
    )
    said: dict[UUID, dict[Language, Words]] = {}
    versions: dict[UUID, Version] = {}
    for row in (
        Wording.objects.filter(version__in=latest.values("id"))
        .select_related("version__page", "version__help")
        .defer("searched")
    ):
        if not row.version.gone:
            versions[row.version_id] = row.version
            said.setdefault(row.version_id, {})[Language(row.language)] = read_words(row)
    helps = [_help(version, said[version.id], language) for version in versions.values()]
    places = {version.page.key: (version.page.kind == Kind.MEASURE, version.place) for version in versions.values()}
    entries = [Entry(help_.key, _sayings(said[help_.version])) for help_ in helps if help_.is_offered]
    return Shelf(
        helps=tuple(sorted(helps, key=lambda help_: (places[help_.key], help_.key))),
        entries=tuple(entries),
        rarity=rarity_of(entries),
        vocabulary=frozenset(_vocabulary(words for wordings in said.values() for words in wordings.values())),
    )


def _vocabulary(pages: Iterable[Words]) -> Iterable[str]:
    for words in pages:
        for text in (words.title, words.lead, *(line for lines in words.parts for line in lines.said)):
            yield from (word for word in words_of(text) if len(word) > 2)


def _sayings(wordings: dict[Language, Words]) -> tuple[frozenset[str], ...]:
    said = {saying_of(text) for words in wordings.values() for text in (words.title, *words.said(Part.ALSO_SAY))}
    return tuple(sorted(said, key=sorted))


def _help(version: Version, wordings: dict[Language, Words], language: Language) -> Help:
    spoken = language if language in wordings else Language.BOKMAL
    words, decided = wordings[spoken], version.help
    return Help(
        version=version.id,
        kind=Kind(version.page.kind),
        key=version.page.key,
        title=words.title,
        lead=words.lead,
        for_whom=words.first(Part.FOR_WHOM),
        owner=words.first(Part.OWNER),
        contact=words.said(Part.CONTACT),
        next=words.said(Part.NEXT),
        waiting=words.first(Part.WAITING),
        lesson=words.said(Part.LESSON),
        facts=decided.facts,
        services=tuple(decided.services),
        life=Life(decided.life) if decided.life else None,
        language=spoken,
    )

"""What the finder shows: help that answers a question, and one page for each."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from somlos.municipality.catalogue import selectors as catalogue
from somlos.municipality.catalogue.rules.help import AgeGroup, HelpLevel, Life, Theme
from somlos.municipality.catalogue.rules.versions import Situation
from somlos.surface.pages.rules.question import Question
from somlos.surface.pages.selectors.front import Guide, urgent_of
from somlos.ui.frame import Phone

# Weather is what anybody may have been looking at.
WAY_OUT = "https://www.yr.no/"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one can choose in the finder."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Help as it stands in a list."""

    help: catalogue.Help
    stale: bool


@dataclass(frozen=True, slots=True)
class Danger:
    """Whom to ring before anything else, and what to remember."""

    heading: str
    advice: str
    calls: tuple[catalogue.Call, ...]
    way_out: str


@dataclass(frozen=True, slots=True)
class FinderPage:
    """A question and what answers it."""

    question: Question
    ages: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    places: tuple[Choice, ...]
    count: str
    cards: tuple[Card, ...]
    neighbours: tuple[Card, ...]
    mended: tuple[str, ...]
    danger: Danger | None
    remarks: tuple[str, ...]
    doors: tuple[catalogue.Call, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A service or a measure in full."""

    help: catalogue.Help
    state: str
    stale: bool
    level: str
    services: tuple[catalogue.Help, ...]
    measures: tuple[catalogue.Help, ...]
    ended: tuple[catalogue.Help, ...]
    urgent: tuple[Phone, ...]
    way_out: str


def finder_page(guide: Guide, question: Question) -> FinderPage | None:
    """Gather the finder; None when the municipality has published nothing at all."""
    if not guide.versions:
        return None
    shelf = catalogue.shelf(guide.municipality, guide.changed, on=guide.on, language=guide.language)
    question, unknown_place = _with_known_place(question, shelf)
    found = catalogue.find(shelf, question.text, question.wish)
    calls = catalogue.who_to_call(guide.municipality, on=guide.on, language=guide.language)
    wish = question.wish
    return FinderPage(
        question=question,
        ages=(_all(wish.age is None), *(Choice(age, _age(age), wish.age is age) for age in AgeGroup)),
        themes=tuple(Choice(theme, catalogue.theme_in_words(theme), theme in wish.themes) for theme in Theme),
        levels=(_all(wish.level is None), *(Choice(one, level_in_words(one), wish.level is one) for one in HelpLevel)),
        places=tuple(Choice(place, place, place == wish.place) for place in shelf.places),
        count=_count(len(found.helps), bool(shelf.helps)),
        cards=_cards(guide, found.helps),
        neighbours=_cards(guide, found.neighbours),
        mended=tuple(word for _, word in found.mended),
        danger=_danger(found.danger, calls),
        remarks=_remarks(question, unknown=question.not_understood or unknown_place),
        doors=tuple(call for call in calls if Situation.UNSURE in call.situations),
    )


def help_page(guide: Guide, key: str) -> HelpPage | None:
    """Gather the page of a service or a measure; None when there is none."""
    if not guide.versions:
        return None
    shelf = catalogue.shelf(guide.municipality, guide.changed, on=guide.on, language=guide.language)
    found = shelf.of(key)
    if found is None:
        return None
    measures = [one for one in shelf.helps if key in one.services]
    return HelpPage(
        help=found,
        state=_state(found.life),
        stale=found.is_stale(guide.on),
        level=_levels(found),
        services=tuple(one for service in found.services if (one := shelf.of(service))),
        measures=tuple(one for one in measures if not one.is_ended),
        ended=tuple(one for one in measures if one.is_ended),
        urgent=urgent_of(catalogue.who_to_call(guide.municipality, on=guide.on, language=guide.language)),
        way_out=WAY_OUT if Theme.VIOLENCE in found.facts.themes else "",
    )


def level_in_words(level: HelpLevel) -> str:
    """Say how much help a level is."""
    return {
        HelpLevel.EVERYBODY: gettext("Åpent for alle"),
        HelpLevel.ONE: gettext("Et sted å begynne"),
        HelpLevel.TWO: gettext("Noe mer"),
        HelpLevel.THREE: gettext("Mye, over tid"),
    }[level]


def _levels(found: catalogue.Help) -> str:
    levels = [HelpLevel(str(level)) for level in found.facts.levels] or [HelpLevel.EVERYBODY]
    return ", ".join(map(level_in_words, levels))


def _age(age: AgeGroup) -> str:
    return {
        AgeGroup.PREGNANT: gettext("Gravid"),
        AgeGroup.FROM_0: gettext("0–5 år"),
        AgeGroup.FROM_6: gettext("6–12 år"),
        AgeGroup.FROM_13: gettext("13–17 år"),
        AgeGroup.FROM_18: gettext("18–24 år"),
    }[age]


def _state(life: Life | None) -> str:
    if life is None or life is Life.IN_USE:
        return ""
    return {
        Life.IDEA: gettext("En idé, ikke i gang ennå"),
        Life.TRIAL: gettext("Vi prøver det ut"),
        Life.ENDED: gettext("Avsluttet"),
    }[life]


def _all(chosen: bool) -> Choice:
    return Choice("", gettext("Alle"), chosen)


def _with_known_place(question: Question, shelf: catalogue.Shelf) -> tuple[Question, bool]:
    if not question.wish.place or question.wish.place in shelf.places:
        return question, False
    return replace(question, wish=replace(question.wish, place="")), True


def _count(number: int, published: bool) -> str:
    if not published:
        return gettext("Ingen tilbud er lagt inn ennå")
    if not number:
        return gettext("Ingen tilbud passer")
    return ngettext("%(number)s tilbud passer", "%(number)s tilbud passer", number) % {"number": number}


def _cards(guide: Guide, helps: tuple[catalogue.Help, ...]) -> tuple[Card, ...]:
    return tuple(Card(one, one.is_stale(guide.on)) for one in helps)


def _danger(situation: Situation | None, calls: tuple[catalogue.Call, ...]) -> Danger | None:
    if situation is None:
        return None
    if situation is Situation.SUICIDE:
        heading = gettext("Du skal ikke være alene med dette")
        advice = gettext("Ring nå, eller be noen som er nær deg om å ringe. Bli sammen med den det gjelder.")
    else:
        heading = gettext("Er du eller noen andre i fare?")
        advice = gettext("Du trenger ikke være sikker. Ring før du snakker med noen hjemme. Det er ikke din feil.")
    wanted = {situation, Situation.CHILD_RINGS}
    return Danger(heading, advice, tuple(call for call in calls if call.situations & wanted), WAY_OUT)


def _remarks(question: Question, *, unknown: bool) -> tuple[str, ...]:
    remarks = []
    if unknown:
        remarks.append(gettext("Vi kjente ikke igjen et av valgene i adressen. Det er tatt bort."))
    if question.too_long:
        remarks.append(gettext("Vi leste bare de første 200 tegnene."))
    return tuple(remarks)

"""What is decided about a service or a measure, and whom it suits."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

OLDEST = 24
WAITING_IS_FRESH_FOR = 60


class Theme(StrEnum):
    """What a trouble is about; the words beside it are translated."""

    ABSENCE = "absence"
    FRIENDSHIP = "friendship"
    ANXIETY = "anxiety"
    WITHDRAWAL = "withdrawal"
    HOME = "home"
    VIOLENCE = "violence"
    PARTING = "parting"
    NEXT_OF_KIN = "next_of_kin"
    SUBSTANCES = "substances"
    MONEY = "money"
    LANGUAGE = "language"
    LEARNING = "learning"
    STARTING_SCHOOL = "starting_school"
    INTERPLAY = "interplay"
    LEISURE = "leisure"
    WORK = "work"
    ILLNESS = "illness"


class Life(StrEnum):
    """How far a measure has come; a service has no such life."""

    IDEA = "idea"
    TRIAL = "trial"
    IN_USE = "in_use"
    ENDED = "ended"


OFFERED = frozenset({Life.TRIAL, Life.IN_USE})


class AgeGroup(StrEnum):
    """An age a visitor can choose; the code stands in the address."""

    PREGNANT = "gravid"
    FROM_0 = "0-5"
    FROM_6 = "6-12"
    FROM_13 = "13-17"
    FROM_18 = "18-24"


YEARS = {
    AgeGroup.FROM_0: (0, 5),
    AgeGroup.FROM_6: (6, 12),
    AgeGroup.FROM_13: (13, 17),
    AgeGroup.FROM_18: (18, OLDEST),
}


class HelpLevel(StrEnum):
    """How much help a visitor looks for; the code stands in the address."""

    EVERYBODY = "alle"
    ONE = "1"
    TWO = "2"
    THREE = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """For whom help is, what it is about, where it is and how one reaches it. No places means the whole municipality."""

    ages: tuple[int, int]
    pregnant: bool = False
    themes: tuple[Theme, ...] = ()
    levels: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    self_contact: bool = True
    phone: str = ""
    waiting_on: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.ages[0] <= self.ages[1] <= OLDEST:
            raise ValueError(f"help is for somebody from 0 to {OLDEST}, the youngest first")
        if not set(self.levels) <= {1, 2, 3}:
            raise ValueError("help lies on levels 1 to 3, or is for everybody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a visitor looks for besides words; what is empty is not asked."""

    age: AgeGroup | None = None
    themes: frozenset[Theme] = frozenset()
    level: HelpLevel | None = None
    place: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Wish()


def suits(facts: Facts, wish: Wish) -> bool:
    """Tell whether help is for whom the visitor looks: every question asked must be answered with yes."""
    return (
        _is_for_age(facts, wish.age)
        and (not wish.themes or bool(wish.themes.intersection(facts.themes)))
        and _is_on_level(facts, wish.level)
        and (not wish.place or not facts.places or wish.place in facts.places)
    )


def wider(wish: Wish) -> tuple[Wish, ...]:
    """Ask for less and less: first forget the place, then how much, then what about; at last the age."""
    no_place = replace(wish, place="")
    no_level = replace(no_place, level=None)
    no_theme = replace(no_level, themes=frozenset())
    return no_place, no_level, no_theme, Wish()


def is_stale(updated: date, today: date) -> bool:
    """Tell whether a waiting time was told so long ago that readers must be warned."""
    return (today - updated).days > WAITING_IS_FRESH_FOR


def _is_for_age(facts: Facts, age: AgeGroup | None) -> bool:
    if age is None:
        return True
    if age is AgeGroup.PREGNANT:
        return facts.pregnant
    first, last = YEARS[age]
    return facts.ages[0] <= last and first <= facts.ages[1]


def _is_on_level(facts: Facts, level: HelpLevel | None) -> bool:
    if level is None:
        return True
    return not facts.levels if level is HelpLevel.EVERYBODY else int(level) in facts.levels

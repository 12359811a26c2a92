"""What one may write down about a child and those who care for it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from somlos.foundation.access.rules import Protection
from somlos.foundation.accounts.rules.national_id import NationalId
from somlos.foundation.people.rules.carers import CarerKind

LONGEST_NAME = 120
LONGEST_KEY = 40
OLDEST = 25
LONGEST_PREGNANCY = timedelta(days=310)

LANGUAGES = ("nb", "nn", "se", "sma", "smj", "en", "ar", "prs", "es", "et", "fa", "fi", "fr", "ku", "lt", "lv", "nsl", "pl", "ps", "ro", "ru", "so", "sw", "ta", "th", "ti", "tl", "tr", "uk", "ur", "vi", "zh")  # fmt: skip
"""Codes one may choose from; nsl is Norwegian sign language, prs is Dari."""


@dataclass(frozen=True, slots=True)
class Details:
    """What somebody knows of a child: at least a name or an anonymous key."""

    name: str = ""
    called: str = ""
    anonymous_key: str = ""
    birth_date: date | None = None
    expected_on: date | None = None
    language: str = ""
    interpreter_needed: bool = False
    protection: Protection = Protection.NONE


@dataclass(frozen=True, slots=True)
class NewCarer:
    """Somebody who cares for a child, as it was told by whom and when."""

    name: str
    kind: CarerKind
    stated_by: str
    stated_on: date
    national_id: NationalId | None = None
    phone: str = ""


class WhyNot(StrEnum):
    """Why something is not written down here."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    BORN_AND_EXPECTED = "born_and_expected"
    BORN_IN_THE_FUTURE = "born_in_the_future"
    TOO_OLD = "too_old"
    EXPECTED_TOO_FAR_OFF = "expected_too_far_off"
    EXPECTED_IN_THE_PAST = "expected_in_the_past"
    UNKNOWN_LANGUAGE = "unknown_language"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    STATED_BY_NOBODY = "stated_by_nobody"
    STATED_IN_THE_FUTURE = "stated_in_the_future"
    CARER_TWICE = "carer_twice"
    PROTECTED_ADDRESS = "protected_address"
    STRICT_ADDRESS = "strict_address"
    NO_SUCH_LIST = "no_such_list"
    LIST_ENDED = "list_ended"
    LIST_IS_THERE = "list_is_there"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    TOO_LONG_TIME = "too_long_time"
    ALREADY_ON_THE_LIST = "already_on_the_list"
    NOT_ON_THE_LIST = "not_on_the_list"
    NOT_A_COLLEAGUE = "not_a_colleague"
    HAS_NOT_THE_LIST = "has_not_the_list"
    NO_SERVICE = "no_service"
    NOTHING_CHANGED = "nothing_changed"
    SOMEBODY_ELSE_CHANGED_IT = "somebody_else_changed_it"
    ALREADY_ENDED = "already_ended"


def merged(known: Details, told: Details) -> Details:
    """Add what was told to what is known: what is empty changes nothing, and a protection is never lowered."""
    born = told.birth_date or (None if told.expected_on else known.birth_date)
    return Details(
        name=told.name or known.name,
        called=told.called or known.called,
        anonymous_key=known.anonymous_key or told.anonymous_key,
        birth_date=born,
        expected_on=None if born else told.expected_on or known.expected_on,
        language=told.language or known.language,
        interpreter_needed=told.interpreter_needed or known.interpreter_needed,
        protection=max(known.protection, told.protection, key=list(Protection).index),
    )


def same_details(one: Details, other: Details) -> bool:
    """Tell whether two say the same, but for the protection, which is changed in a way of its own."""
    return replace(one, protection=other.protection) == other


def why_not_register(details: Details, *, national_id: NationalId | None, today: date) -> WhyNot | None:
    """Tell why a child cannot be written down so; None when it can."""
    if not (details.name or details.anonymous_key):
        return WhyNot.NO_NAME
    if max(len(details.name), len(details.called)) > LONGEST_NAME or len(details.anonymous_key) > LONGEST_KEY:
        return WhyNot.TOO_LONG
    if details.language and details.language not in LANGUAGES:
        return WhyNot.UNKNOWN_LANGUAGE
    if national_id is not None and details.birth_date not in (None, national_id.born):
        return WhyNot.BIRTH_DATE_DIFFERS
    return _why_not_born(details, today)


def _why_not_born(details: Details, today: date) -> WhyNot | None:
    if details.birth_date and details.expected_on:
        return WhyNot.BORN_AND_EXPECTED
    if details.birth_date and details.birth_date > today:
        return WhyNot.BORN_IN_THE_FUTURE
    if details.birth_date and _months(details.birth_date, today) >= OLDEST * 12:
        return WhyNot.TOO_OLD
    if details.expected_on and details.expected_on - today > LONGEST_PREGNANCY:
        return WhyNot.EXPECTED_TOO_FAR_OFF
    if details.expected_on and today - details.expected_on > LONGEST_PREGNANCY:
        return WhyNot.EXPECTED_IN_THE_PAST
    return None


def why_not_care(carer: NewCarer, *, today: date) -> WhyNot | None:
    """Tell why a carer cannot be written down so; None when they can."""
    if not carer.name:
        return WhyNot.NO_NAME
    if max(len(carer.name), len(carer.stated_by)) > LONGEST_NAME:
        return WhyNot.TOO_LONG
    if not carer.stated_by:
        return WhyNot.STATED_BY_NOBODY
    return WhyNot.STATED_IN_THE_FUTURE if carer.stated_on > today else None


class Stage(StrEnum):
    """In what an age is said."""

    UNKNOWN = "unknown"
    UNBORN = "unborn"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Age:
    """How old a child is, as one says it: in months until two, then in years."""

    stage: Stage
    number: int = 0


def age_on(day: date, *, birth_date: date | None, expected_on: date | None) -> Age:
    """Return a child's age on a day."""
    if birth_date is None:
        return Age(Stage.UNBORN) if expected_on else Age(Stage.UNKNOWN)
    months = _months(birth_date, day)
    return Age(Stage.MONTHS, max(months, 0)) if months < 24 else Age(Stage.YEARS, months // 12)


def _months(born: date, day: date) -> int:
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)

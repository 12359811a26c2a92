"""What can be published, whose turn and clock it carries, and which version holds on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.help import Facts, Life
from somlos.municipality.catalogue.rules.words import Language, Words


class Kind(StrEnum):
    """What sort of page it is; stored, so a code is never reused."""

    LEVEL = "level"
    STEP = "step"
    SIGN = "sign"
    CALL = "call"
    ARTICLE = "article"
    SERVICE = "service"
    MEASURE = "measure"


class Responsible(StrEnum):
    """Whose step it is; the words beside it are the municipality's own."""

    AUTHOR = "author"
    AUTHOR_AND_LEADER = "author_and_leader"
    OWN_SERVICE = "own_service"
    RELAY_HOLDER = "relay_holder"
    FAMILY_TEAM = "family_team"


class ClockKind(StrEnum):
    """How days are counted. Statutory days go on in holidays and closed weeks (R17)."""

    NONE = "none"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    STATUTORY_DAYS = "statutory_days"


class Area(StrEnum):
    """Where in a child's day a sign is seen; strengths are looked for at every age."""

    BODY = "body"
    FEELINGS = "feelings"
    FRIENDS = "friends"
    LEARNING_AND_HOME = "learning_and_home"
    STRENGTH = "strength"


class Situation(StrEnum):
    """When a number is the right one to ring (R2)."""

    DANGER = "danger"
    VIOLENCE = "violence"
    NEGLECT = "neglect"
    SUICIDE = "suicide"
    CHILD_RINGS = "child_rings"
    UNSURE = "unsure"


class WhyNotPublish(Enum):
    """Why a version cannot be published."""

    IN_THE_PAST = "in_the_past"
    BEFORE_THE_LATEST = "before_the_latest"
    NOTHING_CHANGED = "nothing_changed"
    NOT_PUBLISHED = "not_published"
    TWICE_IN_ONE_GO = "twice_in_one_go"
    SOMEBODY_ELSE_PUBLISHED = "somebody_else_published"
    NO_GUIDE = "no_guide"
    GUIDE_IS_THERE = "guide_is_there"
    HOST_IS_TAKEN = "host_is_taken"
    UNKNOWN_STATUTE = "unknown_statute"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a step may take; which day it ends on is the calendar's to say."""

    kind: ClockKind = ClockKind.NONE
    number: int | None = None

    def __post_init__(self) -> None:
        if (self.kind is ClockKind.NONE) is not (self.number is None):
            raise ValueError("a clock has a number of days, and no clock has none")
        if self.number is not None and self.number < 1:
            raise ValueError("a clock lasts at least a day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A page as somebody wants it published."""

    key: str
    place: int
    wordings: Mapping[Language, Words]
    statutes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelText(Text):
    """A level of the guide: 0 to 3 with its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText(Text):
    """A step of the guide."""

    level: int
    responsible: Responsible
    clock: Clock = Clock()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignText(Text):
    """Something to be curious about at an age."""

    area: Area
    band: AgeBand | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallText(Text):
    """Somebody to ring."""

    number: str
    situations: tuple[Situation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText(Text):
    """A text on a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceText(Text):
    """A service that residents can find."""

    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureText(Text):
    """Something services offer, and how far it has come."""

    facts: Facts
    services: tuple[str, ...]
    life: Life


KINDS: Mapping[type[Text], Kind] = {
    LevelText: Kind.LEVEL,
    StepText: Kind.STEP,
    SignText: Kind.SIGN,
    CallText: Kind.CALL,
    ArticleText: Kind.ARTICLE,
    ServiceText: Kind.SERVICE,
    MeasureText: Kind.MEASURE,
}


@dataclass(frozen=True, slots=True)
class Version:
    """One published version: its number and the day it begins to hold."""

    number: int
    starts: date


def valid_on(versions: Sequence[Version], day: date) -> Version | None:
    """Choose the version that holds on a day: the last published of those that have begun."""
    begun = [version for version in versions if version.starts <= day]
    return max(begun, key=lambda version: version.number, default=None)


def ends(versions: Sequence[Version], version: Version) -> date | None:
    """Return the day a version stops holding; None while nothing follows it."""
    return min((other.starts for other in versions if other.number > version.number), default=None)


def why_not_publish(latest: Version | None, *, starts: date, today: date) -> WhyNotPublish | None:
    """Tell why a version cannot begin on a day; None when it can.

    Never in the past: what people were shown then is what they worked by.
    """
    if starts < today:
        return WhyNotPublish.IN_THE_PAST
    if latest is not None and starts < latest.starts:
        return WhyNotPublish.BEFORE_THE_LATEST
    return None

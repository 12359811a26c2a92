"""Who owns a unit, what it is, which roles there are, and what stands in the way of opening, employing and closing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_NAME = 120
LONGEST_REASON = 200
LONGEST_CLOSED = timedelta(days=120)
LONGEST_AWAY = timedelta(days=370)


class Ownership(StrEnum):
    """Whose a unit is (R9)."""

    MUNICIPAL = "municipal"
    COUNTY = "county"
    STATE = "state"
    PRIVATE = "private"
    OTHER = "other"


class UnitKind(StrEnum):
    """What a unit does."""

    SECTOR = "sector"
    KINDERGARTEN = "kindergarten"
    SCHOOL = "school"
    AFTER_SCHOOL = "after_school"
    CHILD_HEALTH = "child_health"
    EDUCATIONAL_PSYCHOLOGY = "educational_psychology"
    CHILD_WELFARE = "child_welfare"
    MENTAL_HEALTH = "mental_health"
    NAV = "nav"
    OUTREACH = "outreach"
    FOLLOW_UP = "follow_up"
    CULTURE = "culture"
    HEALTH = "health"
    REFUGEE = "refugee"
    DEPARTMENT = "department"
    OTHER = "other"


class Role(StrEnum):
    """What a seat gives the right to; never to see a child."""

    EMPLOYEE = "employee"
    UNIT_LEADER = "unit_leader"
    SECTOR_DIRECTOR = "sector_director"
    MUNICIPAL_DIRECTOR = "municipal_director"
    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


LEVELS = {"sector": "Kommunalområde", "unit": "Enhet", "department": "Avdeling"}
"""Level codes from the top, and what they are called where a municipality has chosen no words of its own."""


class WhyNot(StrEnum):
    """Why something was not done here."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NO_SUCH_UNIT = "no_such_unit"
    NO_SUCH_LEVEL = "no_such_level"
    NOT_BELOW_ITSELF = "not_below_itself"
    CONTROLLER_OF_ITS_OWN = "controller_of_its_own"
    NOT_YOUR_UNIT = "not_your_unit"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    TOO_LONG_TIME = "too_long_time"
    IN_THE_PAST = "in_the_past"
    ALREADY_ENDED = "already_ended"
    NO_SUCH_POST = "no_such_post"
    DEPUTY_IS_THE_SAME = "deputy_is_the_same"
    DEPUTY_IN_ANOTHER_SERVICE = "deputy_in_another_service"
    ALREADY_CLOSED = "already_closed"
    ALREADY_AWAY = "already_away"
    NO_REASON = "no_reason"


def why_not_name(name: str, *, at_most: int = LONGEST_NAME) -> WhyNot | None:
    """Tell what is wrong with a name; None when nothing is."""
    if not name:
        return WhyNot.NO_NAME
    return WhyNot.TOO_LONG if len(name) > at_most else None


def why_not_open_unit(
    name: str, *, level: str, levels: object, ownership: Ownership, controller: Ownership
) -> WhyNot | None:
    """Tell why a unit cannot be opened under a controller; None when it can.

    A private or a county unit is its own data controller (R9); a state office such as NAV works inside a municipality.
    """
    if why := why_not_name(name):
        return why
    if not isinstance(levels, dict) or level not in levels:
        return WhyNot.NO_SUCH_LEVEL
    if ownership in (Ownership.PRIVATE, Ownership.COUNTY) and ownership is not controller:
        return WhyNot.CONTROLLER_OF_ITS_OWN
    return None


def why_not_employ(name: str, title: str, *, starts: datetime, ends: datetime) -> WhyNot | None:
    """Tell why nobody can be employed so; None when somebody can."""
    if why := why_not_name(name) or why_not_name(title):
        return why
    return WhyNot.ENDS_BEFORE_IT_STARTS if ends <= starts else None


def why_not_close(*, starts: date, ends: date, reason: str, today: date) -> WhyNot | None:
    """Tell why a unit cannot be closed in these days; None when it can."""
    if not reason:
        return WhyNot.NO_REASON
    if len(reason) > LONGEST_REASON:
        return WhyNot.TOO_LONG
    if ends <= starts:
        return WhyNot.ENDS_BEFORE_IT_STARTS
    if ends <= today:
        return WhyNot.IN_THE_PAST
    return WhyNot.TOO_LONG_TIME if ends - starts > LONGEST_CLOSED else None


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's absence, the last day exclusive, and who stands in."""

    starts: date
    ends: date


def why_not_away(away: Away, *, own: bool, same_person: bool, same_service: bool, today: date) -> WhyNot | None:
    """Tell why an absence cannot be written down so; None when it can. `own` is one's own post, or one in one's own unit as leader."""
    if not own:
        return WhyNot.NOT_YOUR_UNIT
    if away.ends <= away.starts:
        return WhyNot.ENDS_BEFORE_IT_STARTS
    if away.ends <= today:
        return WhyNot.IN_THE_PAST
    if away.ends - away.starts > LONGEST_AWAY:
        return WhyNot.TOO_LONG_TIME
    if same_person:
        return WhyNot.DEPUTY_IS_THE_SAME
    return None if same_service else WhyNot.DEPUTY_IN_ANOTHER_SERVICE

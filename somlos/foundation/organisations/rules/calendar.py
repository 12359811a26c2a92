"""One calendar for all clocks (R17): working days, public holidays, each unit's closed periods.

Statutory clocks neither stop in a closed period nor move off a closed day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5


class Holiday(StrEnum):
    """The public holidays of Norway."""

    NEW_YEARS_DAY = "new_years_day"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    CONSTITUTION_DAY = "constitution_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"


_FIXED = {
    Holiday.NEW_YEARS_DAY: (1, 1),
    Holiday.LABOUR_DAY: (5, 1),
    Holiday.CONSTITUTION_DAY: (5, 17),
    Holiday.CHRISTMAS_DAY: (12, 25),
    Holiday.BOXING_DAY: (12, 26),
}
_AFTER_EASTER = {
    Holiday.MAUNDY_THURSDAY: -3,
    Holiday.GOOD_FRIDAY: -2,
    Holiday.EASTER_SUNDAY: 0,
    Holiday.EASTER_MONDAY: 1,
    Holiday.ASCENSION_DAY: 39,
    Holiday.WHIT_SUNDAY: 49,
    Holiday.WHIT_MONDAY: 50,
}


@dataclass(frozen=True, slots=True)
class Closed:
    """A stretch of days a unit is closed, the last one exclusive, and why in its own words."""

    starts: date
    ends: date
    reason: str

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError("a closed period ends after it starts")


class Why(StrEnum):
    """What kind of closed day stood in the way; the last named is the one told when there were several."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    UNIT_CLOSED = "unit_closed"


@dataclass(frozen=True, slots=True)
class Moved:
    """Why a deadline is later than one would count: from which day, and what stood there."""

    away_from: date
    why: Why
    holiday: Holiday | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day something should be done by, and why it is not the day one would count to."""

    on: date
    moved_because: Moved | None = None


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year (Gauss, Meeus and Jones)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> dict[date, Holiday]:
    """Return the public holidays of a year; where two fall on one day, the one that moves with Easter is named."""
    easter = easter_sunday(year)
    fixed = {date(year, *day): holiday for holiday, day in _FIXED.items()}
    return fixed | {easter + timedelta(days=days): holiday for holiday, days in _AFTER_EASTER.items()}


def why_closed(day: date, closed: Sequence[Closed] = ()) -> Moved | None:
    """Tell why nobody is there on a day; None when it is open."""
    for period in closed:
        if period.starts <= day < period.ends:
            return Moved(day, Why.UNIT_CLOSED, words=period.reason)
    if (holiday := holidays(day.year).get(day)) is not None:
        return Moved(day, Why.HOLIDAY, holiday)
    return Moved(day, Why.WEEKEND) if day.weekday() >= _SATURDAY else None


def is_open(day: date, closed: Sequence[Closed] = ()) -> bool:
    """Tell whether a day is a working day at a unit with these closed periods."""
    return why_closed(day, closed) is None


def deadline(begun: date, *, days: int, working: bool, statutory: bool, closed: Sequence[Closed] = ()) -> Deadline:
    """Count days from the day after `begun` and return the deadline: on an open day, unless it is statutory.

    With `working` only open days are counted; a statutory clock counts no closed periods of the unit as closed.
    """
    if days < 0:
        raise ValueError("a deadline does not lie before its beginning")
    if statutory:
        return Deadline(_count_working(begun, days, ()) if working else begun + days * _DAY)
    counted = _count_weekdays(begun, days) if working else begun + days * _DAY
    on = _first_open(_count_working(begun, days, closed) if working else counted, closed)
    if on == counted:
        return Deadline(on)
    first = begun + _DAY if working and days else counted
    return Deadline(on, _told(list(_stretch(first, on)), closed, away_from=counted, weekends=not (working and days)))


def days_between(first: date, last: date, *, working: bool, closed: Sequence[Closed] = ()) -> int:
    """Count the days from the day after `first` to `last`, negative when `last` lies before; with `working` only open ones."""
    if last < first:
        return -days_between(last, first, working=working, closed=closed)
    if not working:
        return (last - first).days
    return sum(is_open(day, closed) for day in _stretch(first + _DAY, last + _DAY))


def _stretch(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += _DAY


def _count_working(begun: date, days: int, closed: Sequence[Closed]) -> date:
    day = begun
    for _ in range(days):
        day = _first_open(day + _DAY, closed)
    return day


def _count_weekdays(begun: date, days: int) -> date:
    day = begun
    for _ in range(days):
        day += _DAY
        while day.weekday() >= _SATURDAY:
            day += _DAY
    return day


def _first_open(day: date, closed: Sequence[Closed]) -> date:
    while not is_open(day, closed):
        day += _DAY
    return day


def _told(days: Sequence[date], closed: Sequence[Closed], *, away_from: date, weekends: bool) -> Moved | None:
    """Return the most telling of the closed days passed over: the unit's own, else a holiday, else a weekend."""
    passed = [
        moved for day in days if (moved := why_closed(day, closed)) and (weekends or moved.why is not Why.WEEKEND)
    ]
    if not passed:
        return None
    told = max(passed, key=lambda moved: list(Why).index(moved.why))
    return Moved(away_from, told.why, told.holiday, told.words)

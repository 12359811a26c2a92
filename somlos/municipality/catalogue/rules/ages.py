"""Ages in months, and the bands the signs are sorted in."""

from datetime import date
from enum import StrEnum

_BORN_BY_TERM = -9


class AgeBand(StrEnum):
    """A stretch of growing up; its end is exclusive, so nobody is in two."""

    FIRST_YEAR = "first_year"
    FROM_1 = "from_1"
    FROM_3 = "from_3"
    FROM_6 = "from_6"
    FROM_10 = "from_10"
    FROM_13 = "from_13"
    FROM_16 = "from_16"
    FROM_18 = "from_18"


# "Child" means from pregnancy to 24 (BTI's target group).
MONTHS = {
    AgeBand.FIRST_YEAR: range(_BORN_BY_TERM, 12),
    AgeBand.FROM_1: range(12, 36),
    AgeBand.FROM_3: range(36, 72),
    AgeBand.FROM_6: range(72, 120),
    AgeBand.FROM_10: range(120, 156),
    AgeBand.FROM_13: range(156, 192),
    AgeBand.FROM_16: range(192, 216),
    AgeBand.FROM_18: range(216, 300),
}


def age_in_months(born: date, on: date) -> int:
    """Count the whole months since birth; below zero before an expected birth."""
    months = (on.year - born.year) * 12 + on.month - born.month
    return months - 1 if on.day < born.day else months


def band_at(months: int) -> AgeBand | None:
    """Find the band of an age; None when the person has grown out of the catalogue."""
    if months < 0:
        return AgeBand.FIRST_YEAR
    return next((band for band, span in MONTHS.items() if months in span), None)


def years(band: AgeBand) -> tuple[int, int]:
    """Return the first and the last year of a band, both in it."""
    span = MONTHS[band]
    return max(span.start, 0) // 12, (span.stop - 1) // 12

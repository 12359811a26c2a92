"""What organisations decide from facts in hand: days and deadlines, units, posts."""

from somlos.foundation.organisations.rules.calendar import Closed, Deadline, Moved, days_between, deadline, is_open
from somlos.foundation.organisations.rules.tree import (
    LEVELS,
    Away,
    Ownership,
    Role,
    UnitKind,
    WhyNot,
    why_not_away,
    why_not_close,
    why_not_employ,
    why_not_open_unit,
)

__all__ = [
    "LEVELS",
    "Away",
    "Closed",
    "Deadline",
    "Moved",
    "Ownership",
    "Role",
    "UnitKind",
    "WhyNot",
    "days_between",
    "deadline",
    "is_open",
    "why_not_away",
    "why_not_close",
    "why_not_employ",
    "why_not_open_unit",
]

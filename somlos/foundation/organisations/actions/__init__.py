"""What one can do here: found a municipality, open a unit, employ, be away, close."""

from somlos.foundation.organisations.actions.founding import Founded, found_municipality
from somlos.foundation.organisations.actions.posts import be_away, employ, end_employment, take_back_absence
from somlos.foundation.organisations.actions.units import close_period, name_levels, open_unit, take_back_period

__all__ = [
    "Founded",
    "be_away",
    "close_period",
    "employ",
    "end_employment",
    "found_municipality",
    "name_levels",
    "open_unit",
    "take_back_absence",
    "take_back_period",
]

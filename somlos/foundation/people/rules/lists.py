"""What stands in the way of a list."""

from datetime import date, timedelta

from somlos.foundation.people.rules.children import WhyNot

LONGEST_LIST_NAME = 80
LONGEST_LIST = timedelta(days=400)


def why_not_make_list(name: str, *, starts: date, ends: date, today: date) -> WhyNot | None:
    """Tell why a list cannot be made so; None when it can."""
    if not name:
        return WhyNot.NO_NAME
    if len(name) > LONGEST_LIST_NAME:
        return WhyNot.TOO_LONG
    if ends <= starts:
        return WhyNot.ENDS_BEFORE_IT_STARTS
    if ends <= today:
        return WhyNot.LIST_ENDED
    return WhyNot.TOO_LONG_TIME if ends - max(starts, today) > LONGEST_LIST else None

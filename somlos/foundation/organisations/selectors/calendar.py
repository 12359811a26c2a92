"""When a unit is closed, and how a moved deadline is told."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from somlos.foundation.organisations.models import ClosedPeriod
from somlos.foundation.organisations.rules.calendar import Closed, Deadline, Holiday, Why

_HOLIDAYS = {
    Holiday.NEW_YEARS_DAY: gettext_lazy("1. nyttårsdag"),
    Holiday.MAUNDY_THURSDAY: gettext_lazy("skjærtorsdag"),
    Holiday.GOOD_FRIDAY: gettext_lazy("langfredag"),
    Holiday.EASTER_SUNDAY: gettext_lazy("1. påskedag"),
    Holiday.EASTER_MONDAY: gettext_lazy("2. påskedag"),
    Holiday.LABOUR_DAY: gettext_lazy("1. mai"),
    Holiday.CONSTITUTION_DAY: gettext_lazy("17. mai"),
    Holiday.ASCENSION_DAY: gettext_lazy("Kristi himmelfartsdag"),
    Holiday.WHIT_SUNDAY: gettext_lazy("1. pinsedag"),
    Holiday.WHIT_MONDAY: gettext_lazy("2. pinsedag"),
    Holiday.CHRISTMAS_DAY: gettext_lazy("1. juledag"),
    Holiday.BOXING_DAY: gettext_lazy("2. juledag"),
}


def closed_days(unit_id: UUID | None, from_: date, to: date) -> tuple[Closed, ...]:
    """Return the closed periods of a unit between two days, for `rules.deadline`; none for who has no unit. One statement.

    Ask well past the day one counts to: a deadline moves to the end of a closed period.
    """
    if unit_id is None:
        return ()
    rows = ClosedPeriod.objects.filter(Q(unit=unit_id), starts__lte=to, ends__gt=from_).order_by("starts")
    return tuple(Closed(row.starts, row.ends, row.reason) for row in rows)


def said(day: date) -> str:
    """Return a day as pages say it: «tirsdag 19. mai»."""
    return date_format(day, "l j. F")


def why_moved(deadline: Deadline) -> str:
    """Tell in one sentence why a deadline is later than one would count; empty when it is not."""
    moved = deadline.moved_because
    if moved is None:
        return ""
    days = {"day": said(moved.away_from), "on": said(deadline.on)}
    match moved.why:
        case Why.WEEKEND:
            return _("Fristen er flyttet fra %(day)s til %(on)s, fordi det er helg.") % days
        case Why.HOLIDAY:
            name = _HOLIDAYS[moved.holiday] if moved.holiday else ""
            return _("Fristen er flyttet fra %(day)s til %(on)s på grunn av %(name)s.") % {**days, "name": name}
        case Why.UNIT_CLOSED:
            return _("Fristen er flyttet fra %(day)s til %(on)s, fordi enheten er stengt: %(reason)s.") % {
                **days,
                "reason": moved.words,
            }

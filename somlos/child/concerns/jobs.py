"""What happens to notes on a clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from somlos.child.concerns import notices, rules
from somlos.child.concerns.models import Note
from somlos.child.concerns.rules import UNDECIDED, Clock, NoteState
from somlos.foundation.notifications.actions import notify
from somlos.foundation.notifications.jobs import MORNING, every
from somlos.foundation.organisations.rules.calendar import Closed
from somlos.foundation.organisations.selectors import closed_days

_READ = "id compartment_id unit_id author_id saved_at state watched_until reminded_on leader_told_on".split()
_LOOK_AHEAD = timedelta(days=90)


@every(MORNING, errand="concerns.remind")
def remind(*, now: datetime) -> None:
    """Remind authors of notes that wait, and tell leaders that a note is late; once a note each (R1)."""
    today = timezone.localdate(now)
    authors, leaders = [], []
    for note, clock in _undecided(today):
        state = NoteState(note["state"])
        late = rules.what_is_late(state, clock, today=today)
        if late.author and not _was_reminded(note):
            kind = notices.TIME_TO_LOOK_AGAIN if state is NoteState.WATCHING else notices.TIME_TO_DISCUSS
            notify(kind, to=note["author_id"], about=note["compartment_id"], now=now)
            authors.append(note["id"])
        if late.leader and note["leader_told_on"] is None and (told := _who_is_told(note["compartment_id"])):
            notify(notices.A_NOTE_IS_LATE, to=told, now=now)
            leaders.append(note["id"])
    Note.objects.filter(id__in=authors).update(reminded_on=today)
    Note.objects.filter(id__in=leaders).update(leader_told_on=today)


def _undecided(today: date) -> Iterator[tuple[dict[str, Any], Clock]]:
    closed: dict[UUID, tuple[Closed, ...]] = {}
    for note in Note.objects.filter(state__in=[state.value for state in UNDECIDED]).values(*_READ).order_by("saved_at"):
        saved_on = timezone.localdate(note["saved_at"])
        if note["unit_id"] not in closed:
            closed[note["unit_id"]] = closed_days(note["unit_id"], saved_on, today + _LOOK_AHEAD)
        state, until = NoteState(note["state"]), note["watched_until"]
        yield note, rules.clock(state, saved_on=saved_on, watched_until=until, closed=closed[note["unit_id"]])


def _was_reminded(note: dict[str, Any]) -> bool:
    """Tell whether the author has been reminded of what waits now: of discussing, or of looking again."""
    reminded_on, until = note["reminded_on"], note["watched_until"]
    return reminded_on is not None and (until is None or reminded_on >= until)


def _who_is_told(circle: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select concerns.who_is_told(%s)", (circle,))
        return [row[0] for row in cursor.fetchall()]

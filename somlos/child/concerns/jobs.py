"""What happens to notes on a clock."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from somlos.child.concerns import notices, rules
from somlos.child.concerns.models import Note
from somlos.child.concerns.rules import UNDECIDED, NoteState
from somlos.foundation.notifications.actions import notify
from somlos.foundation.notifications.jobs import MORNING, every

_READ = ("id", "compartment_id", "unit_id", "author_id", "saved_at", "state", "watched_until", "reminded_on", "leader_told_on")


@every(MORNING, errand="concerns.remind")
def remind(*, now: datetime) -> None:
    """Remind authors of notes that wait, and tell leaders that a note is late; once a note each (R1)."""
    today = timezone.localdate(now)
    for note in Note.objects.filter(state__in=[state.value for state in UNDECIDED]).values(*_READ):
        saved_on = timezone.localdate(note["saved_at"])
        state, watched_until = NoteState(note["state"]), note["watched_until"]
        late = rules.what_is_late(state, saved_on=saved_on, watched_until=watched_until, today=today)
        if late.author and (note["reminded_on"] is None or (watched_until is not None and note["reminded_on"] < watched_until)):
            kind = notices.TIME_TO_LOOK_AGAIN if state is NoteState.WATCHING else notices.TIME_TO_DISCUSS
            notify(kind, to=note["author_id"], about=note["compartment_id"], now=now)
            Note.objects.filter(id=note["id"]).update(reminded_on=today)
        if late.leader and note["leader_told_on"] is None:
            leaders = _leaders(note["unit_id"])
            if leaders:
                notify(notices.A_NOTE_IS_LATE, to=leaders, now=now)
            Note.objects.filter(id=note["id"]).update(leader_told_on=today)


def _leaders(unit_id: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select concerns.leaders(%s)", (unit_id,))
        return [row[0] for row in cursor.fetchall()]

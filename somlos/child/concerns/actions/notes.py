"""Save a note, and correct what it says."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import history, policy, rules, selectors
from somlos.child.concerns.actions.places import NOTE_LASTS, locked, place_of, post_of, what_lies_in
from somlos.child.concerns.models import Note, NoteVersion
from somlos.child.concerns.rules import NoteState, WhyNot
from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record
from somlos.foundation.access.rules import Audience
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.selectors import words_of
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused

BASIS = "own_service_task"


@dataclass(frozen=True, slots=True)
class Words:
    """What an author writes: the day, what was seen, and what may wait (R11)."""

    noticed_on: date
    seen: str
    child_words: str = ""
    strengths: str = ""
    signs: Sequence[str] = ()
    scale: int | None = None


def save_note(warrant: Warrant, words: Words, *, once: UUID, now: datetime) -> UUID:
    """Save a wonder note in a circle of its own and return the circle; the same form posted again gives the same one."""
    warrant.must_cover(policy.START)
    if why := rules.why_not_noticed(words.noticed_on, today=timezone.localdate(now)):
        raise Refused(why)
    seat_id, unit_id = post_of(warrant.actor)
    place = place_of(warrant, once)
    match what_lies_in(place):
        case Audience.CIRCLE:
            return place
        case Audience.OWN:  # the form went the red path before it was saved
            place = new_id()
    circle = access.open_compartment(
        warrant,
        Audience.CIRCLE,
        kind=policy.AUTHOR,
        permission=policy.ADD,
        ends=now + NOTE_LASTS,
        purpose="wonder",
        compartment_id=place,
    )
    note = Note.objects.create(
        **circle.place,
        unit_id=unit_id,
        author_id=warrant.actor.user_id,
        author_seat=seat_id,
        basis=BASIS,
        noticed_on=words.noticed_on,
        saved_at=now,
        state=NoteState.OPEN,
        scale=words.scale,
    )
    _write_version(circle, note, words, number=1, now=now)
    record(circle, history.NOTE_SAVED, on=note, by_words=words_of(warrant.actor), now=now)
    return place


def add_version(warrant: Warrant, words: Words, *, after: int, now: datetime) -> None:
    """Correct what a note says, or add to it; refused when somebody wrote a version meanwhile."""
    warrant.must_cover(policy.ADD)
    note = locked(warrant)
    why = rules.why_not_write(NoteState(note.state))
    if why := why or rules.why_not_noticed(words.noticed_on, today=timezone.localdate(now)):
        raise Refused(why)
    if selectors.latest_number(note.id) != after:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    _write_version(warrant, note, words, number=after + 1, now=now)
    note.noticed_on, note.scale = words.noticed_on, words.scale
    note.save(update_fields=["noticed_on", "scale"])
    record(warrant, history.VERSION_ADDED, on=note, by_words=words_of(warrant.actor), now=now)


def _write_version(warrant: Warrant, note: Note, words: Words, *, number: int, now: datetime) -> None:
    NoteVersion.objects.create(
        **warrant.place,
        note=note,
        number=number,
        seen=words.seen,
        child_words=words.child_words or None,
        strengths=words.strengths or None,
        signs=json.dumps(list(words.signs)) if words.signs else None,
        written_at=now,
        written_by_id=warrant.actor.user_id,
    )

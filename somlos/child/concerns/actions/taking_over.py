"""A leader takes a note over whose author has left or is away."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import history, notices, policy, rules
from somlos.child.concerns.actions.places import NOTE_LASTS
from somlos.child.concerns.models import Note
from somlos.child.concerns.rules import NoteState, Takeover
from somlos.child.concerns.selectors import NoteAge
from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.selectors import who_can_see
from somlos.foundation.notifications.actions import notify
from somlos.foundation.organisations.selectors import words_of
from somlos.kernel.refusal import Refused


def take_over(actor: Actor, age: NoteAge, *, why: Takeover, now: datetime) -> UUID:
    """Take over a note of the unit with the reason, which is logged and told to its author (R1); returns its circle."""
    refusal = rules.why_not_take_over(
        why,
        author_is_there=age.author_is_there,
        author_is_away=age.author_is_away,
        rests_since=age.rests_since,
        today=timezone.localdate(now),
    )
    if refusal:
        raise Refused(refusal)
    access.take_over(age.place, reason=why, ends=now + NOTE_LASTS)
    warrant = access.open_door(actor, age.place, to=policy.ADD, now=now, purpose="taken_over")
    record(warrant, history.TAKEN_OVER, on_kind="note", by_words=words_of(actor), now=now, because=why)
    Note.objects.filter(compartment_id=age.place, state=NoteState.OPEN).update(state=NoteState.DISCUSSED)
    authors = {seen.user_id for seen in who_can_see(warrant) if seen.kind == policy.AUTHOR} - {actor.user_id}
    if authors:
        notify(notices.TAKEN_OVER, to=authors, about=age.place, now=now)
    return age.place

"""Take a note through the steps of the guide: discuss it, talk, decide."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import history, notices, policy, rules, selectors
from somlos.child.concerns.actions.places import DISCUSSION_LASTS, locked, post_of, step_of
from somlos.child.concerns.models import Note, NoteStep
from somlos.child.concerns.rules import Decision, NoteState, StepKind, WhyNot
from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record
from somlos.foundation.access.selectors import CanSee, who_can_see
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.notifications.actions import notify, settle
from somlos.foundation.organisations.selectors import team, words_of
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused

_SPOKEN = {StepKind.CHILD_TALK: history.CHILD_SPOKEN_WITH, StepKind.HOME_TALK: history.HOME_SPOKEN_WITH}
_DEALT_WITH = (notices.SOMEBODY_WANTS_TO_DISCUSS, notices.TIME_TO_DISCUSS, notices.TIME_TO_LOOK_AGAIN)


def discuss(warrant: Warrant, *, seat_id: UUID, now: datetime) -> None:
    """Bring one colleague of the service, or its leader, into the note: they see it from now on, for this note (R1)."""
    warrant.must_cover(policy.DISCUSS)
    note = locked(warrant)
    if why := rules.why_not_write(NoteState(note.state)):
        raise Refused(why)
    service = {each.seat_id: each for each in team(warrant.actor)}
    colleague = service.get(seat_id)
    if colleague is None or colleague.user_id == warrant.actor.user_id:
        raise Refused(WhyNot.NOT_A_COLLEAGUE)
    if any(seen.seat_id == seat_id for seen in who_can_see(warrant)):
        raise Refused(WhyNot.ALREADY_IN)
    access.relate(
        warrant,
        user_id=colleague.user_id,
        seat_id=seat_id,
        kind=policy.DECIDING_LEADER if colleague.leads else policy.DISCUSSANT,
        ends=now + DISCUSSION_LASTS,
        purpose="discuss",
    )
    if note.state == NoteState.OPEN:
        Note.objects.filter(id=note.id).update(state=NoteState.DISCUSSED)
    _write(warrant, note, StepKind.DISCUSSED, held_on=timezone.localdate(now), now=now, with_seat=seat_id)
    me = service[post_of(warrant.actor)[0]]
    record(warrant, history.DISCUSSED, on=note, by_words=me.words, now=now, colleague=colleague.name)
    notify(notices.SOMEBODY_WANTS_TO_DISCUSS, to=colleague.user_id, about=warrant.compartment_id, now=now)
    if note.reminded_on is not None:
        settle([notices.TIME_TO_DISCUSS], about=warrant.compartment_id, now=now)


def record_talk(
    warrant: Warrant, kind: StepKind, *, held_on: date, said: str, shared: str, once: UUID, now: datetime
) -> None:
    """Write down a talk with the child or the home, and what was agreed or is to be shared; the same form writes it once."""
    warrant.must_cover(policy.TALK)
    note, step_id = locked(warrant), step_of(warrant, once)
    if NoteStep.objects.filter(id=step_id).exists():
        return
    state, today = NoteState(note.state), timezone.localdate(now)
    if why := rules.why_not_talk(state, held_on, noticed_on=note.noticed_on, today=today):
        raise Refused(why)
    _write(warrant, note, kind, held_on=held_on, now=now, said=said, shared=shared, step_id=step_id)
    record(warrant, _SPOKEN[kind], on=note, by_words=words_of(warrant.actor), now=now)


def decide(warrant: Warrant, decision: Decision, *, reason: str, told: bool, now: datetime) -> None:
    """Decide what becomes of the note, author and leader together (R12); the worry scale is not kept (R11).

    A note put aside closes for everybody but its author (R13).
    """
    warrant.must_cover(policy.DECIDE)
    note = locked(warrant)
    circle = who_can_see(warrant)
    why = rules.why_not_decide(
        NoteState(note.state),
        decision,
        leader_is_in=selectors.leader_is_in(warrant, circle),
        watched=note.watched_until is not None,
        spoken_with=selectors.spoken_with(note.id),
        told=told,
    )
    if why:
        raise Refused(why)
    today = timezone.localdate(now)
    note.state, note.scale = rules.DECIDES[decision], None
    if decision is Decision.WATCH:
        note.watched_until = today + rules.WATCH_FOR
    else:
        note.decided_at, note.decided_by_id = now, warrant.actor.user_id
    if decision is Decision.PUT_ASIDE:
        note.erase_on = today + rules.KEEP_PUT_ASIDE
    note.save(update_fields=["state", "scale", "watched_until", "decided_at", "decided_by_id", "erase_on"])
    _write(warrant, note, StepKind.DECISION, held_on=today, now=now, said=reason, decision=decision)
    record(warrant, history.DECIDED[decision], on=note, by_words=words_of(warrant.actor), now=now, because=reason)
    _tell_the_other(warrant, circle, decision, now=now)
    settle(_DEALT_WITH, about=warrant.compartment_id, now=now)
    if decision is Decision.PUT_ASIDE:
        access.end_others(warrant, but=[policy.AUTHOR])


def _tell_the_other(warrant: Warrant, circle: Collection[CanSee], decision: Decision, *, now: datetime) -> None:
    """Tell the author what the leader decided, and the leader what the author did; a door that closes is not led to."""
    others = [seen for seen in circle if seen.user_id != warrant.actor.user_id]
    if authors := {seen.user_id for seen in others if seen.kind == policy.AUTHOR}:
        notify(notices.SOMETHING_IS_DECIDED, to=authors, about=warrant.compartment_id, now=now)
    if leaders := {seen.user_id for seen in others if seen.kind == policy.DECIDING_LEADER} - authors:
        if decision is Decision.PUT_ASIDE:
            notify(notices.A_NOTE_IS_PUT_ASIDE, to=leaders, now=now)
        else:
            notify(notices.SOMETHING_IS_DECIDED_TOGETHER, to=leaders, about=warrant.compartment_id, now=now)


def _write(
    warrant: Warrant,
    note: Note,
    kind: StepKind,
    *,
    held_on: date,
    now: datetime,
    said: str = "",
    shared: str = "",
    decision: str = "",
    with_seat: UUID | None = None,
    step_id: UUID | None = None,
) -> None:
    NoteStep.objects.create(
        **warrant.place,
        id=step_id or new_id(),
        note=note,
        kind=kind,
        step_version=selectors.version_of(warrant.actor, kind, today=timezone.localdate(now)),
        held_on=held_on,
        with_seat=with_seat,
        decision=decision,
        said=said or None,
        shared=shared or None,
        recorded_at=now,
        recorded_by_id=warrant.actor.user_id,
    )

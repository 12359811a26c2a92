"""The things one can do with a wonder note."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import history, notices, policy, rules, selectors
from somlos.child.concerns.models import Draft, Note, NoteStep, NoteVersion, RedText
from somlos.child.concerns.rules import Decision, NoteState, RedReason, StepKind, WhyNot
from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record
from somlos.foundation.access.rules import Actor, Audience
from somlos.foundation.access.selectors import my_facts, who_can_see
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.notifications.actions import notify
from somlos.foundation.organisations.selectors import colleagues, leader_of, words_of
from somlos.foundation.vault.keys import keyed_hash
from somlos.kernel.refusal import Refused

BASIS = "own_service_task"
NOTE_LASTS = timedelta(days=400)
DISCUSSION_LASTS = timedelta(days=90)
HELP_LASTS = timedelta(days=30)
RED_TEXT_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Words:
    """What an author writes: the day, what was seen, and what may wait (R11)."""

    noticed_on: date
    seen: str
    child_words: str = ""
    strengths: str = ""
    signs: Sequence[str] = ()
    scale: int | None = None


def _place_of(warrant: Warrant, once: UUID) -> UUID:
    """Return the circle a form posted once, twice or ten times ends in: bound to author and child."""
    said = f"{warrant.actor.user_id}|{warrant.subject_id}|{once}"
    return UUID(bytes=keyed_hash("circle", said)[:16], version=4)


def save_note(warrant: Warrant, words: Words, *, once: UUID, now: datetime) -> UUID:
    """Save a wonder note in a circle of its own and return the circle; the same form posted again gives the same one."""
    warrant.must_cover(policy.START)
    if why := rules.why_not_noticed(words.noticed_on, today=timezone.localdate(now)):
        raise Refused(why)
    place = _place_of(warrant, once)
    if my_facts(place).held:
        return place
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
        unit_id=warrant.actor.unit_id,
        author_id=warrant.actor.user_id,
        author_seat=warrant.actor.seat_id,
        basis=BASIS,
        noticed_on=words.noticed_on,
        saved_at=now,
        state=NoteState.OPEN,
        scale=words.scale,
    )
    _write_version(circle, note, words, number=1, now=now)
    record(circle, history.NOTE_SAVED, on=note, by_words=words_of(warrant.actor), now=now)
    _use_up_draft(warrant, now=now)
    return place


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


def add_version(warrant: Warrant, words: Words, *, after: int, now: datetime) -> None:
    """Correct what a note says; refused when somebody wrote a version meanwhile."""
    warrant.must_cover(policy.ADD)
    note = _locked(warrant)
    if why := rules.why_not_add(NoteState(note.state)):
        raise Refused(why)
    if selectors.latest_number(warrant, note.id) != after:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    _write_version(warrant, note, words, number=after + 1, now=now)
    record(warrant, history.VERSION_ADDED, on=note, by_words=words_of(warrant.actor), now=now)


def keep_draft(warrant: Warrant, words: Mapping[str, object], *, now: datetime) -> None:
    """Keep what was typed about this child, for the author alone; a former draft gives way."""
    warrant.must_cover(policy.START)
    own = _own_draft(warrant) or access.open_compartment(
        warrant, Audience.OWN, kind=policy.OWNER, permission=policy.KEEP, ends=now + NOTE_LASTS, purpose="draft"
    )
    Draft.objects.filter(compartment_id=own.compartment_id, live=True).update(live=False)
    Draft.objects.create(**own.place, author_id=warrant.actor.user_id, words=json.dumps(dict(words)), written_at=now)


def keep_typed(actor: Actor | None, place: UUID, words: Mapping[str, object], *, now: datetime) -> None:
    """Keep the text of a form that had errors, after its own transaction was rolled back (W9)."""
    warrant = access.open_door(actor, place, to=policy.START, now=now)
    keep_draft(warrant, words, now=now)


def throw_draft(warrant: Warrant, *, now: datetime) -> None:
    """Throw away what was typed about this child and not saved."""
    warrant.must_cover(policy.START)
    _use_up_draft(warrant, now=now)


def _own_draft(warrant: Warrant) -> Warrant | None:
    place = selectors.place_of_draft(warrant.subject_id)
    return access.open_door(warrant.actor, place, to=policy.KEEP, now=warrant.at, purpose="draft") if place else None


def _use_up_draft(warrant: Warrant, *, now: datetime) -> None:
    own = _own_draft(warrant)
    if own is not None:
        Draft.objects.filter(compartment_id=own.compartment_id, live=True).update(live=False)


def discuss(warrant: Warrant, *, seat_id: UUID, step_version: UUID | None, now: datetime) -> None:
    """Bring one colleague of the service, or its leader, into the note: they see it from now on, for this note (R1)."""
    warrant.must_cover(policy.DISCUSS)
    note = _locked(warrant)
    if why := rules.why_not_discuss(NoteState(note.state)):
        raise Refused(why)
    colleague = next((c for c in colleagues(warrant.actor) if c.seat_id == seat_id), None)
    if colleague is None:
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
    _write_step(warrant, note, StepKind.DISCUSSED, held_on=timezone.localdate(now), step_version=step_version, now=now, with_seat=seat_id)
    record(warrant, history.DISCUSSED, on=note, by_words=words_of(warrant.actor), now=now, colleague=colleague.name)
    notify(notices.SOMEBODY_WANTS_TO_DISCUSS, to=colleague.user_id, about=warrant.compartment_id, now=now)


def record_talk(
    warrant: Warrant, kind: StepKind, *, held_on: date, said: str, shared: str, step_version: UUID | None, now: datetime
) -> None:
    """Write down a talk with the child or the home, and what of it is to be shared."""
    warrant.must_cover(policy.TALK)
    note = _locked(warrant)
    today = timezone.localdate(now)
    if why := rules.why_not_talk(NoteState(note.state), held_on, noticed_on=note.noticed_on, today=today):
        raise Refused(why)
    _write_step(warrant, note, kind, held_on=held_on, step_version=step_version, now=now, said=said, shared=shared)
    spoken = history.CHILD_SPOKEN_WITH if kind is StepKind.CHILD_TALK else history.HOME_SPOKEN_WITH
    record(warrant, spoken, on=note, by_words=words_of(warrant.actor), now=now)


def decide(
    warrant: Warrant, decision: Decision, *, reason: str, told: bool, step_version: UUID | None, now: datetime
) -> None:
    """Decide what becomes of the note, author and leader together (R12); the worry scale is not kept (R11)."""
    warrant.must_cover(policy.DECIDE)
    note = _locked(warrant)
    seen_by = who_can_see(warrant)
    why = rules.why_not_decide(
        NoteState(note.state),
        decision,
        leader_is_in=selectors.leader_is_in(warrant, seen_by),
        watched=note.watched_until is not None,
        spoken_with=selectors.spoken_with(note.id),
        told=told,
    )
    if why:
        raise Refused(why)
    today = timezone.localdate(now)
    note.state = rules.DECIDES[decision]
    note.scale = None
    if decision is Decision.WATCH:
        note.watched_until = today + rules.WATCH_FOR
    else:
        note.decided_at, note.decided_by_id = now, warrant.actor.user_id
    if decision is Decision.PUT_ASIDE:
        note.erase_on = today + rules.KEEP_PUT_ASIDE
    note.save(update_fields=["state", "scale", "watched_until", "decided_at", "decided_by_id", "erase_on"])
    _write_step(
        warrant, note, StepKind.DECISION, held_on=today, step_version=step_version, now=now, said=reason, decision=decision
    )
    record(warrant, history.DECIDED, on=note, by_words=words_of(warrant.actor), now=now, decision=decision.value)
    if decision is Decision.PUT_ASIDE:
        # One's own last: without it one may not end the others'.
        for seen in sorted(seen_by, key=lambda each: each.user_id == warrant.actor.user_id):
            if seen.kind != policy.AUTHOR:
                access.end_relation(seen.relation_id)


def _write_step(
    warrant: Warrant,
    note: Note,
    kind: StepKind,
    *,
    held_on: date,
    step_version: UUID | None,
    now: datetime,
    said: str = "",
    shared: str = "",
    decision: str = "",
    with_seat: UUID | None = None,
) -> None:
    NoteStep.objects.create(
        **warrant.place,
        note=note,
        kind=kind,
        step_version=step_version,
        held_on=held_on,
        with_seat=with_seat,
        decision=decision,
        said=said or None,
        shared=shared or None,
        recorded_at=now,
        recorded_by_id=warrant.actor.user_id,
    )


def _locked(warrant: Warrant) -> Note:
    return Note.objects.select_for_update().get(compartment_id=warrant.compartment_id)


def take_over(actor: Actor, place: UUID, *, reason: str, now: datetime) -> None:
    """Take over a note of the unit whose author has left or is away; the reason is logged (R1)."""
    access.take_over(place, reason=reason, ends=now + NOTE_LASTS)
    warrant = access.open_door(actor, place, to=policy.ADD, now=now, purpose="taken_over")
    record(warrant, history.TAKEN_OVER, on_kind="note", by_words=words_of(actor), now=now, because=reason)


# The red path


def keep_red(warrant: Warrant, words: Mapping[str, object], *, reason: RedReason, now: datetime) -> UUID:
    """Move what was typed about a child at once to a compartment with the author alone, and return it (R2)."""
    warrant.must_cover(policy.START)
    place = _write_red(warrant, words, reason=reason, now=now)
    _use_up_draft(warrant, now=now)
    return place


def move_to_red(warrant: Warrant, *, reason: RedReason, now: datetime) -> UUID:
    """Take a saved note out of everybody's sight but the author's, and return where its words now lie (R2)."""
    warrant.must_cover(policy.MOVE)
    note = _locked(warrant)
    if note.state == NoteState.RED_PATH:
        raise Refused(WhyNot.ON_RED_PATH)
    place = _write_red(warrant, selectors.words_of_note(warrant, note.id), reason=reason, now=now)
    Note.objects.filter(id=note.id).update(state=NoteState.RED_PATH, scale=None)
    record(warrant, history.MOVED_TO_RED_PATH, on=note, by_words=words_of(warrant.actor), now=now)
    for seen in who_can_see(warrant):
        if seen.user_id != warrant.actor.user_id:
            access.end_relation(seen.relation_id)
    return place


def _write_red(warrant: Warrant, words: Mapping[str, object], *, reason: RedReason, now: datetime) -> UUID:
    own = access.open_compartment(
        warrant, Audience.OWN, kind=policy.OWNER, permission=policy.KEEP, ends=now + NOTE_LASTS, purpose="red_path"
    )
    text = RedText.objects.create(
        **own.place,
        author_id=warrant.actor.user_id,
        unit_id=warrant.actor.unit_id,
        reason=reason,
        words=json.dumps(dict(words)),
        moved_at=now,
        erase_on=timezone.localdate(now) + RED_TEXT_LASTS,
    )
    record(own, history.RED_TEXT_KEPT, on=text, by_words=words_of(warrant.actor), now=now)
    _tell_leader(warrant.actor, now=now)
    return own.compartment_id


def _tell_leader(actor: Actor, *, now: datetime) -> None:
    """Inform the leader that the red path was taken in the unit; never asked for leave, never told about whom."""
    leader = leader_of(actor.unit_id) if actor.unit_id else None
    if leader is not None and leader.user_id != actor.user_id:
        notify(notices.RED_PATH_TAKEN, to=leader.user_id, now=now)


def add_helper(warrant: Warrant, *, seat_id: UUID, now: datetime) -> None:
    """Let one colleague read a text on the red path, for thirty days."""
    warrant.must_cover(policy.ADD_HELPER)
    colleague = next((c for c in colleagues(warrant.actor) if c.seat_id == seat_id), None)
    if colleague is None:
        raise Refused(WhyNot.NOT_A_COLLEAGUE)
    if any(seen.seat_id == seat_id for seen in who_can_see(warrant)):
        raise Refused(WhyNot.ALREADY_IN)
    access.relate(
        warrant, user_id=colleague.user_id, seat_id=seat_id, kind=policy.HELPER, ends=now + HELP_LASTS, purpose="red_path"
    )
    record(warrant, history.HELPER_ADDED, on_kind="redtext", by_words=words_of(warrant.actor), now=now, colleague=colleague.name)


def lift_red(warrant: Warrant, *, asked: str, reason: str, now: datetime) -> None:
    """Lift the red path, as a named person who has asked child welfare or the police, with the reason (R2)."""
    warrant.must_cover(policy.LIFT)
    changed = RedText.objects.filter(compartment_id=warrant.compartment_id, lifted_at=None).update(
        lifted_at=now, lifted_by_id=warrant.actor.user_id
    )
    if not changed:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    record(
        warrant, history.RED_PATH_LIFTED, on_kind="redtext", by_words=words_of(warrant.actor), now=now, because=reason, asked=asked
    )

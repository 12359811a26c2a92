"""The red path (R2): what was written moves at once to its author alone."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import history, notices, policy, rules, selectors
from somlos.child.concerns.actions.drafts import put_beside_draft
from somlos.child.concerns.actions.places import (
    HELP_LASTS,
    NOTE_LASTS,
    open_own,
    place_of,
    post_of,
    what_lies_in,
)
from somlos.child.concerns.models import Note, RedText
from somlos.child.concerns.rules import NoteState, WhyNot
from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record
from somlos.foundation.access.rules import Actor, Audience, decide
from somlos.foundation.access.selectors import my_facts, who_can_see
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.notifications.actions import notify
from somlos.foundation.organisations.selectors import Colleague, leader_of, team, words_of
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused


def keep_red(warrant: Warrant, words: Mapping[str, object], *, once: UUID | None, now: datetime) -> UUID:
    """Move what was typed about a child at once to a place with the author alone, and return it; a second press moves nothing."""
    warrant.must_cover(policy.START)
    place = place_of(warrant, once) if once else new_id()
    match what_lies_in(place):
        case Audience.OWN:
            return place
        case Audience.CIRCLE:  # the form was saved before it went the red path
            place = new_id()
    return _write(warrant, words, service=team(warrant.actor), now=now, place=place)


def move_to_red(warrant: Warrant, *, now: datetime) -> UUID:
    """Move what a saved note says to a place with the author alone, shut the note for everybody else, and return the place.

    What is left of the note is erased the next night.
    """
    warrant.must_cover(policy.MOVE)
    today = timezone.localdate(now)
    here = Note.objects.filter(compartment_id=warrant.compartment_id).exclude(state=NoteState.RED_PATH)
    if not here.update(state=NoteState.RED_PATH, scale=None, erase_on=today):
        raise Refused(WhyNot.ON_RED_PATH)
    service = team(warrant.actor)
    words = selectors.words_to_move(warrant, service)
    place = _write(warrant, words, service=service, now=now)
    access.end_others(warrant)
    return place


def _write(
    warrant: Warrant,
    words: Mapping[str, object],
    *,
    service: Iterable[Colleague],
    now: datetime,
    place: UUID | None = None,
) -> UUID:
    seat_id, unit_id = post_of(warrant.actor)
    own = open_own(warrant, purpose="red_path", ends=now + NOTE_LASTS, place=place)
    text = RedText.objects.create(
        **own.place,
        author_id=warrant.actor.user_id,
        unit_id=unit_id,
        words=json.dumps({name: said for name, said in words.items() if name not in {"once", "scale"}}),
        moved_at=now,
        erase_on=timezone.localdate(now) + rules.KEEP_RED_TEXT,
    )
    by_seat = {each.seat_id: each for each in service}
    record(own, history.RED_TEXT_KEPT, on=text, by_words=by_seat[seat_id].words, now=now)
    _tell_leader(warrant.actor, by_seat, unit_id, now=now)
    return own.compartment_id


def _tell_leader(actor: Actor, by_seat: Mapping[UUID, Colleague], unit_id: UUID, *, now: datetime) -> None:
    """Inform the leader, and who stands in for a leader that is away (R17); never asked for leave, never told about whom."""
    leaders = [each for each in by_seat.values() if each.leads] or [each for each in [leader_of(unit_id)] if each]
    deputies = [by_seat.get(each.deputy_id) for each in leaders if each.is_away and each.deputy_id]
    told = {each.user_id for each in [*leaders, *deputies] if each} - {actor.user_id}
    if told:
        notify(notices.RED_PATH_TAKEN, to=told, now=now)


def add_helper(warrant: Warrant, *, seat_id: UUID, now: datetime) -> None:
    """Let one colleague read a text on the red path, for thirty days."""
    warrant.must_cover(policy.ADD_HELPER)
    _must_be_there(warrant)
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
        kind=policy.HELPER,
        ends=now + HELP_LASTS,
        purpose="red_path",
    )
    record(
        warrant,
        history.HELPER_ADDED,
        on_kind="redtext",
        by_words=words_of(warrant.actor),
        now=now,
        colleague=colleague.name,
    )
    notify(notices.LETS_YOU_READ, to=colleague.user_id, about=warrant.compartment_id, now=now)


def lift_red(warrant: Warrant, *, asked: str, reason: str, now: datetime) -> bool:
    """Lift the red path, as a named person who has asked child welfare or the police, with the reason.

    The words go back to the author's draft about the child, and what lay here is erased the next night. Tells whether they
    did: whoever may no longer write about the child keeps them here, for as long as their own rule says.
    """
    warrant.must_cover(policy.LIFT)
    text = _must_be_there(warrant)
    goes_back = decide(policy.START, my_facts(warrant.identity_id).held, now=now).allowed
    if goes_back:
        put_beside_draft(warrant, selectors.as_draft(text), now=now)
        text.erase_on = timezone.localdate(now)
    text.lifted_at, text.lifted_by_id = now, warrant.actor.user_id
    text.save(update_fields=["lifted_at", "lifted_by_id", "erase_on"])
    record(
        warrant,
        history.RED_PATH_LIFTED,
        on_kind="redtext",
        by_words=words_of(warrant.actor),
        now=now,
        because=reason,
        asked=asked,
    )
    access.end_others(warrant)
    return goes_back


def _must_be_there(warrant: Warrant) -> RedText:
    text = RedText.objects.select_for_update().filter(compartment_id=warrant.compartment_id).first()
    if text is None or text.lifted_at is not None:
        raise Refused(WhyNot.LIFTED)
    return text

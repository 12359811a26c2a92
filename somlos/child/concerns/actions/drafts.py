"""What was typed and not saved: kept for its author, in this child's form and no other."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from somlos.child.concerns import policy, selectors
from somlos.child.concerns.actions.places import NOTE_LASTS, open_own, place_of, what_lies_in
from somlos.child.concerns.models import Draft
from somlos.child.concerns.rules import WhyNot
from somlos.foundation.access import actions as access
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused


def keep_draft(warrant: Warrant, words: Mapping[str, object], *, once: UUID | None, now: datetime) -> None:
    """Keep what was typed about this child, for the author alone; a former draft gives way.

    Refused when the same form has been saved: a draft that comes late is not to lie there again.
    """
    warrant.must_cover(policy.START)
    once = once or new_id()
    if what_lies_in(place_of(warrant, once)):
        raise Refused(WhyNot.SAVED_ALREADY)
    place = selectors.place_of_draft(warrant.subject_id)
    _write(_own(warrant, place, now=now), words, once=once, now=now, instead=place is not None)


def keep_typed(
    actor: Actor | None, place: UUID, words: Mapping[str, object], *, once: UUID | None, now: datetime
) -> None:
    """Keep the text of a form that had errors, after its own transaction was rolled back (W9)."""
    warrant = access.open_door(actor, place, to=policy.START, now=now, purpose="draft")
    keep_draft(warrant, words, once=once, now=now)


def put_beside_draft(warrant: Warrant, words: Mapping[str, object], *, now: datetime) -> None:
    """Put a text into one's own draft about the child, after what lies there already."""
    place = selectors.place_of_draft(warrant.subject_id)
    own = _own(warrant, place, now=now)
    there = selectors.draft_in(place) if place else None
    words = selectors.joined(there.words, words) if there else words
    _write(own, words, once=new_id(), now=now, instead=there is not None)


def throw_draft(warrant: Warrant, *, now: datetime) -> None:
    """Throw away what was typed about this child and not saved."""
    warrant.must_cover(policy.START)
    place = selectors.place_of_draft(warrant.subject_id)
    if place is not None:
        _end(_own(warrant, place, now=now))


def _own(warrant: Warrant, place: UUID | None, *, now: datetime) -> Warrant:
    """Open the place of one's own drafts about the child, for the first time or again."""
    if place is None:
        return open_own(warrant, purpose="draft", ends=now + NOTE_LASTS)
    return access.open_door(warrant.actor, place, to=policy.KEEP, now=now, purpose="draft")


def _write(own: Warrant, words: Mapping[str, object], *, once: UUID, now: datetime, instead: bool) -> None:
    if instead:
        _end(own)
    Draft.objects.create(
        **own.place,
        author_id=own.actor.user_id,
        becomes=place_of(own, once),
        words=json.dumps({**words, "once": str(once)}),
        written_at=now,
    )


def _end(own: Warrant) -> None:
    Draft.objects.filter(compartment_id=own.compartment_id, live=True).update(live=False)

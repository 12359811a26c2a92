"""What was typed and not saved: kept for its author, in this child's form and no other."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from somlos.child.concerns import policy, selectors
from somlos.child.concerns.actions.places import NOTE_LASTS, circle_of, is_saved, open_own, use_up_draft
from somlos.child.concerns.models import Draft
from somlos.child.concerns.rules import WhyNot
from somlos.foundation.access import actions as access
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.refusal import Refused


def keep_draft(warrant: Warrant, words: Mapping[str, object], *, once: UUID | None, now: datetime) -> None:
    """Keep what was typed about this child, for the author alone; a former draft gives way.

    Refused when the same form has been saved: a draft that comes late is not to lie there again.
    """
    warrant.must_cover(policy.START)
    if once is not None and is_saved(circle_of(warrant, once)):
        raise Refused(WhyNot.SAVED_ALREADY)
    place = selectors.place_of_draft(warrant.subject_id)
    if place is None:
        own = open_own(warrant, purpose="draft", ends=now + NOTE_LASTS)
    else:
        own = access.open_door(warrant.actor, place, to=policy.KEEP, now=now, purpose="draft")
        Draft.objects.filter(compartment_id=place, live=True).update(live=False)
    Draft.objects.create(**own.place, author_id=warrant.actor.user_id, words=json.dumps(dict(words)), written_at=now)


def keep_typed(
    actor: Actor | None, place: UUID, words: Mapping[str, object], *, once: UUID | None, now: datetime
) -> None:
    """Keep the text of a form that had errors, after its own transaction was rolled back (W9)."""
    warrant = access.open_door(actor, place, to=policy.START, now=now, purpose="draft")
    keep_draft(warrant, words, once=once, now=now)


def throw_draft(warrant: Warrant) -> None:
    """Throw away what was typed about this child and not saved."""
    warrant.must_cover(policy.START)
    use_up_draft(warrant.subject_id)

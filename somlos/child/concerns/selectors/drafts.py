"""What an author has typed and not saved; one's own, about one child."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from somlos.child.concerns import policy
from somlos.child.concerns.models import Draft
from somlos.foundation.access.actions import open_door
from somlos.foundation.access.selectors import my_facts
from somlos.foundation.access.warrants import Warrant


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What an author has typed and not saved: the form's fields, and when."""

    words: Mapping[str, object]
    written_at: datetime


def place_of_draft(subject_id: UUID) -> UUID | None:
    """Return where the caller's own drafts about a child lie; None when there has been none. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("select access.own_place(%s, 'draft')", (subject_id,))
        row = cursor.fetchone()
    return row[0] if row else None


def kept_draft(warrant: Warrant) -> KeptDraft | None:
    """Return the caller's own draft about the child the warrant opened; None when there is none. One statement, or five."""
    place = place_of_draft(warrant.subject_id)
    if place is None:
        return None
    open_door(warrant.actor, place, to=policy.READ_OWN, now=warrant.at, purpose="draft")
    return draft_in(place)


def draft_in(place: UUID) -> KeptDraft | None:
    """Return the draft that lies in a place that has been opened; None when its form has become something. Two statements."""
    row = Draft.objects.filter(compartment_id=place, live=True).order_by("-written_at").first()
    if row is None or my_facts(row.becomes).held:
        return None
    return KeptDraft(json.loads(row.words), row.written_at)


_TEXTS = ("seen", "child_words", "strengths")


def joined(there: Mapping[str, object], words: Mapping[str, object]) -> dict[str, object]:
    """Return two drafts as one: each text after the other, and of the rest what lay there first."""
    texts = {name: "\n\n".join(str(each[name]) for each in (there, words) if each.get(name)) for name in _TEXTS}
    return {**words, **there, **{name: text for name, text in texts.items() if text}}

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
    """Return the caller's own draft about the child the warrant opened; None when there is none. One statement, or four."""
    place = place_of_draft(warrant.subject_id)
    if place is None:
        return None
    open_door(warrant.actor, place, to=policy.READ_OWN, now=warrant.at, purpose="draft")
    row = Draft.objects.filter(compartment_id=place, live=True).order_by("-written_at").first()
    return KeptDraft(json.loads(row.words), row.written_at) if row else None

"""Where things lie: a note's circle, an author's own place, and the post one writes at."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from somlos.child.concerns import policy
from somlos.child.concerns.models import Note
from somlos.foundation.access import actions as access
from somlos.foundation.access.rules import Actor, Audience, Because
from somlos.foundation.access.selectors import my_facts
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.vault.keys import keyed_hash
from somlos.kernel.refusal import Refused

NOTE_LASTS = timedelta(days=400)
DISCUSSION_LASTS = timedelta(days=90)
HELP_LASTS = timedelta(days=30)


def post_of(actor: Actor) -> tuple[UUID, UUID]:
    """Return the post one writes at and the service it is in; refuse who has none."""
    if actor.seat_id is None or actor.unit_id is None:
        raise Refused(Because.NO_RELATION)
    return actor.seat_id, actor.unit_id


def place_of(warrant: Warrant, once: UUID) -> UUID:
    """Return the place a form posted once, twice or ten times ends in: bound to author and child."""
    said = f"{warrant.actor.user_id}|{warrant.subject_id}|{once}"
    return UUID(bytes=keyed_hash("circle", said)[:16], version=4)


def step_of(warrant: Warrant, once: UUID) -> UUID:
    """Return the id of the step a form posted once, twice or ten times is written as: bound to who writes, and to the note."""
    said = f"{warrant.actor.user_id}|{warrant.compartment_id}|{once}"
    return UUID(bytes=keyed_hash("step", said)[:16], version=4)


def what_lies_in(place: UUID) -> str:
    """Return the audience of what a form has become, empty when nothing; whoever else posts it just now is waited for."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (str(place),))
    return my_facts(place).audience


def open_own(warrant: Warrant, *, purpose: str, ends: datetime, place: UUID | None = None) -> Warrant:
    """Open a place of one's own about the child: a draft's, or a text's on the red path."""
    return access.open_compartment(
        warrant,
        Audience.OWN,
        kind=policy.OWNER,
        permission=policy.KEEP,
        ends=ends,
        purpose=purpose,
        compartment_id=place,
    )


def locked(warrant: Warrant) -> Note:
    """Return the note that lies in the circle, so that nobody else changes it meanwhile."""
    return Note.objects.select_for_update().get(compartment_id=warrant.compartment_id)

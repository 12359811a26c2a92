"""History of a child read back as people would tell it."""

from uuid import UUID

from django.db.models.expressions import RawSQL

from somlos.foundation.access import actions as access
from somlos.foundation.audit.models import Event
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.organisations.tests.stories import told
from somlos.foundation.people import policy


def story_of(here: Fjordvik, who: str, place: UUID) -> list[str]:
    """Return what has happened in a child's identity compartment, as somebody who may see it reads it."""
    with here.sits(who) as actor:
        access.open_door(actor, place, to=policy.READ, now=here.now)
        return [told(event) for event in Event.objects.filter(compartment_id=place).order_by(RawSQL("written", ()))]

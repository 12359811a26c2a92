"""History read back as people would tell it: the oracle of the tests of actions."""

import json

from django.db import transaction
from django.db.models.expressions import RawSQL

from somlos.foundation.access.history import Happening
from somlos.foundation.audit.models import Event
from somlos.foundation.organisations.tests.fjordvik import Fjordvik


def story_of(here: Fjordvik, *, who: str = "Anders") -> list[str]:
    """Return what has happened in the municipality that is about no child, in order."""
    with here.sits(who), transaction.atomic(using="auditor"):
        events = Event.objects.using("auditor").filter(box_id=here.municipality_id, compartment_id=None)
        return [told(event) for event in events.order_by(RawSQL("written", ()))]


def told(event: Event) -> str:
    """Return one sentence of history with the actor's first name."""
    words = {key: str(value) for key, value in json.loads(str(event.said)).items()}
    return str(Happening.all[event.kind].sentence).format(actor=str(event.actor_words).split()[0], **words)

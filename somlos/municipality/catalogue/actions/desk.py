"""What every action here asks first, and says last: for whom one publishes, and the sentence of history."""

from datetime import datetime
from uuid import UUID

from somlos.foundation.access.history import Happening, record_at_scope
from somlos.foundation.access.rules import Actor, Because, decide_role
from somlos.foundation.organisations.selectors import words_of
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue import policy


def desk_of(actor: Actor) -> UUID:
    """Return the municipality one publishes for, by a role in it."""
    decision = decide_role(policy.PUBLISH, actor.role)
    if not decision.allowed or actor.municipality_id is None:
        raise Refused(decision.because)
    return actor.municipality_id


def record(actor: Actor, happening: Happening, *, on: UUID, on_kind: str, now: datetime, **words: str) -> None:
    """Add a sentence to the municipality's history."""
    if actor.municipality_id is None:
        raise Refused(Because.NO_RELATION)
    record_at_scope(
        actor,
        happening,
        municipality_id=actor.municipality_id,
        on=on,
        on_kind=on_kind,
        by_words=words_of(actor),
        now=now,
        **words,
    )

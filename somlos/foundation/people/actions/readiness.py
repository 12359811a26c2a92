"""Getting ready for real people, and refusing them until then (R7)."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError
from django.db.transaction import atomic

from somlos.foundation.access.history import record_at_scope
from somlos.foundation.access.rules import Actor, decide_role
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import history, policy, selectors
from somlos.foundation.people.actions.rights import municipality_of, seat_of
from somlos.foundation.people.models import ReadinessStep
from somlos.foundation.people.rules import NotReady, Ready
from somlos.foundation.people.rules.readiness import WhyNotReady
from somlos.kernel.refusal import Refused


def must_be_ready(actor: Actor) -> None:
    """Refuse to store a child outside demo mode until the municipality has decided every step; says which are missing."""
    if settings.DEMO:
        return
    if left := selectors.missing_steps(municipality_of(actor)):
        raise NotReady(left)


@atomic
def switch_on(actor: Actor, step: Ready, *, now: datetime) -> None:
    """Say, with name and date, that the municipality has decided a step. It cannot be unsaid."""
    decision = decide_role(policy.SWITCH_ON, actor.role)
    if not decision.allowed:
        raise Refused(decision.because)
    home = municipality_of(actor)
    words = organisations.words_of(actor)
    try:
        with atomic():
            decided = ReadinessStep.objects.create(
                municipality_id=home, step=step, decided_at=now, decided_by_id=seat_of(actor), decided_by_words=words
            )
    except IntegrityError as error:
        raise Refused(WhyNotReady.ALREADY_DECIDED) from error
    record_at_scope(
        actor,
        history.READY,
        municipality_id=home,
        on=decided.id,
        on_kind="readinessstep",
        by_words=words,
        now=now,
        step=selectors.step_in_words(step),
    )

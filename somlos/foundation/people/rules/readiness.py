"""What a municipality decides before a real child is stored (R7)."""

from collections.abc import Collection
from enum import StrEnum

from somlos.kernel.refusal import Refused


class Ready(StrEnum):
    """One thing to decide, in the order one decides them."""

    DPIA_READ = "dpia_read"
    BASIS_CHOSEN = "basis_chosen"
    RETENTION_CHOSEN = "retention_chosen"
    CONSENT_TEXTS_APPROVED = "consent_texts_approved"
    ACCESS_REVIEWED = "access_reviewed"


class WhyNotReady(StrEnum):
    """Why a child is not stored, or a step is not switched on."""

    NOT_READY = "not_ready"
    ALREADY_DECIDED = "already_decided"


class NotReady(Refused):
    """A child was not stored, because the municipality has not decided all it must; says what is missing."""

    def __init__(self, steps: tuple[Ready, ...]) -> None:
        super().__init__(WhyNotReady.NOT_READY)
        self.missing = steps


def missing(decided: Collection[Ready]) -> tuple[Ready, ...]:
    """Return what is not decided yet, in order."""
    return tuple(step for step in Ready if step not in decided)

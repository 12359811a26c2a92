"""What a municipality has decided before a real child is stored (R7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from somlos.foundation.people.models import ReadinessStep
from somlos.foundation.people.rules import Ready, missing


@dataclass(frozen=True, slots=True)
class Decided:
    """One step, and who switched it on when; empty while nobody has."""

    step: Ready
    by: str = ""
    at: datetime | None = None


def steps(municipality_id: UUID) -> tuple[Decided, ...]:
    """Return every step in order, with who decided it. One statement."""
    rows = {row.step: row for row in ReadinessStep.objects.filter(municipality=municipality_id)}
    return tuple(
        Decided(step, cast(str, rows[step].decided_by_words), rows[step].decided_at) if step in rows else Decided(step)
        for step in Ready
    )


def missing_steps(municipality_id: UUID) -> tuple[Ready, ...]:
    """Return what the municipality has not decided yet, in order. One statement."""
    decided = ReadinessStep.objects.filter(municipality=municipality_id).values_list("step", flat=True)
    return missing({Ready(step) for step in decided})

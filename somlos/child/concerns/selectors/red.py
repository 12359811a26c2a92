"""A text on the red path, as its owner and those the owner lets read it see it (R2)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import policy
from somlos.child.concerns.models import NoteStep, RedText
from somlos.child.concerns.rules import Decision, StepKind
from somlos.child.concerns.selectors.notes import (
    InCircle,
    StepTaken,
    in_circle,
    latest_version,
    step_taken,
    words_of,
)
from somlos.foundation.access import selectors as access
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.selectors import Colleague, team
from somlos.foundation.people import selectors as people
from somlos.foundation.people.selectors import ChildCard

_FIELDS = ("seen", "child_words", "strengths", "noticed_on", "signs")


@dataclass(frozen=True, slots=True)
class RedPage:
    """A text on the red path."""

    place: UUID
    child: ChildCard
    noticed_on: str
    seen: str
    child_words: str
    strengths: str
    signs: tuple[str, ...]
    taken: tuple[StepTaken, ...]
    moved_on: date
    erase_on: date
    lifted_on: date | None
    is_owner: bool
    seen_by: tuple[InCircle, ...]
    may_ask: tuple[Colleague, ...]


def red_page(warrant: Warrant) -> RedPage | None:
    """Return a text on the red path; None when what was opened is a draft's place. Four statements."""
    row = RedText.objects.filter(compartment_id=warrant.compartment_id).first()
    if row is None:
        return None
    words = json.loads(row.words)
    seen_by = access.who_can_see(warrant)
    service = {each.seat_id: each for each in team(warrant.actor)}
    inside = {seen.seat_id for seen in seen_by}
    return RedPage(
        place=warrant.compartment_id,
        child=people.child_card(warrant),
        noticed_on=words.get("noticed_on", ""),
        seen=words.get("seen", ""),
        child_words=words.get("child_words", ""),
        strengths=words.get("strengths", ""),
        signs=tuple(words.get("signs", ())),
        taken=tuple(map(_read, words.get("steps", ()))),
        moved_on=timezone.localdate(row.moved_at),
        erase_on=row.erase_on,
        lifted_on=timezone.localdate(row.lifted_at) if row.lifted_at else None,
        is_owner=warrant.through == policy.OWNER.name,
        seen_by=tuple(in_circle(seen, service, warrant.actor) for seen in seen_by),
        may_ask=tuple(
            each for each in service.values() if each.seat_id not in inside and each.user_id != warrant.actor.user_id
        ),
    )


def words_to_move(warrant: Warrant, service: Iterable[Colleague]) -> dict[str, object]:
    """Return all that a note says, with the steps that were taken, as a text on the red path keeps it. Two statements."""
    version = latest_version(warrant.compartment_id)
    words, by_seat = words_of(version), {each.seat_id: each for each in service}
    steps = NoteStep.objects.filter(compartment_id=warrant.compartment_id).order_by("recorded_at")
    said = {
        "noticed_on": version.note.noticed_on.isoformat(),
        "seen": words.seen,
        "child_words": words.child_words,
        "strengths": words.strengths,
        "signs": list(words.signs),
        "steps": [_kept(step_taken(row, by_seat)) for row in steps],
    }
    return {name: value for name, value in said.items() if value}


def _kept(step: StepTaken) -> dict[str, str]:
    return {
        "kind": step.kind.value,
        "held_on": step.held_on.isoformat(),
        "colleague": step.colleague,
        "said": step.said,
        "shared": step.shared,
        "decision": step.decision.value if step.decision else "",
    }


def _read(kept: Mapping[str, str]) -> StepTaken:
    return StepTaken(
        kind=StepKind(kept["kind"]),
        held_on=date.fromisoformat(kept["held_on"]),
        colleague=kept["colleague"],
        said=kept["said"],
        shared=kept["shared"],
        decision=Decision(kept["decision"]) if kept["decision"] else None,
    )


def as_draft(text: RedText) -> dict[str, object]:
    """Return the words of a text as the fields of a draft."""
    words = json.loads(text.words)
    return {name: words[name] for name in _FIELDS if name in words}

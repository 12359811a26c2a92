"""A note as its page shows it, to those in its circle."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from somlos.child.concerns import policy, rules
from somlos.child.concerns.models import NoteStep, NoteVersion
from somlos.child.concerns.rules import UNDECIDED, Decision, NoteState, StepKind, WhyNot
from somlos.child.concerns.selectors.guide import Beside, beside_note
from somlos.foundation.access import selectors as access
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.selectors import CanSee
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.rules.calendar import Closed
from somlos.foundation.organisations.selectors import Colleague, team
from somlos.foundation.people import selectors as people
from somlos.foundation.people.selectors import ChildCard
from somlos.municipality.catalogue.rules.words import Language

_TALKS = (StepKind.CHILD_TALK, StepKind.HOME_TALK)


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What a note says in its newest version."""

    number: int
    seen: str
    child_words: str
    strengths: str
    signs: tuple[str, ...]
    written_at: datetime


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that was taken with a note."""

    kind: StepKind
    held_on: date
    colleague: str
    said: str
    shared: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class InCircle:
    """Somebody who sees the note, and until when; an author sees it until it is erased."""

    name: str
    title: str
    is_me: bool
    is_author: bool
    until: date


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note as its page shows it."""

    place: UUID
    child: ChildCard
    words: NoteWords
    state: NoteState
    noticed_on: date
    saved_on: date
    scale: int | None
    watched_until: date | None
    erase_on: date | None
    decision: StepTaken | None
    taken: tuple[StepTaken, ...]
    circle: tuple[InCircle, ...]
    may_ask: tuple[Colleague, ...]
    beside: Beside
    is_author: bool
    may_decide: bool
    why_not_decide: Mapping[Decision, WhyNot | None]
    spoken_with: frozenset[StepKind]

    @property
    def open(self) -> bool:
        """Tell whether the note is still undecided."""
        return self.state in UNDECIDED

    @property
    def moved(self) -> bool:
        """Tell whether what the note said has moved to the red path; what is left of it is shown no more."""
        return self.state is NoteState.RED_PATH


def note_page(warrant: Warrant, *, closed: Sequence[Closed], today: date, language: Language) -> NotePage:
    """Return a note with its child, its steps and those who see it. Six statements."""
    version = latest_version(warrant.compartment_id)
    note = version.note
    rows = list(NoteStep.objects.filter(compartment_id=warrant.compartment_id).order_by("recorded_at"))
    seen_by = access.who_can_see(warrant)
    service = {each.seat_id: each for each in team(warrant.actor)}
    taken = tuple(step_taken(row, service) for row in rows)
    state, saved_on = NoteState(note.state), timezone.localdate(note.saved_at)
    kinds = frozenset(step.kind for step in taken)
    spoken = kinds & frozenset(_TALKS)
    inside = {seen.seat_id for seen in seen_by}
    return NotePage(
        place=warrant.compartment_id,
        child=people.child_card(warrant),
        words=words_of(version),
        state=state,
        noticed_on=note.noticed_on,
        saved_on=saved_on,
        scale=note.scale,
        watched_until=note.watched_until,
        erase_on=note.erase_on,
        decision=next((step for step in reversed(taken) if step.decision is not None), None),
        taken=taken,
        circle=tuple(
            sorted((in_circle(seen, service, warrant.actor) for seen in seen_by), key=lambda one: not one.is_author)
        ),
        may_ask=tuple(
            each for each in service.values() if each.seat_id not in inside and each.user_id != warrant.actor.user_id
        ),
        beside=beside_note(
            warrant.actor,
            kinds if state not in UNDECIDED else kinds - {StepKind.DECISION},
            state,
            saved_on=saved_on,
            watched_until=note.watched_until,
            closed=closed,
            today=today,
            language=language,
        ),
        is_author=warrant.through == policy.AUTHOR.name,
        may_decide=warrant.through in {kind.name for kind in policy.DECIDE.opens_for},
        why_not_decide={
            decision: rules.why_not_decide(
                state,
                decision,
                leader_is_in=leader_is_in(warrant, seen_by),
                watched=note.watched_until is not None,
                spoken_with=spoken,
                told=True,
            )
            for decision in Decision
        },
        spoken_with=spoken,
    )


@dataclass(frozen=True, slots=True)
class NoteToCorrect:
    """A note as its author corrects it."""

    child: ChildCard
    words: NoteWords
    noticed_on: date
    scale: int | None


def note_to_correct(warrant: Warrant) -> NoteToCorrect:
    """Return what there is to correct in a note. Two statements."""
    version = latest_version(warrant.compartment_id)
    return NoteToCorrect(people.child_card(warrant), words_of(version), version.note.noticed_on, version.note.scale)


def latest_version(place: UUID) -> NoteVersion:
    """Return the newest version of the note in a circle, with the note. One statement."""
    return NoteVersion.objects.filter(compartment_id=place).select_related("note").order_by("-number")[0]


def words_of(row: NoteVersion) -> NoteWords:
    """Return what a version says."""
    signs = tuple(json.loads(row.signs)) if row.signs else ()
    return NoteWords(row.number, row.seen, row.child_words or "", row.strengths or "", signs, row.written_at)


def latest_number(note_id: UUID) -> int:
    """Return the number of the newest version of a note."""
    found = NoteVersion.objects.filter(note_id=note_id).order_by("-number")
    return found.values_list("number", flat=True)[0]


def step_taken(row: NoteStep, service: Mapping[UUID, Colleague]) -> StepTaken:
    """Return a step with the name of whom it was taken with, who is still in the service."""
    colleague = service.get(row.with_seat) if row.with_seat else None
    return StepTaken(
        kind=StepKind(row.kind),
        held_on=row.held_on,
        colleague=colleague.name if colleague else "",
        said=row.said or "",
        shared=row.shared or "",
        decision=Decision(row.decision) if row.decision else None,
    )


def in_circle(seen: CanSee, service: Mapping[UUID, Colleague], me: Actor) -> InCircle:
    """Return somebody who can see a compartment, by name when still in the service."""
    who = service.get(seen.seat_id) if seen.seat_id else None
    return InCircle(
        name=who.name if who else "",
        title=who.title if who else "",
        is_me=seen.user_id == me.user_id,
        is_author=seen.kind == policy.AUTHOR,
        until=timezone.localdate(seen.ends),
    )


def spoken_with(note_id: UUID) -> frozenset[StepKind]:
    """Tell which of child and home the author has spoken with about a note. One statement."""
    kinds = NoteStep.objects.filter(note_id=note_id, kind__in=_TALKS).values_list("kind", flat=True)
    return frozenset(StepKind(kind) for kind in kinds)


def leader_is_in(warrant: Warrant, seen_by: Collection[CanSee]) -> bool:
    """Tell whether the unit's leader is one of those who decide on a note: asked in, or taken over beside its author."""
    asked = any(seen.kind == policy.DECIDING_LEADER for seen in seen_by)
    took_over = sum(seen.kind == policy.AUTHOR for seen in seen_by) > 1
    return warrant.actor.role == "unit_leader" or asked or took_over

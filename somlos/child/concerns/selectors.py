"""What is shown of notes, to whom."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from somlos.child.concerns import policy, rules
from somlos.child.concerns.models import Draft, Note, NoteStep, NoteVersion, RedText
from somlos.child.concerns.rules import UNDECIDED, Decision, NoteState, RedReason, StepKind, WhyNot
from somlos.foundation.access import selectors as access
from somlos.foundation.access.actions import open_door
from somlos.foundation.access.rules import Actor, Audience
from somlos.foundation.access.selectors import CanSee, Listed
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.rules.calendar import Closed, deadline
from somlos.foundation.organisations.selectors import Colleague, closed_days, colleagues, why_moved
from somlos.foundation.people import selectors as people
from somlos.foundation.people.selectors import ChildCard
from somlos.municipality.catalogue.rules.versions import ClockKind
from somlos.municipality.catalogue.rules.words import Language
from somlos.municipality.catalogue.selectors.guide import Level, Step, guide

LEVEL = 0
_LOOK_AHEAD = timedelta(days=60)


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
class GuideStep:
    """A step of the guide beside a note: whose it is, by when, and whether it is done, now or planned."""

    key: str
    title: str
    who: str
    when: str
    state: str
    due: date | None
    why_then: str
    version: UUID
    step: Step


@dataclass(frozen=True, slots=True)
class InCircle:
    """Somebody who sees the note."""

    seat_id: UUID | None
    name: str
    title: str
    is_me: bool
    is_author: bool
    until: datetime


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
    decided_on: date | None
    decision: StepTaken | None
    steps: tuple[GuideStep, ...]
    taken: tuple[StepTaken, ...]
    circle: tuple[InCircle, ...]
    may_ask: tuple[Colleague, ...]
    is_author: bool
    may_decide: bool
    why_not_decide: Mapping[Decision, WhyNot | None]
    spoken_with: frozenset[StepKind]

    @property
    def open(self) -> bool:
        """Tell whether the note is still undecided."""
        return self.state in UNDECIDED

    def version_of(self, kind: StepKind) -> UUID | None:
        """Return the version of the step one works by now."""
        return next((step.version for step in self.steps if step.key == kind), None)


def note_page(warrant: Warrant, *, today: date, language: Language) -> NotePage:
    """Return a note with its child, its steps and those who see it."""
    note = Note.objects.prefetch_related(None).get(compartment_id=warrant.compartment_id)
    taken = _taken(note.id)
    seen_by = access.who_can_see(warrant)
    team = colleagues(warrant.actor)
    state = NoteState(note.state)
    spoken = frozenset(step.kind for step in taken if step.kind in (StepKind.CHILD_TALK, StepKind.HOME_TALK))
    leader_in = any(seen.kind == policy.DECIDING_LEADER for seen in seen_by) or warrant.actor.role == "unit_leader"
    inside = {seen.seat_id for seen in seen_by}
    named = {colleague.seat_id: colleague for colleague in team}
    steps = _named(taken, named)
    return NotePage(
        place=warrant.compartment_id,
        child=people.child_card(warrant),
        words=_latest(note.id),
        state=state,
        noticed_on=note.noticed_on,
        saved_on=timezone.localdate(note.saved_at),
        scale=note.scale,
        watched_until=note.watched_until,
        erase_on=note.erase_on,
        decided_on=timezone.localdate(note.decided_at) if note.decided_at else None,
        decision=next((step for step in reversed(steps) if step.decision is not None), None),
        steps=_guide_steps(warrant, note, steps, today=today, language=language),
        taken=steps,
        circle=tuple(_in_circle(seen, named, warrant.actor) for seen in seen_by),
        may_ask=tuple(c for c in team if c.seat_id not in inside),
        is_author=warrant.through == policy.AUTHOR.name,
        may_decide=warrant.through in {kind.name for kind in policy.DECIDE.opens_for},
        why_not_decide={
            decision: rules.why_not_decide(
                state,
                decision,
                leader_is_in=leader_in,
                watched=note.watched_until is not None,
                spoken_with=spoken,
                told=True,
            )
            for decision in Decision
        },
        spoken_with=spoken,
    )


def _latest(note_id: UUID) -> NoteWords:
    row = NoteVersion.objects.filter(note_id=note_id).order_by("-number")[0]
    signs = tuple(json.loads(row.signs)) if row.signs else ()
    return NoteWords(row.number, row.seen, row.child_words or "", row.strengths or "", signs, row.written_at)


def latest_number(warrant: Warrant, note_id: UUID) -> int:
    """Return the number of the newest version of a note."""
    found = NoteVersion.objects.filter(compartment_id=warrant.compartment_id, note_id=note_id).order_by("-number")
    return found.values_list("number", flat=True)[0]


def words_of_note(warrant: Warrant, note_id: UUID) -> dict[str, object]:
    """Return what a note says, as the form's fields."""
    words = _latest(note_id)
    return {"seen": words.seen, "child_words": words.child_words, "strengths": words.strengths, "signs": list(words.signs)}


def _taken(note_id: UUID) -> tuple[NoteStep, ...]:
    return tuple(NoteStep.objects.filter(note_id=note_id).order_by("recorded_at"))


def _named(taken: Sequence[NoteStep], named: Mapping[UUID, Colleague]) -> tuple[StepTaken, ...]:
    return tuple(
        StepTaken(
            kind=StepKind(step.kind),
            held_on=step.held_on,
            colleague=named[step.with_seat].name if step.with_seat in named else "",
            said=step.said or "",
            shared=step.shared or "",
            decision=Decision(step.decision) if step.decision else None,
        )
        for step in taken
    )


def _in_circle(seen: CanSee, named: Mapping[UUID, Colleague], me: Actor) -> InCircle:
    who = named.get(seen.seat_id) if seen.seat_id else None
    return InCircle(
        seat_id=seen.seat_id,
        name=who.name if who else "",
        title=who.title if who else "",
        is_me=seen.user_id == me.user_id,
        is_author=seen.kind == policy.AUTHOR,
        until=seen.ends,
    )


def spoken_with(note_id: UUID) -> frozenset[StepKind]:
    """Tell which of child and home the author has spoken with about a note."""
    kinds = NoteStep.objects.filter(note_id=note_id, kind__in=[StepKind.CHILD_TALK, StepKind.HOME_TALK])
    return frozenset(StepKind(kind) for kind in kinds.values_list("kind", flat=True))


def leader_is_in(warrant: Warrant, seen_by: Collection[CanSee]) -> bool:
    """Tell whether the unit's leader is one of those who decide on a note."""
    return warrant.actor.role == "unit_leader" or any(seen.kind == policy.DECIDING_LEADER for seen in seen_by)


def level_0(municipality: UUID, *, today: date, language: Language) -> Level | None:
    """Return the steps of level 0 as they hold today."""
    return guide(municipality, LEVEL, on=today, language=language)


def _guide_steps(
    warrant: Warrant, note: Note, taken: Sequence[StepTaken], *, today: date, language: Language
) -> tuple[GuideStep, ...]:
    if warrant.actor.municipality_id is None or warrant.unit_id is None:
        return ()
    level = level_0(warrant.actor.municipality_id, today=today, language=language)
    if level is None:
        return ()
    saved_on = timezone.localdate(note.saved_at)
    closed = closed_days(warrant.unit_id, saved_on, max(saved_on, today) + _LOOK_AHEAD)
    done = {"0.1"} | {step.kind.value for step in taken if step.kind is not StepKind.DECISION}
    if note.state not in UNDECIDED:
        done |= {StepKind.DECISION.value}
    first_open = next((step.key for step in level.steps if step.key not in done), None)
    return tuple(_guide_step(step, note, saved_on, closed, done, first_open) for step in level.steps)


def _guide_step(
    step: Step, note: Note, saved_on: date, closed: Sequence[Closed], done: Collection[str], first_open: str | None
) -> GuideStep:
    looks_again = step.key == StepKind.DECISION and note.watched_until is not None
    begun, days = (note.watched_until or saved_on, 0) if looks_again else (saved_on, step.clock.number)
    due = None
    if days is not None:
        working, statutory = step.clock.kind is ClockKind.WORKING_DAYS, step.clock.kind is ClockKind.STATUTORY_DAYS
        due = deadline(begun, days=days, working=working, statutory=statutory, closed=closed)
    return GuideStep(
        key=step.key,
        title=step.title,
        who=step.who,
        when=step.when,
        state="done" if step.key in done else "now" if step.key == first_open else "planned",
        due=due.on if due else None,
        why_then=why_moved(due) if due else "",
        version=step.version,
        step=step,
    )


# Drafts


def place_of_draft(subject_id: UUID) -> UUID | None:
    """Return where the caller's own draft about a child lies; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("select access.own_place(%s, 'draft')", (subject_id,))
        row = cursor.fetchone()
    return row[0] if row else None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What an author has typed and not saved."""

    words: Mapping[str, object]
    written_at: datetime


def kept_draft(warrant: Warrant) -> KeptDraft | None:
    """Return the caller's own draft about the child the warrant opened; None when there is none."""
    place = place_of_draft(warrant.subject_id)
    if place is None:
        return None
    open_door(warrant.actor, place, to=policy.READ_OWN, now=warrant.at, purpose="draft")
    row = Draft.objects.filter(compartment_id=place, live=True).order_by("-written_at").first()
    return KeptDraft(json.loads(row.words), row.written_at) if row else None


# Lists


@dataclass(frozen=True, slots=True)
class NoteInList:
    """A note in somebody's own list: whose, what comes next and by when."""

    place: UUID
    child: ChildCard
    state: NoteState
    saved_on: date
    is_author: bool
    next_step: StepKind | None
    due: date | None
    late: bool


def my_notes(actor: Actor, *, now: datetime) -> list[NoteInList]:
    """Return the notes one wrote or was brought into and that are not decided, the most pressing first."""
    listed = access.open_list(
        (policy.AUTHOR, policy.DISCUSSANT, policy.DECIDING_LEADER), [Audience.CIRCLE.value], permission=policy.READ.name
    )
    if not listed:
        return []
    by_place = {each.compartment_id: each for each in listed}
    notes = list(Note.objects.filter(compartment_id__in=by_place, state__in=[s.value for s in UNDECIDED]))
    if not notes:
        return []
    cards = people.cards([by_place[note.compartment_id] for note in notes], now=now)
    steps = _kinds_taken([note.id for note in notes])
    today = timezone.localdate(now)
    first = min(timezone.localdate(note.saved_at) for note in notes)
    closed = closed_days(notes[0].unit_id, first, today + _LOOK_AHEAD)
    rows = [
        _in_list(note, by_place[note.compartment_id], cards[note.subject_id], steps.get(note.id, frozenset()), closed, today)
        for note in notes
        if note.subject_id in cards
    ]
    return sorted(rows, key=lambda row: (row.due or date.max, row.saved_on))


def _kinds_taken(notes: Collection[UUID]) -> dict[UUID, frozenset[StepKind]]:
    found: dict[UUID, set[StepKind]] = {}
    for note_id, kind in NoteStep.objects.filter(note_id__in=notes).values_list("note_id", "kind"):
        found.setdefault(note_id, set()).add(StepKind(kind))
    return {note_id: frozenset(kinds) for note_id, kinds in found.items()}


_DAYS = {StepKind.DISCUSSED: 7, StepKind.CHILD_TALK: 14, StepKind.HOME_TALK: 14, StepKind.DECISION: 14}


def _in_list(
    note: Note, listed: Listed, card: ChildCard, taken: frozenset[StepKind], closed: Sequence[Closed], today: date
) -> NoteInList:
    saved_on = timezone.localdate(note.saved_at)
    state = NoteState(note.state)
    step = StepKind.DECISION if state is NoteState.WATCHING else next((k for k in StepKind if k not in taken), None)
    if state is NoteState.WATCHING and note.watched_until is not None:
        due = deadline(note.watched_until, days=0, working=False, statutory=False, closed=closed).on
    else:
        due = deadline(saved_on, days=_DAYS[step], working=False, statutory=False, closed=closed).on if step else None
    return NoteInList(
        place=note.compartment_id,
        child=card,
        state=state,
        saved_on=saved_on,
        is_author=listed.kind == policy.AUTHOR,
        next_step=step,
        due=due,
        late=due is not None and due < today,
    )


@dataclass(frozen=True, slots=True)
class NoteAge:
    """All a leader knows of a note in the unit before being asked: that it is there, and its age (R1)."""

    place: UUID
    days: int
    late: bool
    author_is_there: bool


def unit_ages(actor: Actor, *, today: date) -> list[NoteAge]:
    """Return the ages of the notes in one's own unit, as its leader; empty for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select place, saved_at, state, watched_until, author_is_there from concerns.ages(%s)", (actor.unit_id,))
        rows = cursor.fetchall()
    ages = []
    for place, saved_at, state, watched_until, author_is_there in rows:
        saved_on = timezone.localdate(saved_at)
        late = rules.what_is_late(NoteState(state), saved_on=saved_on, watched_until=watched_until, today=today).leader
        ages.append(NoteAge(place, (today - saved_on).days, late, author_is_there))
    return ages


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many undecided notes a unit has, and how many of them are late; never whose (R16)."""

    unit_id: UUID
    unit_name: str
    number: int
    late: int
    oldest_days: int


def unit_counts(actor: Actor, *, today: date) -> list[UnitCount]:
    """Return the numbers of the units beneath one's own, as a leader of several; empty for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, unit_name, number, late, oldest from concerns.counts(%s)", (rules.TELL_LEADER_AFTER,))
        rows = cursor.fetchall()
    return [UnitCount(unit, name, number, late, (today - timezone.localdate(oldest)).days) for unit, name, number, late, oldest in rows]


# The red path


@dataclass(frozen=True, slots=True)
class RedPage:
    """A text on the red path, as its owner sees it."""

    place: UUID
    child: ChildCard
    reason: RedReason
    words: Mapping[str, object]
    moved_on: date
    erase_on: date
    lifted_on: date | None
    is_owner: bool
    seen_by: tuple[InCircle, ...]
    may_ask: tuple[Colleague, ...]


def red_page(warrant: Warrant) -> RedPage | None:
    """Return a text on the red path; None when the compartment holds a draft and no such text."""
    row = RedText.objects.filter(compartment_id=warrant.compartment_id).first()
    if row is None:
        return None
    team = colleagues(warrant.actor)
    named = {colleague.seat_id: colleague for colleague in team}
    seen_by = access.who_can_see(warrant)
    inside = {seen.seat_id for seen in seen_by}
    return RedPage(
        place=warrant.compartment_id,
        child=people.child_card(warrant),
        reason=RedReason(row.reason),
        words=json.loads(row.words),
        moved_on=timezone.localdate(row.moved_at),
        erase_on=row.erase_on,
        lifted_on=timezone.localdate(row.lifted_at) if row.lifted_at else None,
        is_owner=warrant.through == policy.OWNER.name,
        seen_by=tuple(_in_circle(seen, named, warrant.actor) for seen in seen_by),
        may_ask=tuple(c for c in team if c.seat_id not in inside),
    )


@dataclass(frozen=True, slots=True)
class RedInList:
    """A text on the red path in its owner's list."""

    place: UUID
    child: ChildCard
    moved_on: date


def my_red_texts(*, now: datetime) -> list[RedInList]:
    """Return the texts on the red path that the caller owns or helps with, the newest first."""
    listed = access.open_list((policy.OWNER, policy.HELPER), [Audience.OWN.value], permission=policy.READ_OWN.name)
    by_place = {each.compartment_id: each for each in listed}
    rows = list(RedText.objects.filter(compartment_id__in=by_place, lifted_at=None).order_by("-moved_at")) if listed else []
    cards = people.cards([by_place[row.compartment_id] for row in rows], now=now)
    return [
        RedInList(row.compartment_id, cards[row.subject_id], timezone.localdate(row.moved_at)) for row in rows if row.subject_id in cards
    ]

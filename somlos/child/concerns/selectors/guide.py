"""The steps of the guide beside a note: whose each is, by when, and which is done, now or planned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from somlos.child.concerns.rules import NoteState, StepKind
from somlos.foundation.access.rules import Actor
from somlos.foundation.organisations.rules.calendar import Closed, Deadline, deadline
from somlos.foundation.organisations.selectors import why_moved
from somlos.municipality.catalogue.rules.versions import ClockKind
from somlos.municipality.catalogue.rules.words import Language
from somlos.municipality.catalogue.selectors.guide import Courage, Step, level_with_courage, step_version

LEVEL = 0
NOTICED = "0.1"


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


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a note: the steps, and what helps somebody who hesitates."""

    steps: tuple[GuideStep, ...] = ()
    courage: Courage | None = None


def beside_note(
    actor: Actor,
    taken: Collection[StepKind],
    state: NoteState,
    *,
    saved_on: date,
    watched_until: date | None,
    closed: Sequence[Closed],
    today: date,
    language: Language,
) -> Beside:
    """Return what stands beside a note, as the guide holds today. One statement."""
    if actor.municipality_id is None:
        return Beside()
    level, courage = level_with_courage(actor.municipality_id, LEVEL, on=today, language=language)
    if level is None:
        return Beside(courage=courage)
    done = {NOTICED, *taken}
    now = next((step.key for step in level.steps if step.key not in done), None)
    if state is NoteState.WATCHING:
        now = StepKind.DECISION

    def drawn(step: Step) -> GuideStep:
        again = step.key == StepKind.DECISION and watched_until is not None
        due = (
            deadline(watched_until, days=0, working=False, statutory=False, closed=closed)
            if again and watched_until
            else _due(step, saved_on, closed)
        )
        return GuideStep(
            key=step.key,
            title=step.title,
            who=step.who,
            when=step.when,
            state="done" if step.key in done else "now" if step.key == now else "planned",
            due=due.on if due else None,
            why_then=why_moved(due) if due else "",
        )

    return Beside(tuple(map(drawn, level.steps)), courage)


def _due(step: Step, saved_on: date, closed: Sequence[Closed]) -> Deadline | None:
    if step.clock.number is None:
        return None
    working, statutory = step.clock.kind is ClockKind.WORKING_DAYS, step.clock.kind is ClockKind.STATUTORY_DAYS
    return deadline(saved_on, days=step.clock.number, working=working, statutory=statutory, closed=closed)


def version_of(actor: Actor, kind: StepKind, *, today: date) -> UUID | None:
    """Return the version of a step that one works by today; None when none is published. One statement."""
    return step_version(actor.municipality_id, kind, on=today) if actor.municipality_id else None

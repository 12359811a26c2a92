"""By when a note is to be discussed and decided, and whom to remind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from somlos.child.concerns.rules.note import UNDECIDED, NoteState, StepKind
from somlos.foundation.organisations.rules.calendar import Closed, Deadline, deadline

REMIND_AUTHOR_AFTER = 7
TELL_LEADER_AFTER = 14


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a note is to be discussed and decided, and when its leader is told that it is late; never a closed day (R17)."""

    discuss_by: Deadline
    decide_by: Deadline
    leader_told_on: date

    def due(self, step: StepKind) -> Deadline:
        """Return by when a step is to be taken."""
        return self.discuss_by if step is StepKind.DISCUSSED else self.decide_by


def clock(state: NoteState, *, saved_on: date, watched_until: date | None, closed: Sequence[Closed] = ()) -> Clock:
    """Count a note's days: from when it was saved, or from the day one was to look again."""

    def count(begun: date, days: int) -> Deadline:
        return deadline(begun, days=days, working=False, statutory=False, closed=closed)

    if state is NoteState.WATCHING and watched_until is not None:
        look_again = count(watched_until, 0)
        return Clock(look_again, look_again, count(watched_until, TELL_LEADER_AFTER).on)
    decide_by = count(saved_on, TELL_LEADER_AFTER)
    return Clock(count(saved_on, REMIND_AUTHOR_AFTER), decide_by, decide_by.on)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to remind of a note: its author that a step waits, its leader that *a* note is late."""

    author: bool
    leader: bool


def what_is_late(state: NoteState, clock: Clock, *, today: date) -> Reminder:
    """Tell whom to remind of a note today (R1): the author on day 7 of step 0.2, the leader on day 14 that a note is late."""
    waits = {NoteState.OPEN: clock.discuss_by.on, NoteState.WATCHING: clock.decide_by.on}.get(state)
    return Reminder(
        author=waits is not None and today >= waits, leader=state in UNDECIDED and today >= clock.leader_told_on
    )


def next_step(state: NoteState, taken: Collection[StepKind]) -> StepKind | None:
    """Return the step a note waits for; None when it is decided."""
    if state not in UNDECIDED:
        return None
    if state is NoteState.WATCHING:
        return StepKind.DECISION
    return next(step for step in StepKind if step is StepKind.DECISION or step not in taken)

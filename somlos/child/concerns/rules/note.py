"""Where a note can be, what can be done with it, and why it sometimes cannot."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

WATCH_FOR = timedelta(weeks=4)
OLDEST_NOTICED = timedelta(days=2 * 365)
ANSWERS_WITHIN = timedelta(days=7)


class NoteState(StrEnum):
    """Where a note is. Each state says whose turn it is."""

    OPEN = "open"
    """Seen by its author alone; the author is to discuss it (0.2)."""
    DISCUSSED = "discussed"
    """Those the author chose can see it; talks and a decision follow (0.3–0.5)."""
    WATCHING = "watching"
    """Decided to look again within four weeks; happens once."""
    PUT_ASIDE = "put_aside"
    """Nothing more to do; closed for everybody but the author, and erased in time (R13)."""
    LEVEL_1 = "level_1"
    """The own service tries something."""
    LEVEL_2 = "level_2"
    """Another service is needed; the family is asked first."""
    REPORTED = "reported"
    """Child welfare has been told; what was told is never written here."""
    RED_PATH = "red_path"
    """What it said has moved to its author alone (R2); what is left of it is erased the next night."""


WORKFLOW: Mapping[NoteState, frozenset[NoteState]] = {
    NoteState.OPEN: frozenset({NoteState.DISCUSSED, NoteState.REPORTED, NoteState.RED_PATH}),
    NoteState.DISCUSSED: frozenset(
        {
            NoteState.PUT_ASIDE,
            NoteState.WATCHING,
            NoteState.LEVEL_1,
            NoteState.LEVEL_2,
            NoteState.REPORTED,
            NoteState.RED_PATH,
        }
    ),
    NoteState.WATCHING: frozenset(
        {NoteState.PUT_ASIDE, NoteState.LEVEL_1, NoteState.LEVEL_2, NoteState.REPORTED, NoteState.RED_PATH}
    ),
    NoteState.PUT_ASIDE: frozenset({NoteState.RED_PATH}),
    NoteState.LEVEL_1: frozenset({NoteState.RED_PATH}),
    NoteState.LEVEL_2: frozenset({NoteState.RED_PATH}),
    NoteState.REPORTED: frozenset({NoteState.RED_PATH}),
    NoteState.RED_PATH: frozenset(),
}

UNDECIDED = frozenset({NoteState.OPEN, NoteState.DISCUSSED, NoteState.WATCHING})


class Decision(StrEnum):
    """The five ends of level 0 (R12)."""

    PUT_ASIDE = "put_aside"
    WATCH = "watch"
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    REPORT = "report"


DECIDES: Mapping[Decision, NoteState] = {
    Decision.PUT_ASIDE: NoteState.PUT_ASIDE,
    Decision.WATCH: NoteState.WATCHING,
    Decision.LEVEL_1: NoteState.LEVEL_1,
    Decision.LEVEL_2: NoteState.LEVEL_2,
    Decision.REPORT: NoteState.REPORTED,
}


class StepKind(StrEnum):
    """A recorded step of a note, by the guide's key."""

    DISCUSSED = "0.2"
    CHILD_TALK = "0.3"
    HOME_TALK = "0.4"
    DECISION = "0.5"


class Takeover(StrEnum):
    """Why a leader takes a note over (R1)."""

    LEFT = "left"
    AWAY = "away"


class WhyNot(StrEnum):
    """Why something is not done with a note."""

    DECIDED = "decided"
    NOT_DISCUSSED = "not_discussed"
    LEADER_NOT_IN = "leader_not_in"
    WATCHED_ONCE = "watched_once"
    NOTICED_IN_FUTURE = "noticed_in_future"
    NOTICED_TOO_LONG_AGO = "noticed_too_long_ago"
    HELD_IN_FUTURE = "held_in_future"
    HELD_BEFORE_NOTICED = "held_before_noticed"
    NOT_A_COLLEAGUE = "not_a_colleague"
    ALREADY_IN = "already_in"
    NOT_TOLD = "not_told"
    ON_RED_PATH = "on_red_path"
    CHANGED_MEANWHILE = "changed_meanwhile"
    SAVED_ALREADY = "saved_already"
    AUTHOR_IS_THERE = "author_is_there"
    AUTHOR_MAY_ANSWER = "author_may_answer"
    LIFTED = "lifted"


def why_not_noticed(noticed_on: date, *, today: date) -> WhyNot | None:
    """Tell why something cannot have been noticed on a day; None when it can."""
    if noticed_on > today:
        return WhyNot.NOTICED_IN_FUTURE
    if noticed_on < today - OLDEST_NOTICED:
        return WhyNot.NOTICED_TOO_LONG_AGO
    return None


def why_not_write(state: NoteState) -> WhyNot | None:
    """Tell why nothing more is written in a note, and nobody brought into it; None when it is."""
    if state is NoteState.RED_PATH:
        return WhyNot.ON_RED_PATH
    return None if state in UNDECIDED else WhyNot.DECIDED


def why_not_talk(state: NoteState, held_on: date, *, noticed_on: date, today: date) -> WhyNot | None:
    """Tell why a talk with child or home cannot be recorded; None when it can."""
    if why := why_not_write(state):
        return why
    if held_on > today:
        return WhyNot.HELD_IN_FUTURE
    return WhyNot.HELD_BEFORE_NOTICED if held_on < noticed_on else None


def why_not_decide(
    state: NoteState,
    decision: Decision,
    *,
    leader_is_in: bool,
    watched: bool,
    spoken_with: Collection[StepKind],
    told: bool,
) -> WhyNot | None:
    """Tell why a note cannot be decided so; None when it can.

    Author and leader decide together, but the duty to report is never theirs to decide: a report needs no leader (R2, R12).
    A note put aside is told to child and home when they were spoken with (R13).
    """
    if why := why_not_write(state):
        return why
    if decision is Decision.REPORT:
        return None
    if state is NoteState.OPEN:
        return WhyNot.NOT_DISCUSSED
    if not leader_is_in:
        return WhyNot.LEADER_NOT_IN
    if decision is Decision.WATCH and watched:
        return WhyNot.WATCHED_ONCE
    if decision is Decision.PUT_ASIDE and spoken_with and not told:
        return WhyNot.NOT_TOLD
    return None


def why_not_take_over(
    why: Takeover, *, author_is_there: bool, author_is_away: bool, rests_since: date, today: date
) -> WhyNot | None:
    """Tell why a leader cannot take a note over so; None when it can be done.

    That an author is away does not rest on the leader's word: it is noted, or nothing was written for a week.
    """
    if not author_is_there:
        return None
    if why is Takeover.LEFT:
        return WhyNot.AUTHOR_IS_THERE
    return None if author_is_away or today >= rests_since + ANSWERS_WITHIN else WhyNot.AUTHOR_MAY_ANSWER

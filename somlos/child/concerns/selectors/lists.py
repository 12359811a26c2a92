"""What waits for somebody today, and what a leader may know of the unit's notes: ages and numbers, never whose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from somlos.child.concerns import policy, rules
from somlos.child.concerns.rules import UNDECIDED, NoteState, StepKind
from somlos.foundation.access import selectors as access
from somlos.foundation.access.rules import Audience
from somlos.foundation.access.selectors import Listed
from somlos.foundation.organisations.rules.calendar import Closed
from somlos.foundation.people import selectors as people
from somlos.foundation.people.selectors import ChildCard

_KINDS = (policy.AUTHOR, policy.DISCUSSANT, policy.DECIDING_LEADER, policy.OWNER, policy.HELPER)
_WAITS = """
    select 'note' as what, n.compartment_id, n.state, n.saved_at as at, n.watched_until,
           array(select s.kind from concerns_notestep s where s.note_id = n.id) as taken
      from concerns_note n where n.subject_id = any(%(subjects)s) and n.state = any(%(undecided)s)
    union all select 'draft', d.compartment_id, '', d.written_at, null, '{}'
      from concerns_draft d where d.subject_id = any(%(subjects)s) and d.live and d.becomes <> all(%(places)s)
    union all select 'red', r.compartment_id, '', r.moved_at, null, '{}'
      from concerns_redtext r where r.subject_id = any(%(subjects)s) and r.lifted_at is null
"""


class _Row(NamedTuple):
    what: str
    place: UUID
    state: str
    at: datetime
    watched_until: date | None
    taken: Collection[str]


@dataclass(frozen=True, slots=True)
class NoteInList:
    """A note in somebody's own list: whose, what comes next and by when."""

    place: UUID
    child: ChildCard
    state: NoteState
    saved_on: date
    is_author: bool
    may_decide: bool
    next_step: StepKind | None
    due: date
    late: bool


@dataclass(frozen=True, slots=True)
class DraftInList:
    """A draft in its author's list; `child.identity_id` is where its form is."""

    child: ChildCard
    written_on: date


@dataclass(frozen=True, slots=True)
class RedInList:
    """A text on the red path in the list of its owner, or of somebody the owner lets read it."""

    place: UUID
    child: ChildCard
    moved_on: date
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Day:
    """All that waits for somebody in this room."""

    notes: tuple[NoteInList, ...] = ()
    drafts: tuple[DraftInList, ...] = ()
    red_texts: tuple[RedInList, ...] = ()


def my_day(*, closed: Sequence[Closed], now: datetime) -> Day:
    """Return the notes one wrote or was brought into and that are not decided, the most pressing first; drafts; red texts.

    Asked before any door is opened: after that the transaction sees no other child. Three statements.
    """
    listed = access.open_list(_KINDS, [Audience.CIRCLE.value, Audience.OWN.value], permission=policy.LISTED)
    by_place = {each.compartment_id: each for each in listed}
    rows = [row for row in _waits(listed) if row.place in by_place] if listed else []
    cards = people.cards([by_place[row.place] for row in rows], now=now)
    today = timezone.localdate(now)
    known = [(row, by_place[row.place], cards.get(by_place[row.place].subject_id)) for row in rows]
    notes = [_note(row, how, card, closed, today) for row, how, card in known if card and row.what == "note"]
    drafts = [DraftInList(card, timezone.localdate(row.at)) for row, _, card in known if card and row.what == "draft"]
    red = [
        RedInList(row.place, card, timezone.localdate(row.at), how.kind == policy.OWNER)
        for row, how, card in known
        if card and row.what == "red"
    ]
    return Day(
        notes=tuple(sorted(notes, key=lambda note: (note.due, note.saved_on))),
        drafts=tuple(sorted(drafts, key=lambda draft: draft.written_on, reverse=True)),
        red_texts=tuple(sorted(red, key=lambda text: text.moved_on, reverse=True)),
    )


def _waits(listed: Collection[Listed]) -> list[_Row]:
    """Ask by subject: the wall asks by compartment, and before PostgreSQL 17 an index goes through two arrays crosswise."""
    with connection.cursor() as cursor:
        subjects = list({each.subject_id for each in listed})
        places = [each.compartment_id for each in listed]  # a draft whose form has become something is used up
        undecided = [state.value for state in UNDECIDED]
        cursor.execute(_WAITS, {"subjects": subjects, "places": places, "undecided": undecided})
        return [_Row(*row) for row in cursor.fetchall()]


def _note(row: _Row, how: Listed, card: ChildCard, closed: Sequence[Closed], today: date) -> NoteInList:
    state, saved_on = NoteState(row.state), timezone.localdate(row.at)
    step = rules.next_step(state, {StepKind(kind) for kind in row.taken})
    clock = rules.clock(state, saved_on=saved_on, watched_until=row.watched_until, closed=closed)
    due = clock.due(step or StepKind.DECISION).on
    return NoteInList(
        place=row.place,
        child=card,
        state=state,
        saved_on=saved_on,
        is_author=how.kind == policy.AUTHOR,
        may_decide=how.kind in policy.DECIDE.opens_for,
        next_step=step,
        due=due,
        late=due < today,
    )


@dataclass(frozen=True, slots=True)
class NoteAge:
    """All a leader knows of a note in the unit before being asked: that it is there, and its age (R1)."""

    place: UUID
    days: int
    late: bool
    author_is_there: bool
    author_is_away: bool
    rests_since: date

    @property
    def away_from(self) -> date:
        """Return the day from which an author who is not noted as away has not answered for too long."""
        return self.rests_since + rules.ANSWERS_WITHIN


def unit_ages(*, closed: Sequence[Closed], today: date) -> tuple[NoteAge, ...]:
    """Return the ages of the notes in one's own unit, as its leader or as who stands in; none for everybody else. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select place, saved_at, state, watched_until, author_is_there, author_is_away, rests_since from concerns.ages()"
        )
        rows = cursor.fetchall()
    ages = []
    for place, saved_at, state, watched_until, is_there, is_away, rests_since in rows:
        saved_on = timezone.localdate(saved_at)
        clock = rules.clock(NoteState(state), saved_on=saved_on, watched_until=watched_until, closed=closed)
        late = rules.what_is_late(NoteState(state), clock, today=today).leader
        rests = timezone.localdate(rests_since)
        ages.append(NoteAge(place, (today - saved_on).days, late, is_there, is_away, rests))
    return tuple(ages)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many undecided notes a unit has, how many of them are late, and the oldest's age; never whose (R16)."""

    unit_id: UUID
    unit_name: str
    number: int
    late: int
    oldest_days: int


def unit_counts(*, today: date) -> tuple[UnitCount, ...]:
    """Return the numbers of the units beneath one's own, as a leader of several; none for everybody else. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, unit_name, saved_on, counted_from from concerns.counts()")
        rows = cursor.fetchall()
    return tuple(
        UnitCount(unit, name, len(saved_on), _late(counted_from, today), (today - min(saved_on)).days)
        for unit, name, saved_on, counted_from in rows
    )


def _late(counted_from: Collection[date], today: date) -> int:
    clocks = (rules.clock(NoteState.DISCUSSED, saved_on=day, watched_until=None) for day in counted_from)
    return sum(clock.leader_told_on <= today for clock in clocks)

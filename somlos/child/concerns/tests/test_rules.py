"""What may happen to a wonder note, as sentences."""

from datetime import UTC, date, datetime, timedelta

import pytest

from somlos.child.concerns.rules import (
    DECIDES,
    UNDECIDED,
    WORKFLOW,
    AlsoThere,
    Decision,
    NoteState,
    Reminder,
    StepKind,
    Takeover,
    WhyNot,
    clock,
    is_erased,
    next_step,
    what_is_late,
    why_not_decide,
    why_not_noticed,
    why_not_take_over,
    why_not_talk,
    why_not_write,
)
from somlos.foundation.organisations.rules.calendar import Closed

TODAY = date(2026, 11, 24)  # a Tuesday
A_DAY = timedelta(days=1)


def refused(state, decision, *, leader_is_in=True, watched=False, spoken_with=frozenset(), told=False):
    """Why a note is not decided so, when nothing but what is named stands in the way."""
    return why_not_decide(
        state, decision, leader_is_in=leader_is_in, watched=watched, spoken_with=spoken_with, told=told
    )


def late(state, *, saved_on, watched_until=None, closed=()):
    counted = clock(state, saved_on=saved_on, watched_until=watched_until, closed=closed)
    return what_is_late(state, counted, today=TODAY)


def taken_over(why, *, author_is_there=True, author_is_away=False, rested=0):
    since = TODAY - rested * A_DAY
    return why_not_take_over(
        why, author_is_there=author_is_there, author_is_away=author_is_away, rests_since=since, today=TODAY
    )


def test_something_can_be_noticed_today_and_two_years_back_and_not_tomorrow():
    assert why_not_noticed(TODAY, today=TODAY) is None
    assert why_not_noticed(TODAY - 730 * A_DAY, today=TODAY) is None
    assert why_not_noticed(TODAY - 731 * A_DAY, today=TODAY) is WhyNot.NOTICED_TOO_LONG_AGO
    assert why_not_noticed(TODAY + A_DAY, today=TODAY) is WhyNot.NOTICED_IN_FUTURE


def test_every_state_has_its_ways_on_and_every_decision_its_state():
    assert set(WORKFLOW) == set(NoteState)
    assert set(DECIDES) == set(Decision)
    assert all(state in WORKFLOW[NoteState.DISCUSSED] for state in DECIDES.values())


def test_the_red_path_is_open_from_every_other_state_and_leads_nowhere_else():
    assert all(NoteState.RED_PATH in ways for state, ways in WORKFLOW.items() if state is not NoteState.RED_PATH)
    assert WORKFLOW[NoteState.RED_PATH] == frozenset()


@pytest.mark.parametrize("state", NoteState)
@pytest.mark.parametrize("decision", Decision)
def test_a_decision_goes_nowhere_the_workflow_does_not(state, decision):
    why = refused(state, decision, watched=state is NoteState.WATCHING)

    assert (why is None) is (DECIDES[decision] in WORKFLOW[state])


@pytest.mark.parametrize("decision", [d for d in Decision if d is not Decision.REPORT])
def test_author_and_leader_decide_together(decision):
    assert refused(NoteState.OPEN, decision) is WhyNot.NOT_DISCUSSED
    assert refused(NoteState.DISCUSSED, decision, leader_is_in=False) is WhyNot.LEADER_NOT_IN
    assert refused(NoteState.DISCUSSED, decision) is None


def test_a_report_needs_no_leader_and_no_discussion():
    assert refused(NoteState.OPEN, Decision.REPORT, leader_is_in=False) is None


def test_following_for_four_weeks_happens_once():
    assert refused(NoteState.WATCHING, Decision.WATCH, watched=True) is WhyNot.WATCHED_ONCE
    assert refused(NoteState.WATCHING, Decision.LEVEL_1, watched=True) is None


def test_a_note_is_put_aside_only_when_those_spoken_with_are_told():
    spoken = {StepKind.CHILD_TALK}

    assert refused(NoteState.DISCUSSED, Decision.PUT_ASIDE, spoken_with=spoken) is WhyNot.NOT_TOLD
    assert refused(NoteState.DISCUSSED, Decision.PUT_ASIDE, spoken_with=spoken, told=True) is None
    assert refused(NoteState.DISCUSSED, Decision.PUT_ASIDE) is None


@pytest.mark.parametrize("state", sorted(set(NoteState) - UNDECIDED))
def test_a_decided_note_is_not_written_in(state):
    why = WhyNot.ON_RED_PATH if state is NoteState.RED_PATH else WhyNot.DECIDED

    assert why_not_write(state) is why
    assert refused(state, Decision.REPORT) is why
    assert why_not_talk(state, TODAY, noticed_on=TODAY, today=TODAY) is why


def test_a_talk_lies_between_what_was_noticed_and_today():
    noticed_on = TODAY - A_DAY

    assert why_not_talk(NoteState.OPEN, TODAY, noticed_on=noticed_on, today=TODAY) is None
    assert why_not_talk(NoteState.OPEN, TODAY + A_DAY, noticed_on=noticed_on, today=TODAY) is WhyNot.HELD_IN_FUTURE
    before = why_not_talk(NoteState.OPEN, noticed_on - A_DAY, noticed_on=noticed_on, today=TODAY)
    assert before is WhyNot.HELD_BEFORE_NOTICED


def test_a_note_is_taken_over_from_somebody_who_is_gone_or_away_and_not_as_gone_from_somebody_who_is_there():
    assert taken_over(Takeover.LEFT, author_is_there=False) is None
    assert taken_over(Takeover.AWAY, author_is_there=False) is None
    assert taken_over(Takeover.LEFT, author_is_away=True) is WhyNot.AUTHOR_IS_THERE


def test_an_author_is_away_when_it_is_noted_or_nothing_was_written_for_a_week():
    assert taken_over(Takeover.AWAY, author_is_away=True) is None
    assert taken_over(Takeover.AWAY, rested=7) is None
    assert taken_over(Takeover.AWAY, rested=6) is WhyNot.AUTHOR_MAY_ANSWER


@pytest.mark.parametrize(
    ("state", "taken", "step"),
    [
        (NoteState.OPEN, (), StepKind.DISCUSSED),
        (NoteState.DISCUSSED, (StepKind.DISCUSSED,), StepKind.CHILD_TALK),
        (NoteState.DISCUSSED, (StepKind.DISCUSSED, StepKind.HOME_TALK), StepKind.CHILD_TALK),
        (NoteState.DISCUSSED, tuple(StepKind)[:3], StepKind.DECISION),
        (NoteState.WATCHING, (StepKind.DISCUSSED, StepKind.DECISION), StepKind.DECISION),
        (NoteState.LEVEL_1, (), None),
    ],
)
def test_child_comes_before_home_and_a_watched_note_waits_for_a_new_decision(state, taken, step):
    assert next_step(state, taken) is step


@pytest.mark.parametrize(
    ("state", "age", "reminder"),
    [
        (NoteState.OPEN, 6, Reminder(author=False, leader=False)),
        (NoteState.OPEN, 7, Reminder(author=True, leader=False)),
        (NoteState.OPEN, 14, Reminder(author=True, leader=True)),
        (NoteState.DISCUSSED, 13, Reminder(author=False, leader=False)),
        (NoteState.DISCUSSED, 14, Reminder(author=False, leader=True)),
        (NoteState.PUT_ASIDE, 100, Reminder(author=False, leader=False)),
        (NoteState.RED_PATH, 100, Reminder(author=False, leader=False)),
    ],
)
def test_the_author_is_reminded_on_day_7_and_the_leader_told_on_day_14(state, age, reminder):
    assert late(state, saved_on=TODAY - age * A_DAY) == reminder


def test_no_clock_runs_out_on_a_closed_day():
    saved_on, week = TODAY - 14 * A_DAY, Closed(TODAY - 2 * A_DAY, TODAY + 5 * A_DAY, "Ferieuke")
    sunday = date(2026, 11, 1)

    assert late(NoteState.DISCUSSED, saved_on=saved_on, closed=(week,)).leader is False
    assert clock(NoteState.OPEN, saved_on=sunday - 7 * A_DAY, watched_until=None).discuss_by.on == sunday + A_DAY


def test_somebody_who_follows_is_reminded_when_the_four_weeks_are_over_and_the_leader_two_weeks_later():
    saved = TODAY - 60 * A_DAY

    assert late(NoteState.WATCHING, saved_on=saved, watched_until=TODAY) == Reminder(author=True, leader=False)
    assert late(NoteState.WATCHING, saved_on=saved, watched_until=TODAY + A_DAY).author is False
    assert late(NoteState.WATCHING, saved_on=saved, watched_until=TODAY - 14 * A_DAY).leader is True


LONG_AGO = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)


def erased(state=NoteState.PUT_ASIDE, *, erase_on=TODAY, others=(), red_text=False):
    return is_erased(erase_on, state, saved_at=LONG_AGO, others=others, red_text=red_text, today=TODAY)


def test_a_note_put_aside_is_erased_on_its_day_and_not_before():
    assert erased() and erased(erase_on=TODAY - A_DAY)
    assert not erased(erase_on=TODAY + A_DAY)
    assert not erased(erase_on=None)


@pytest.mark.parametrize(
    ("state", "days_later", "waits"),
    [
        (NoteState.OPEN, 1, True),
        (NoteState.DISCUSSED, 1, True),
        (NoteState.WATCHING, 1, True),
        (NoteState.OPEN, -1, False),
        (NoteState.PUT_ASIDE, 1, False),
        (NoteState.LEVEL_1, 1, False),
        (NoteState.REPORTED, 1, True),
        (NoteState.REPORTED, -1, True),
    ],
)
def test_it_waits_while_a_later_note_or_a_report_on_the_child_is_open(state, days_later, waits):
    assert erased(others=[AlsoThere(LONG_AGO + days_later * A_DAY, state)]) is not waits


def test_it_waits_while_there_is_a_text_on_the_red_path():
    assert not erased(red_text=True)


def test_what_is_left_of_a_note_on_the_red_path_waits_for_nothing():
    assert erased(NoteState.RED_PATH, others=[AlsoThere(LONG_AGO + A_DAY, NoteState.OPEN)], red_text=True)

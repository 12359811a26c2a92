"""What may happen to a wonder note, as sentences."""

from datetime import date, timedelta

import pytest

from somlos.child.concerns.rules import (
    DECIDES,
    UNDECIDED,
    WORKFLOW,
    Decision,
    NoteState,
    Reminder,
    StepKind,
    WhyNot,
    what_is_late,
    why_not_add,
    why_not_decide,
    why_not_noticed,
    why_not_talk,
)

TODAY = date(2026, 11, 24)
FREE = {"leader_is_in": True, "watched": False, "spoken_with": frozenset(), "told": False}


def test_something_can_be_noticed_today_and_two_years_back_and_not_tomorrow():
    assert why_not_noticed(TODAY, today=TODAY) is None
    assert why_not_noticed(TODAY - timedelta(days=730), today=TODAY) is None
    assert why_not_noticed(TODAY - timedelta(days=731), today=TODAY) is WhyNot.NOTICED_TOO_LONG_AGO
    assert why_not_noticed(TODAY + timedelta(days=1), today=TODAY) is WhyNot.NOTICED_IN_FUTURE


def test_every_state_has_its_ways_on_and_every_decision_its_state():
    assert set(WORKFLOW) == set(NoteState)
    assert set(DECIDES) == set(Decision)
    assert all(state in WORKFLOW[NoteState.DISCUSSED] for state in DECIDES.values())


def test_the_red_path_is_open_from_every_other_state_and_leads_nowhere_else():
    assert all(NoteState.RED_PATH in ways for state, ways in WORKFLOW.items() if state is not NoteState.RED_PATH)
    assert WORKFLOW[NoteState.RED_PATH] == frozenset()


@pytest.mark.parametrize("decision", [d for d in Decision if d is not Decision.REPORT])
def test_author_and_leader_decide_together(decision):
    assert why_not_decide(NoteState.OPEN, decision, **FREE) is WhyNot.NOT_DISCUSSED
    assert why_not_decide(NoteState.DISCUSSED, decision, **{**FREE, "leader_is_in": False}) is WhyNot.LEADER_NOT_IN
    assert why_not_decide(NoteState.DISCUSSED, decision, **FREE) is None


def test_a_report_needs_no_leader_and_no_discussion():
    alone = {**FREE, "leader_is_in": False}

    assert why_not_decide(NoteState.OPEN, Decision.REPORT, **alone) is None


def test_following_for_four_weeks_happens_once():
    assert why_not_decide(NoteState.WATCHING, Decision.WATCH, **FREE) is WhyNot.WATCHED_ONCE
    assert why_not_decide(NoteState.DISCUSSED, Decision.WATCH, **{**FREE, "watched": True}) is WhyNot.WATCHED_ONCE
    assert why_not_decide(NoteState.WATCHING, Decision.LEVEL_1, **{**FREE, "watched": True}) is None


def test_a_note_is_put_aside_only_when_those_spoken_with_are_told():
    spoken = {**FREE, "spoken_with": frozenset({StepKind.CHILD_TALK})}

    assert why_not_decide(NoteState.DISCUSSED, Decision.PUT_ASIDE, **spoken) is WhyNot.CHILD_NOT_TOLD
    assert why_not_decide(NoteState.DISCUSSED, Decision.PUT_ASIDE, **{**spoken, "told": True}) is None
    assert why_not_decide(NoteState.DISCUSSED, Decision.PUT_ASIDE, **FREE) is None


@pytest.mark.parametrize("state", sorted(set(NoteState) - UNDECIDED))
def test_a_decided_note_is_not_written_in(state):
    assert why_not_add(state) in (WhyNot.DECIDED, WhyNot.ON_RED_PATH)
    assert why_not_decide(state, Decision.LEVEL_1, **FREE) in (WhyNot.DECIDED, WhyNot.ON_RED_PATH)
    assert why_not_talk(state, TODAY, noticed_on=TODAY, today=TODAY) in (WhyNot.DECIDED, WhyNot.ON_RED_PATH)


def test_a_talk_lies_between_what_was_noticed_and_today():
    yesterday = TODAY - timedelta(days=1)

    assert why_not_talk(NoteState.OPEN, TODAY, noticed_on=yesterday, today=TODAY) is None
    assert why_not_talk(NoteState.OPEN, TODAY + timedelta(days=1), noticed_on=yesterday, today=TODAY) is WhyNot.HELD_IN_FUTURE
    assert why_not_talk(NoteState.OPEN, yesterday - timedelta(days=1), noticed_on=yesterday, today=TODAY) is WhyNot.HELD_BEFORE_NOTICED


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
    assert what_is_late(state, saved_on=TODAY - timedelta(days=age), watched_until=None, today=TODAY) == reminder


def test_somebody_who_follows_is_reminded_when_the_four_weeks_are_over():
    saved = TODAY - timedelta(days=60)

    assert what_is_late(NoteState.WATCHING, saved_on=saved, watched_until=TODAY, today=TODAY) == Reminder(author=True, leader=False)
    assert what_is_late(NoteState.WATCHING, saved_on=saved, watched_until=TODAY + timedelta(days=1), today=TODAY).author is False

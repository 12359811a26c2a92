"""The precedence of reasons, and who gets through the door, from facts in hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from somlos.foundation.access import rules
from somlos.foundation.access.rules import (
    EMERGENCY,
    UNSEEN,
    BasisState,
    Because,
    Decision,
    Held,
    Kind,
    Permission,
    RolePermission,
    decide,
    decide_role,
    why_closed,
)
from somlos.foundation.access.warrants import NotCovered, Warrant
from somlos.kernel.ids import new_id
from somlos.kernel.testing import matrix

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
AUTHOR, DISCUSSANT, GUARDIAN = Kind("author"), Kind("discussant"), Kind("guardian")
READ = Permission("note.read", frozenset({AUTHOR, DISCUSSANT, EMERGENCY}))
WRITE = Permission("note.write", frozenset({AUTHOR, DISCUSSANT, EMERGENCY}), writes=True)
DECIDE = Permission("note.decide", frozenset({AUTHOR}), writes=True)


def held(kind: Kind = AUTHOR, **changed: Any) -> Held:
    live = Held(kind=kind, may_write=True, starts=NOW - timedelta(days=1), ends=NOW + timedelta(days=1))
    return replace(live, **changed)


# In the order that decides: each beats every one below it.
FLAWS: dict[Because, dict[str, Any]] = {
    Because.BLOCKED: {"blocked": True},
    Because.PROTECTED: {"shut": True},
    Because.WITHDRAWN: {"withdrawn": True},
    Because.ENDED: {"ends": NOW},
    Because.OTHER_SEAT: {"at_this_seat": False},
    Because.NO_BASIS: {"basis": BasisState.WITHDRAWN},
}


def test_a_live_relation_opens() -> None:
    assert why_closed(held(), now=NOW) is None


@pytest.mark.parametrize("because", FLAWS)
def test_one_flaw_is_the_reason(because: Because) -> None:
    assert why_closed(held(**FLAWS[because]), now=NOW) is because


def test_of_several_flaws_the_first_by_precedence_is_the_reason() -> None:
    flaws = list(FLAWS.items())
    for chosen in product([False, True], repeat=len(flaws)):
        there = [flaw for flaw, on in zip(flaws, chosen, strict=True) if on]
        facts: dict[str, Any] = {name: value for _, changed in there for name, value in changed.items()}

        assert why_closed(held(**facts), now=NOW) is (there[0][0] if there else None), facts


@pytest.mark.parametrize(
    ("starts", "ends", "opens"),
    [
        (NOW, NOW + timedelta(seconds=1), True),
        (NOW - timedelta(seconds=1), NOW, False),
        (NOW + timedelta(microseconds=1), NOW + timedelta(days=1), False),
    ],
)
def test_a_relation_holds_from_its_start_and_not_at_its_end(starts: datetime, ends: datetime, opens: bool) -> None:
    assert (why_closed(held(starts=starts, ends=ends), now=NOW) is None) is opens


@pytest.mark.parametrize(
    ("basis", "opens"),
    [(BasisState.NONE, True), (BasisState.LIVE, True), (BasisState.WITHDRAWN, False), (BasisState.EXPIRED, False)],
)
def test_what_rests_on_a_basis_falls_with_it(basis: BasisState, opens: bool) -> None:
    assert (why_closed(held(basis=basis), now=NOW) is None) is opens


def test_a_withdrawn_relation_stays_withdrawn_when_the_clock_is_set_back() -> None:
    for hours in (-3, 0, 3):
        at = NOW + timedelta(hours=hours)
        assert why_closed(held(withdrawn=True, starts=at - timedelta(days=1), ends=at + timedelta(days=1)), now=at)


PEOPLE = {
    "author": [held(AUTHOR)],
    "discussant": [held(DISCUSSANT, may_write=False)],
    "writing discussant": [held(DISCUSSANT)],
    "guardian": [held(GUARDIAN)],
    "emergency": [held(EMERGENCY, may_write=False)],
    "emergency that writes": [held(EMERGENCY)],
    "through the identity": [held(AUTHOR, direct=False)],
    "earlier author": [held(AUTHOR, withdrawn=True)],
    "author at another post": [held(AUTHOR, at_this_seat=False)],
    "blocked author": [held(AUTHOR, blocked=True)],
    "author shut by protection": [held(AUTHOR, shut=True)],
    "author, and blocked once": [held(AUTHOR), held(DISCUSSANT, blocked=True)],
    "earlier author, now discussant": [held(AUTHOR, withdrawn=True), held(DISCUSSANT)],
    "stranger": [],
}

DRAWN = """
                                   read  write  decide
author                              ✓      ✓       ✓
discussant                          ✓      ·       ·
writing discussant                  ✓      ✓       ·
guardian                            ·      ·       ·
emergency                           ✓      ·       ·
emergency that writes               ✓      ·       ·
through the identity                ✓      ·       ·
earlier author                      ·      ·       ·
author at another post              ·      ·       ·
blocked author                      ·      ·       ·
author shut by protection           ·      ·       ·
author, and blocked once            ·      ·       ·
earlier author, now discussant      ✓      ✓       ·
stranger                            ·      ·       ·
"""
VERBS = {"read": READ, "write": WRITE, "decide": DECIDE}


@pytest.mark.parametrize(("who", "verb", "allowed"), matrix(DRAWN))
def test_the_doors_own_matrix(who: str, verb: str, allowed: bool) -> None:
    assert decide(VERBS[verb], PEOPLE[who], now=NOW).allowed is allowed


def test_nobody_and_no_verb_is_left_out_of_the_matrix() -> None:
    drawn = matrix(DRAWN)
    assert {who for who, _, _ in drawn} == set(PEOPLE)
    assert {verb for _, verb, _ in drawn} == set(VERBS)


REASONS = {
    "stranger": Because.NO_RELATION,
    "guardian": Because.WRONG_RELATION,
    "earlier author": Because.WITHDRAWN,
    "author at another post": Because.OTHER_SEAT,
    "blocked author": Because.BLOCKED,
    "author, and blocked once": Because.BLOCKED,
    "author shut by protection": Because.PROTECTED,
}


@pytest.mark.parametrize("who", REASONS)
def test_a_refusal_says_why(who: str) -> None:
    assert decide(READ, PEOPLE[who], now=NOW) == Decision(REASONS[who])


@pytest.mark.parametrize("who", ["discussant", "emergency that writes", "through the identity"])
def test_one_who_only_reads_is_told_so(who: str) -> None:
    assert decide(WRITE, PEOPLE[who], now=NOW).because is Because.ONLY_READING


def test_the_reason_of_several_closed_relations_is_the_first_by_precedence() -> None:
    for first, second in pairwise(FLAWS):
        if first is Because.BLOCKED:
            continue
        both = [held(**FLAWS[second]), held(**FLAWS[first])]
        assert decide(READ, both, now=NOW).because is first


def test_a_decision_names_the_relation_it_went_through() -> None:
    reading, writing = held(DISCUSSANT, may_write=False), held(AUTHOR)

    assert decide(WRITE, [reading, writing], now=NOW).through is writing
    assert decide(READ, [], now=NOW).through is None


def test_what_one_has_no_relation_to_is_answered_as_what_does_not_exist() -> None:
    assert {Because.NOBODY, Because.NO_RELATION, Because.BLOCKED, Because.PROTECTED} <= UNSEEN
    assert UNSEEN.isdisjoint({Because.WITHDRAWN, Because.ENDED, Because.ONLY_READING, Because.WRONG_RELATION})


ROLES = {"leader": "unit_leader", "employee": "employee", "nobody": None}
LEADS = RolePermission("load.see", frozenset({"unit_leader"}))

ROLES_DRAWN = """
             see
leader        ✓
employee      ·
nobody        ·
"""


@pytest.mark.parametrize(("who", "_verb", "allowed"), matrix(ROLES_DRAWN))
def test_a_role_opens_what_is_about_no_child(who: str, _verb: str, allowed: bool) -> None:
    assert decide_role(LEADS, ROLES[who]).allowed is allowed


def test_nobody_is_told_apart_from_a_wrong_role() -> None:
    assert decide_role(LEADS, None).because is Because.NOBODY
    assert decide_role(LEADS, "employee").because is Because.WRONG_RELATION


def test_a_warrant_covers_what_it_was_opened_for_and_nothing_else() -> None:
    actor = rules.Actor(new_id(), "employee", None, None, None, None, (), NOW)
    place = new_id()
    warrant = Warrant(actor, new_id(), place, place, None, READ, "author", "daily_work", NOW)

    warrant.must_cover(READ)
    with pytest.raises(NotCovered):
        warrant.must_cover(WRITE)

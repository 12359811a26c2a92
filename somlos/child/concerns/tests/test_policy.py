"""Who may do what with a wonder note, drawn as a table the data protection officer can read."""

from datetime import UTC, datetime, timedelta

import pytest

from somlos.child.concerns import policy
from somlos.foundation.access.rules import EMERGENCY, BasisState, Because, Held, decide, decide_role
from somlos.foundation.people.policy import OWN_LIST
from somlos.kernel.testing import matrix

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIVE = {"starts": NOW - timedelta(days=3), "ends": NOW + timedelta(days=80)}
OVER = {"starts": NOW - timedelta(days=90), "ends": NOW - timedelta(days=1)}

PEOPLE = {
    "author": [Held(policy.AUTHOR, may_write=True, **LIVE)],
    "deciding leader": [Held(policy.DECIDING_LEADER, may_write=True, **LIVE)],
    "discussant": [Held(policy.DISCUSSANT, may_write=False, **LIVE)],
    "owner": [Held(policy.OWNER, may_write=True, **LIVE)],
    "helper": [Held(policy.HELPER, may_write=False, **LIVE)],
    "on own list": [Held(OWN_LIST, may_write=False, **LIVE)],
    "earlier discussant": [Held(policy.DISCUSSANT, may_write=False, **OVER)],
    "blocked author": [Held(policy.AUTHOR, may_write=True, blocked=True, **LIVE)],
    "author who left": [Held(policy.AUTHOR, may_write=True, at_this_seat=False, **LIVE)],
    "emergency": [Held(EMERGENCY, may_write=False, **LIVE)],
    "stranger": [],
}

NOTE = """
                     read  add  discuss  talk  decide  move  start  keep  read_own  add_helper  lift
author                ✓     ✓      ✓      ✓      ✓      ✓     ✓      ·       ·          ·        ·
deciding leader       ✓     ·      ·      ·      ✓      ·     ·      ·       ·          ·        ·
discussant            ✓     ·      ·      ·      ·      ·     ·      ·       ·          ·        ·
owner                 ·     ·      ·      ·      ·      ·     ·      ✓       ✓          ✓        ✓
helper                ·     ·      ·      ·      ·      ·     ·      ·       ✓          ·        ·
on own list           ·     ·      ·      ·      ·      ·     ✓      ·       ·          ·        ·
earlier discussant    ·     ·      ·      ·      ·      ·     ·      ·       ·          ·        ·
blocked author        ·     ·      ·      ·      ·      ·     ·      ·       ·          ·        ·
author who left       ·     ·      ·      ·      ·      ·     ·      ·       ·          ·        ·
emergency             ·     ·      ·      ·      ·      ·     ·      ·       ·          ·        ·
stranger              ·     ·      ·      ·      ·      ·     ·      ·       ·          ·        ·
"""

ROLES = """
                          take_over  see_ages
unit_leader                   ✓         ✓
employee                      ·         ·
sector_director               ·         ·
municipal_director            ·         ·
administrator                 ·         ·
data_protection_officer       ·         ·
"""


@pytest.mark.parametrize(("who", "verb", "allowed"), matrix(NOTE))
def test_wonder_note_matrix(who, verb, allowed):
    permission = getattr(policy, verb.upper())

    assert decide(permission, PEOPLE[who], now=NOW).allowed is allowed


@pytest.mark.parametrize(("role", "verb", "allowed"), matrix(ROLES))
def test_role_matrix(role, verb, allowed):
    assert decide_role(getattr(policy, verb.upper()), role).allowed is allowed


def test_the_matrix_leaves_no_permission_and_no_person_out():
    cells = matrix(NOTE)

    assert {verb for _, verb, _ in cells} == {permission.name.removeprefix("concerns.") for permission in policy.ALL}
    assert {who for who, _, _ in cells} == set(PEOPLE)
    assert {verb for _, verb, _ in matrix(ROLES)} == {permission.name.removeprefix("concerns.") for permission in policy.ALL_ROLES}


@pytest.mark.parametrize("permission", policy.ALL, ids=lambda permission: permission.name)
def test_nothing_opens_on_a_basis_that_was_withdrawn(permission):
    held = [Held(kind, may_write=True, basis=BasisState.WITHDRAWN, **LIVE) for kind in permission.opens_for]

    assert decide(permission, held, now=NOW).because is Because.NO_BASIS


def test_the_refusal_says_why():
    assert decide(policy.READ, PEOPLE["stranger"], now=NOW).because is Because.NO_RELATION
    assert decide(policy.READ, PEOPLE["earlier discussant"], now=NOW).because is Because.ENDED
    assert decide(policy.READ, PEOPLE["blocked author"], now=NOW).because is Because.BLOCKED
    assert decide(policy.ADD, PEOPLE["discussant"], now=NOW).because is Because.WRONG_RELATION

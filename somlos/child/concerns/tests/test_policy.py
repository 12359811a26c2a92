"""Who may do what with a wonder note, drawn as a table the data protection officer can read."""

from datetime import UTC, datetime, timedelta

import pytest

from somlos.child.concerns import policy
from somlos.foundation.access.rules import EMERGENCY, BasisState, Because, Held, decide, decide_role
from somlos.foundation.people.policy import OWN_LIST
from somlos.kernel.testing import matrix

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def held(kind, *, over=False, **what):
    """One relation, live for a time or over since yesterday."""
    starts, ends = (NOW - timedelta(days=90), NOW - timedelta(days=1)) if over else (NOW, NOW + timedelta(days=80))
    return Held(kind, starts=starts, ends=ends, **({"may_write": False} | what))


PEOPLE = {
    "author": [held(policy.AUTHOR, may_write=True)],
    "deciding leader": [held(policy.DECIDING_LEADER, may_write=True)],
    "discussant": [held(policy.DISCUSSANT)],
    "owner": [held(policy.OWNER, may_write=True)],
    "helper": [held(policy.HELPER)],
    "on own list": [held(OWN_LIST)],
    "earlier discussant": [held(policy.DISCUSSANT, over=True)],
    "blocked author": [held(policy.AUTHOR, may_write=True, blocked=True)],
    "author who left": [held(policy.AUTHOR, may_write=True, at_this_seat=False)],
    "emergency": [held(EMERGENCY)],
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
                          take_over
unit_leader                   ✓
employee                      ·
sector_director               ·
municipal_director            ·
administrator                 ·
data_protection_officer       ·
editor                        ·
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
    assert {verb for _, verb, _ in matrix(ROLES)} == {
        permission.name.removeprefix("concerns.") for permission in policy.ALL_ROLES
    }


@pytest.mark.parametrize("permission", policy.ALL, ids=lambda permission: permission.name)
def test_nothing_opens_on_a_basis_that_was_withdrawn(permission):
    withdrawn = [held(kind, may_write=True, basis=BasisState.WITHDRAWN) for kind in permission.opens_for]

    assert decide(permission, withdrawn, now=NOW).because is Because.NO_BASIS


def test_the_refusal_says_why():
    assert decide(policy.READ, PEOPLE["stranger"], now=NOW).because is Because.NO_RELATION
    assert decide(policy.READ, PEOPLE["earlier discussant"], now=NOW).because is Because.ENDED
    assert decide(policy.READ, PEOPLE["blocked author"], now=NOW).because is Because.BLOCKED
    assert decide(policy.ADD, PEOPLE["discussant"], now=NOW).because is Because.WRONG_RELATION

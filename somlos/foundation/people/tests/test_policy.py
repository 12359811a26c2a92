"""Who may do what with a child on an own list, drawn as a table the data protection officer can read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from somlos.foundation.access.rules import (
    EMERGENCY,
    BasisState,
    Held,
    Kind,
    Permission,
    RolePermission,
    decide,
    decide_role,
)
from somlos.foundation.organisations.rules import Role
from somlos.foundation.people import policy
from somlos.foundation.people.policy import AUTHOR, OWN_LIST
from somlos.kernel.testing import matrix

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIVE: dict[str, Any] = {"starts": NOW - timedelta(days=3), "ends": NOW + timedelta(days=80)}
OVER: dict[str, Any] = {"starts": NOW - timedelta(days=90), "ends": NOW}

PEOPLE = {
    "on own list": [Held(OWN_LIST, may_write=True, **LIVE)],
    "author of a word": [Held(AUTHOR, may_write=True, **LIVE)],
    "author of a note": [Held(AUTHOR, may_write=True, direct=False, **LIVE)],
    "discussant": [Held(Kind("discussant"), may_write=False, direct=False, **LIVE)],
    "contact only": [Held(OWN_LIST, may_write=True, direct=False, **LIVE)],
    "list ended": [Held(OWN_LIST, may_write=True, **OVER)],
    "taken off": [Held(OWN_LIST, may_write=True, withdrawn=True, **LIVE)],
    "strict address": [Held(OWN_LIST, may_write=True, shut=True, **LIVE)],
    "blocked": [Held(OWN_LIST, may_write=True, blocked=True, **LIVE)],
    "post ended": [Held(OWN_LIST, may_write=True, at_this_seat=False, **LIVE)],
    "consent withdrawn": [Held(OWN_LIST, may_write=True, basis=BasisState.WITHDRAWN, **LIVE)],
    "emergency": [Held(EMERGENCY, may_write=False, **LIVE)],
    "colleague without the list": [],
    "somebody in another service": [],
    "stranger": [],
}

CHILD = """
                              read  register  correct  protect  shut_out  take_off  read_contact  write_contact
on own list                    ✓       ✓         ✓        ✓        ✓         ✓           ✓              ✓
author of a word               ✓       ✓         ✓        ·        ·         ·           ·              ·
author of a note               ✓       ·         ·        ·        ·         ·           ·              ·
discussant                     ·       ·         ·        ·        ·         ·           ·              ·
contact only                   ✓       ·         ·        ·        ·         ·           ✓              ·
list ended                     ·       ·         ·        ·        ·         ·           ·              ·
taken off                      ·       ·         ·        ·        ·         ·           ·              ·
strict address                 ·       ·         ·        ·        ·         ·           ·              ·
blocked                        ·       ·         ·        ·        ·         ·           ·              ·
post ended                     ·       ·         ·        ·        ·         ·           ·              ·
consent withdrawn              ·       ·         ·        ·        ·         ·           ·              ·
emergency                      ·       ·         ·        ·        ·         ·           ·              ·
colleague without the list     ·       ·         ·        ·        ·         ·           ·              ·
somebody in another service    ·       ·         ·        ·        ·         ·           ·              ·
stranger                       ·       ·         ·        ·        ·         ·           ·              ·
"""

ROLES = """
                          keep_lists  switch_on
employee                      ✓           ·
unit_leader                   ✓           ·
sector_director               ·           ·
municipal_director            ·           ·
administrator                 ·           ✓
editor                        ·           ·
data_protection_officer       ·           ·
"""


@pytest.mark.parametrize(("who", "verb", "allowed"), matrix(CHILD))
def test_child_matrix(who, verb, allowed):
    assert decide(getattr(policy, verb.upper()), PEOPLE[who], now=NOW).allowed is allowed


@pytest.mark.parametrize(("role", "verb", "allowed"), matrix(ROLES))
def test_role_matrix(role, verb, allowed):
    assert decide_role(getattr(policy, verb.upper()), role).allowed is allowed


def test_nobody_without_a_role_keeps_a_list():
    assert not decide_role(policy.KEEP_LISTS, None).allowed


def test_the_matrices_leave_no_permission_and_no_person_out():
    declared = {name: value for name, value in vars(policy).items() if isinstance(value, Permission | RolePermission)}

    assert {verb.upper() for _, verb, _ in [*matrix(CHILD), *matrix(ROLES)]} == set(declared)
    assert {who for who, _, _ in matrix(CHILD)} == set(PEOPLE)
    assert {role for role, _, _ in matrix(ROLES)} == {role.value for role in Role}

"""Who may do what with units and posts, drawn as a table."""

import pytest

from somlos.foundation.access.rules import RolePermission, decide_role
from somlos.foundation.organisations import policy
from somlos.foundation.organisations.rules import Role
from somlos.kernel.testing import matrix

ROLES = """
                          manage_units  employ  end_employment  close_periods  note_absence
employee                       ·          ·            ·              ·             ✓
unit_leader                    ·          ·            ✓              ✓             ✓
sector_director                ·          ·            ·              ·             ✓
municipal_director             ·          ·            ·              ·             ✓
administrator                  ✓          ✓            ✓              ✓             ✓
editor                         ·          ·            ·              ·             ✓
data_protection_officer        ·          ·            ·              ·             ✓
"""


@pytest.mark.parametrize(("role", "verb", "allowed"), matrix(ROLES))
def test_role_matrix(role, verb, allowed):
    assert decide_role(getattr(policy, verb.upper()), role).allowed is allowed


def test_the_matrix_leaves_no_permission_and_no_role_out():
    declared = {name for name, value in vars(policy).items() if isinstance(value, RolePermission)}

    assert {verb.upper() for _, verb, _ in matrix(ROLES)} == declared
    assert {role for role, _, _ in matrix(ROLES)} == {role.value for role in Role}

"""Who may publish."""

import pytest

from somlos.foundation.access.rules import decide_role
from somlos.kernel.testing import matrix
from somlos.municipality.catalogue import policy

ROLES = """
                          publish
editor                       ✓
administrator                ✓
employee                     ·
unit_leader                  ·
sector_director              ·
municipal_director           ·
data_protection_officer      ·
"""


@pytest.mark.parametrize(("role", "verb", "allowed"), matrix(ROLES))
def test_role_matrix(role, verb, allowed):
    assert decide_role(getattr(policy, verb.upper()), role).allowed is allowed


def test_the_matrix_leaves_no_permission_out():
    drawn = {verb for _, verb, _ in matrix(ROLES)}

    assert drawn == {permission.name.removeprefix("catalogue.") for permission in policy.ALL_ROLES}


def test_nobody_publishes_who_is_not_signed_in():
    assert not decide_role(policy.PUBLISH, None).allowed

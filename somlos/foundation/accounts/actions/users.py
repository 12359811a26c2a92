"""The user: expected when staff register somebody, claimed when that person first signs in."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.accounts.rules.identity import Identity
from somlos.foundation.accounts.rules.providers import UserKind


def expect(named: Identity, *, kind: UserKind, now: datetime) -> UUID:
    """Expect somebody to sign in one day and return their user id; never says whether we knew them before (W7)."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts.expect(%s, %s, %s)", (identity_hash(named), kind.value, now))
        (user_id,) = cursor.fetchone()
    expected: UUID = user_id
    return expected

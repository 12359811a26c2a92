"""Who an id token is about, in words that do not depend on who vouched for it."""

from collections.abc import Mapping
from enum import Enum
from typing import NewType
from uuid import UUID

from somlos.foundation.accounts.rules import national_id
from somlos.foundation.accounts.rules.providers import NamedBy, People

Identity = NewType("Identity", str)


class Unnamed(Enum):
    """Why an id token names nobody we can know."""

    NOBODY = "nobody"
    REAL_PERSON = "real_person"
    MADE_UP_PERSON = "made_up_person"


def by_national_id(number: national_id.NationalId) -> Identity:
    """Return the identity of somebody known by a national id number."""
    return Identity(f"pid:{number.digits}")


def by_work_account(*, tenant: UUID, account: UUID) -> Identity:
    """Return the identity of somebody known by a work account."""
    return Identity(f"entra:{tenant}:{account}")


def named_in(claims: Mapping[str, object], *, by: NamedBy, people: People) -> Identity | Unnamed:
    """Return whom an id token names; a demonstration never knows a real person, and a municipality none that is made up."""
    if by is NamedBy.WORK_ACCOUNT:
        try:
            return by_work_account(tenant=UUID(str(claims.get("tid"))), account=UUID(str(claims.get("oid"))))
        except ValueError:
            return Unnamed.NOBODY
    pid = claims.get("pid")
    read = national_id.parse(pid if isinstance(pid, str) else "")
    if isinstance(read, national_id.WhyNot):
        return Unnamed.NOBODY
    if read.synthetic and people is People.REAL:
        return Unnamed.MADE_UP_PERSON
    if not read.synthetic and people is People.SYNTHETIC:
        return Unnamed.REAL_PERSON
    return by_national_id(read)

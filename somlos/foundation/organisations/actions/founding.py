"""Founding a data controller with its first administrator: set-up does this as the owner of the database, no page does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction

from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.identity import Identity
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.organisations.models import Municipality, Post
from somlos.foundation.organisations.rules import LEVELS, Ownership
from somlos.foundation.organisations.rules.tree import why_not_name
from somlos.foundation.vault import keys, ring
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Founded:
    """A new data controller and its first administrator."""

    municipality_id: UUID
    user_id: UUID
    seat_id: UUID


def found_municipality(
    *,
    name: str,
    number: str = "",
    ownership: Ownership = Ownership.MUNICIPAL,
    level_names: Mapping[str, str] = LEVELS,
    administrator: Identity,
    administrator_name: str,
    administrator_title: str,
    ends: datetime,
    now: datetime,
) -> Founded:
    """Found a municipality, county or private body with keys of its own and an administrator who can open and employ the rest."""
    if why := why_not_name(name) or why_not_name(administrator_name) or why_not_name(administrator_title):
        raise Refused(why)
    municipality_id, seat_id = new_id(), new_id()
    keys.found(municipality_id)
    user_id = expect(administrator, kind=UserKind.EMPLOYEE, now=now)
    data_key, wrapped = keys.new_data_key(municipality_id, lockbox=municipality_id)
    with ring.empty_ring(), transaction.atomic(using="owner"):
        ring.hang_new(municipality_id, data_key)
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "select access.found_municipality(%s, %s, %s, %s, %s)",
                (municipality_id, user_id, seat_id, wrapped, ends),
            )
        Municipality.objects.using("owner").create(
            scope_id=municipality_id, name=name, number=number, ownership=ownership, level_names=dict(level_names)
        )
        Post.objects.using("owner").create(
            seat_id=seat_id, municipality_id=municipality_id, name=administrator_name, title=administrator_title
        )
    return Founded(municipality_id, user_id, seat_id)

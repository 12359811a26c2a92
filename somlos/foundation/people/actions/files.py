"""Filling a list from a file: all of it or nothing. It has no way to touch a block, and never lowers a protection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record_at_scope
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import history, policy, selectors
from somlos.foundation.people.actions.children import hashed, put_there
from somlos.foundation.people.actions.lists import own_list, those_who_have
from somlos.foundation.people.actions.readiness import must_be_ready
from somlos.foundation.people.actions.rights import municipality_of
from somlos.foundation.people.actions.sharing import until
from somlos.foundation.people.rules import WhyNot, sorting_key
from somlos.foundation.people.rules.files import Read, Row, Wrong, read_list
from somlos.kernel.refusal import Refused


class NotImported(Refused):
    """Nothing of a file was stored; says what is wrong, line by line."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(wrong[0].fault)
        self.wrong = tuple(wrong)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many children a file brought, changed and left as they were."""

    new: int
    changed: int
    unchanged: int


def read(content: bytes, *, stated_by: str, stated_on: date, now: datetime) -> Read:
    """Read a file without storing anything; real people only where there are real people."""
    return read_list(
        content, stated_by=stated_by, stated_on=stated_on, real_allowed=not settings.DEMO, today=localdate(now)
    )


@atomic
def import_list(
    actor: Actor, list_id: UUID, content: bytes, *, stated_by: str, stated_on: date, now: datetime
) -> Imported:
    """Put every child of a file on a list, update those who are known, and tell how many; with anything wrong, do nothing."""
    must_be_ready(actor)
    wanted = own_list(actor, list_id, today=localdate(now))
    file = read(content, stated_by=stated_by, stated_on=stated_on, now=now)
    if file.wrong:
        raise NotImported(file.wrong)
    if not stated_by and any(row.carers for row in file.rows):
        raise Refused(WhyNot.STATED_BY_NOBODY)
    there = selectors.children_on(list_id, now=now)
    known = {(sorting_key(card.name), card.birth_date): card.identity_id for card in there}
    words, having = organisations.words_of(actor), those_who_have(actor, wanted)
    done = []
    for row in file.rows:
        access.leave()
        warrant = _open(actor, row, known, ends=until(wanted.ends), now=now)
        done.append(put_there(warrant, wanted, row.details, carers=row.carers, by_words=words, having=having, now=now))
    told = Imported(done.count(history.REGISTERED), done.count(history.CORRECTED), done.count(None))
    record_at_scope(
        actor,
        history.LIST_IMPORTED,
        municipality_id=municipality_of(actor),
        on=wanted.id,
        on_kind="childlist",
        by_words=words,
        now=now,
        list=wanted.name,
        new=str(told.new),
        changed=str(told.changed),
    )
    return told


def _open(
    actor: Actor, row: Row, known: dict[tuple[tuple[str, str], date | None], UUID], *, ends: datetime, now: datetime
) -> Warrant:
    there = known.get((sorting_key(row.details.name), row.details.birth_date)) if row.national_id is None else None
    if there is not None:
        return access.open_door(actor, there, to=policy.REGISTER, now=now, purpose="own_list")
    return access.open_subject(
        actor,
        national_hash=hashed(row.national_id),
        kind=policy.OWN_LIST,
        permission=policy.REGISTER,
        ends=ends,
        now=now,
        purpose="own_list",
    )

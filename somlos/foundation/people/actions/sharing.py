"""Bringing the others who have a list in to a child on it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.transaction import atomic
from django.utils.timezone import make_aware

from somlos.foundation.access import actions as access
from somlos.foundation.access import selectors as access_selectors
from somlos.foundation.access.selectors import CanSee
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.selectors import Colleague
from somlos.foundation.people import policy
from somlos.foundation.people.models import Child
from somlos.kernel.refusal import Refused


def until(day: date) -> datetime:
    """Return the moment a list that ends before this day stops to open anything."""
    return make_aware(datetime.combine(day, time.min))


def bring_in(warrant: Warrant, colleagues: Iterable[Colleague], *, ends: datetime) -> None:
    """Relate colleagues to the child until the list ends, where they are not already; passes over who may not see the child.

    The last is said to nobody: that somebody is shut out is the child's matter.
    """
    missing = list(colleagues)
    if not missing:
        return
    _relate(warrant, missing, ends=ends)
    contact = Child.objects.filter(pk=warrant.subject_id).values_list("contact_id", flat=True).first()
    if contact is not None:
        try:
            to_contact = access.open_door(
                warrant.actor, contact, to=policy.WRITE_CONTACT, now=warrant.at, purpose="own_list"
            )
        except access.DoorClosed:
            return
        _relate(to_contact, missing, ends=ends)


def stay(warrant: Warrant, *, user_id: UUID, seat_id: UUID, ends: datetime) -> None:
    """Lengthen one's own relation to a child who comes on a list that lasts longer."""
    mine = [
        each
        for each in access_selectors.who_can_see(warrant)
        if each.seat_id == seat_id and each.kind == policy.OWN_LIST
    ]
    if all(each.ends < ends for each in mine):
        access.relate(warrant, user_id=user_id, seat_id=seat_id, kind=policy.OWN_LIST, ends=ends, purpose="own_list")


def _relate(warrant: Warrant, colleagues: Iterable[Colleague], *, ends: datetime) -> None:
    seen = access_selectors.who_can_see(warrant)
    there = {each.seat_id for each in seen if each.kind == policy.OWN_LIST and each.ends >= ends}
    for each in colleagues:
        if each.seat_id in there:
            continue
        try:
            with atomic():
                access.relate(
                    warrant,
                    user_id=each.user_id,
                    seat_id=each.seat_id,
                    kind=policy.OWN_LIST,
                    ends=ends,
                    purpose="own_list",
                )
        except Refused:
            continue


def last_oneself(seen: Iterable[CanSee], warrant: Warrant) -> list[CanSee]:
    """Put one's own relation last: without it one may not end the others'."""
    return sorted(seen, key=lambda each: each.seat_id == warrant.actor.seat_id)

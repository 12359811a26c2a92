"""Bringing the others who have a list in to a child on it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from uuid import UUID

from django.utils.timezone import make_aware

from somlos.foundation.access import actions as access
from somlos.foundation.access import selectors as access_selectors
from somlos.foundation.access.selectors import CanSee
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.people import policy, selectors
from somlos.foundation.people.models import ListEntry, ListSeat


def until(day: date) -> datetime:
    """Return the moment a list that ends before this day stops to open anything."""
    return make_aware(datetime.combine(day, time.min))


def bring_in(warrant: Warrant, users: Mapping[UUID, UUID], *, ends: datetime) -> None:
    """Relate seats, each with its user, to the child until the list ends, where they are not so long already."""
    _relate(warrant, users, ends=ends)
    place = selectors.contact_place(warrant)
    if place is not None:
        with suppress(access.DoorClosed):
            contact = access.open_door(
                warrant.actor, place, to=policy.WRITE_CONTACT, now=warrant.at, purpose="own_list"
            )
            _relate(contact, users, ends=ends)


def _relate(warrant: Warrant, users: Mapping[UUID, UUID], *, ends: datetime) -> None:
    seen = access_selectors.who_can_see(warrant)
    there = {each.seat_id for each in seen if each.kind == policy.OWN_LIST and each.ends >= ends}
    missing = {seat_id: user_id for seat_id, user_id in users.items() if seat_id not in there}
    access.relate_seats(warrant, missing, kind=policy.OWN_LIST, ends=ends, purpose="own_list")


def let_go(warrant: Warrant, *, today: date) -> None:
    """End what opens the child to those who have it through no list any more."""
    entries = ListEntry.objects.filter(compartment=warrant.identity_id, ended_at__isnull=True, list__ends__gt=today)
    having = ListSeat.objects.filter(list__in=entries.values("list"), ended_at__isnull=True)
    stay = set(having.values_list("seat_id", flat=True))
    place = selectors.contact_place(warrant)
    if place is not None:
        with suppress(access.DoorClosed):
            _end(
                access.open_door(warrant.actor, place, to=policy.READ_CONTACT, now=warrant.at, purpose="own_list"), stay
            )
    _end(warrant, stay)


def _end(warrant: Warrant, stay: set[UUID]) -> None:
    seen = access_selectors.who_can_see(warrant)
    for each in last_oneself(seen, warrant):
        if each.kind == policy.OWN_LIST and each.seat_id not in stay:
            access.end_relation(each.relation_id)


def last_oneself(seen: Iterable[CanSee], warrant: Warrant) -> list[CanSee]:
    """Put one's own relation last: without it one may not end the others'."""
    return sorted(seen, key=lambda each: each.seat_id == warrant.actor.seat_id)

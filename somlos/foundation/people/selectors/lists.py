"""One's own lists, without the children on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet

from somlos.foundation.access.rules import Actor
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.rules.names import sorted_by_name
from somlos.foundation.people.models import ChildList, ListEntry, ListSeat


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list that one's post has."""

    list_id: UUID
    unit_id: UUID
    name: str
    starts: date
    ends: date
    seat_ids: frozenset[UUID]

    @property
    def last(self) -> date:
        """Return the last day the list is used."""
        return self.ends - timedelta(days=1)


def my_lists(actor: Actor, *, today: date) -> tuple[ListCard, ...]:
    """Return the lists one's post has that have not ended, by name. One statement."""
    return tuple(sorted_by_name(_cards(_mine(actor).filter(ends__gt=today)), lambda each: each.name))


def my_list(actor: Actor, list_id: UUID) -> ListCard | None:
    """Return one of one's post's lists, also when it has ended; None when it is another's or none. One statement."""
    return next(iter(_cards(_mine(actor).filter(pk=list_id))), None)


@dataclass(frozen=True, slots=True)
class OnList:
    """A list a child is on."""

    list_id: UUID
    name: str


def lists_of(warrant: Warrant) -> tuple[OnList, ...]:
    """Return the lists the child is on. One statement."""
    rows = ListEntry.objects.filter(compartment=warrant.identity_id, ended_at__isnull=True).select_related("list")
    return tuple(sorted_by_name((OnList(row.list_id, row.list.name) for row in rows), lambda each: each.name))


def _mine(actor: Actor) -> "QuerySet[ChildList]":
    has = ListSeat.objects.filter(list=OuterRef("pk"), seat=actor.seat_id, ended_at__isnull=True)
    return ChildList.objects.filter(Exists(has), unit=actor.unit_id)


def _cards(rows: "QuerySet[ChildList]") -> Iterable[ListCard]:
    live = ArrayAgg("seats__seat_id", filter=Q(seats__ended_at__isnull=True), default=[])
    told = rows.annotate(live=live).values_list("pk", "unit_id", "name", "starts", "ends", "live")
    for list_id, unit_id, name, starts, ends, seats in told:
        yield ListCard(list_id, unit_id, name, starts, ends, frozenset(seats))

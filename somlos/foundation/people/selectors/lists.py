"""One's own lists, without the children on them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from somlos.foundation.access.rules import Actor
from somlos.foundation.people.models import ChildList
from somlos.foundation.people.rules import sorted_by_name


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list that one's post has."""

    list_id: UUID
    unit_id: UUID
    name: str
    starts: date
    ends: date
    seat_ids: frozenset[UUID]


def my_lists(actor: Actor, *, today: date) -> tuple[ListCard, ...]:
    """Return the lists one's post has that have not ended, by name. Two statements."""
    rows = ChildList.objects.filter(
        seats__seat=actor.seat_id, seats__ended_at__isnull=True, ends__gt=today
    ).prefetch_related("seats")
    return tuple(sorted_by_name(map(_card, rows), lambda each: each.name))


def my_list(actor: Actor, list_id: UUID) -> ListCard | None:
    """Return one of one's post's lists, also when it has ended; None when it is another's or none. Two statements."""
    rows = ChildList.objects.filter(
        pk=list_id, seats__seat=actor.seat_id, seats__ended_at__isnull=True
    ).prefetch_related("seats")
    return next(map(_card, rows), None)


def _card(row: ChildList) -> ListCard:
    seats = frozenset(each.seat_id for each in row.seats.all() if each.ended_at is None)
    return ListCard(row.id, row.unit_id, row.name, row.starts, row.ends, seats)

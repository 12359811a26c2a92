"""Own lists: made by somebody in the service, shared with colleagues there, never beyond it (R10)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.foundation.access import actions as access
from somlos.foundation.access.history import Happening, record_at_scope
from somlos.foundation.access.rules import Actor, decide_role
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import history, policy
from somlos.foundation.people.actions.rights import municipality_of, seat_of, service_of
from somlos.foundation.people.actions.sharing import bring_in, let_go, until
from somlos.foundation.people.models import ChildList, ListEntry, ListSeat
from somlos.foundation.people.rules import WhyNot
from somlos.foundation.people.rules.lists import why_not_make_list
from somlos.kernel.refusal import Refused


@atomic
def make_list(
    actor: Actor, *, name: str, starts: date, ends: date, share_with: Collection[UUID] = (), now: datetime
) -> UUID:
    """Make a list in the service one belongs to, for oneself and these colleagues' seats there, and return it."""
    _must_keep_lists(actor)
    if why := why_not_make_list(name, starts=starts, ends=ends, today=localdate(now)):
        raise Refused(why)
    mine, service = seat_of(actor), service_of(actor)
    if share_with and set(share_with) - {each.seat_id for each in organisations.colleagues(actor)}:
        raise Refused(WhyNot.NOT_A_COLLEAGUE)
    try:
        with atomic():
            made = ChildList.objects.create(
                unit_id=service, name=name, starts=starts, ends=ends, made_at=now, made_by_id=mine
            )
    except IntegrityError as error:
        raise Refused(WhyNot.LIST_IS_THERE) from error
    seats = {mine, *share_with}
    ListSeat.objects.bulk_create(ListSeat(list=made, seat_id=seat, added_at=now, added_by_id=mine) for seat in seats)
    _tell(actor, history.LIST_MADE, made, now=now)
    return made.id


@atomic
def share_list(actor: Actor, list_id: UUID, *, seat_id: UUID, now: datetime) -> None:
    """Let a colleague in the service have the list too, with every child on it."""
    _must_keep_lists(actor)
    shared = own_list(actor, list_id, today=localdate(now))
    colleague = next((each for each in organisations.colleagues(actor) if each.seat_id == seat_id), None)
    if colleague is None:
        raise Refused(WhyNot.NOT_A_COLLEAGUE)
    if ListSeat.objects.filter(list=shared, seat=seat_id, ended_at__isnull=True).exists():
        raise Refused(WhyNot.ALREADY_ON_THE_LIST)
    ListSeat.objects.create(list=shared, seat_id=seat_id, added_at=now, added_by_id=seat_of(actor))
    for place in _places(shared):
        warrant = access.open_door(actor, place, to=policy.REGISTER, now=now, purpose="own_list")
        bring_in(warrant, {colleague.seat_id: colleague.user_id}, ends=until(shared.ends))
        access.leave()
    _tell(actor, history.LIST_SHARED, shared, now=now)


@atomic
def take_list_from(actor: Actor, list_id: UUID, *, seat_id: UUID, now: datetime) -> None:
    """Take the list from a colleague, and with it every child they have through no other list."""
    _must_keep_lists(actor)
    shared = own_list(actor, list_id, today=localdate(now))
    taken = ListSeat.objects.filter(list=shared, seat=seat_id, ended_at__isnull=True).exclude(seat=seat_of(actor))
    if not taken.update(ended_at=now, ended_by_id=seat_of(actor)):
        raise Refused(WhyNot.HAS_NOT_THE_LIST)
    for place in _places(shared):
        warrant = access.open_door(actor, place, to=policy.REGISTER, now=now, purpose="own_list")
        let_go(warrant, today=localdate(now))
        access.leave()
    _tell(actor, history.LIST_TAKEN, shared, now=now)


def _places(shared: ChildList) -> list[UUID]:
    return list(ListEntry.objects.filter(list=shared, ended_at__isnull=True).values_list("compartment_id", flat=True))


def own_list(actor: Actor, list_id: UUID, *, today: date) -> ChildList:
    """Return a list one's post has, in the service one belongs to; refuse another's as one that does not exist."""
    mine = ChildList.objects.filter(seats__seat=seat_of(actor), seats__ended_at__isnull=True)
    found = mine.filter(pk=list_id, unit=service_of(actor)).first()
    if found is None:
        raise Refused(WhyNot.NO_SUCH_LIST)
    if found.ends <= today:
        raise Refused(WhyNot.LIST_ENDED)
    return found


def those_who_have(actor: Actor, shared: ChildList) -> dict[UUID, UUID]:
    """Return the seats that have the list and are still sat at, one's own among them, each with its user."""
    mine = seat_of(actor)
    seats = set(ListSeat.objects.filter(list=shared, ended_at__isnull=True).values_list("seat_id", flat=True)) - {mine}
    others = organisations.colleagues(actor) if seats else ()
    return {mine: actor.user_id} | {each.seat_id: each.user_id for each in others if each.seat_id in seats}


def _must_keep_lists(actor: Actor) -> None:
    decision = decide_role(policy.KEEP_LISTS, actor.role)
    if not decision.allowed:
        raise Refused(decision.because)


def _tell(actor: Actor, happening: Happening, about: ChildList, *, now: datetime) -> None:
    record_at_scope(
        actor,
        happening,
        municipality_id=municipality_of(actor),
        on=about.id,
        on_kind="childlist",
        by_words=organisations.words_of(actor),
        now=now,
        list=about.name,
    )

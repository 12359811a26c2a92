"""Posts: somebody is employed, leaves, is away. The seat decides what it opens; the post says what it is called."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record_at_scope
from somlos.foundation.access.rules import Actor
from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.identity import Identity
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.organisations import history, policy
from somlos.foundation.organisations.actions.rights import home_of, manages, must_hold
from somlos.foundation.organisations.models import Absence, Municipality, Post, Unit
from somlos.foundation.organisations.rules import Away, Role, WhyNot, why_not_away, why_not_employ
from somlos.foundation.organisations.selectors import said, words_of
from somlos.kernel.refusal import Refused

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Seat:
    seat_id: UUID
    user_id: UUID
    scope_id: UUID
    ends: datetime


@atomic
def employ(
    actor: Actor,
    named: Identity,
    *,
    name: str,
    title: str,
    service_id: UUID,
    works_at_id: UUID | None = None,
    role: Role = Role.EMPLOYEE,
    starts: datetime,
    ends: datetime,
    now: datetime,
) -> UUID:
    """Give somebody a post in a service of one's own municipality, or right under its top, and return the seat.

    The person is expected from now on and can sign in while the post lasts. Where one works may be anybody's unit (R9).
    """
    must_hold(actor, policy.EMPLOY)
    home = home_of(actor)
    if why := why_not_employ(name, title, starts=starts, ends=ends):
        raise Refused(why)
    service = _name_of_service(home, service_id)
    if works_at_id is not None and not Unit.objects.filter(pk=works_at_id).exists():
        raise Refused(WhyNot.NO_SUCH_UNIT)
    user_id = expect(named, kind=UserKind.EMPLOYEE, now=now)
    seat_id = access.give_seat(user_id=user_id, scope_id=service_id, role=role, starts=starts, ends=ends)
    Post.objects.create(seat_id=seat_id, municipality_id=home, name=name, title=title, works_at_id=works_at_id)
    record_at_scope(
        actor,
        history.EMPLOYED,
        municipality_id=home,
        on=seat_id,
        on_kind="post",
        by_words=words_of(actor),
        now=now,
        title=title,
        service=service,
    )
    return seat_id


@atomic
def end_employment(actor: Actor, seat_id: UUID, *, at: datetime, now: datetime) -> None:
    """End a post, as administrator or as leader of its service; everything it opened is shut from that moment."""
    must_hold(actor, policy.END_EMPLOYMENT)
    seat, post = _seat(seat_id), Post.objects.filter(pk=seat_id, municipality=home_of(actor)).first()
    if seat is None or post is None:
        raise Refused(WhyNot.NO_SUCH_POST)
    if not manages(actor, seat.scope_id):
        raise Refused(WhyNot.NOT_YOUR_UNIT)
    if at < now:
        raise Refused(WhyNot.IN_THE_PAST)
    if seat.ends <= at:
        raise Refused(WhyNot.ALREADY_ENDED)
    access.end_seat(seat_id, at=at)
    record_at_scope(
        actor,
        history.EMPLOYMENT_ENDED,
        municipality_id=post.municipality_id,
        on=seat_id,
        on_kind="post",
        by_words=words_of(actor),
        now=now,
        title=post.title,
        day=said(localdate(at)),
    )


@atomic
def be_away(actor: Actor, seat_id: UUID, *, starts: date, ends: date, deputy_id: UUID | None, now: datetime) -> UUID:
    """Say that one is away from a day until, but not on, another, and who stands in; the leader can say it for others. Never why."""
    must_hold(actor, policy.NOTE_ABSENCE)
    seat = _seat(seat_id)
    deputy = _seat(deputy_id) if deputy_id else None
    if seat is None or (deputy_id and deputy is None):
        raise Refused(WhyNot.NO_SUCH_POST)
    why = why_not_away(
        Away(starts, ends),
        own=seat.user_id == actor.user_id or manages(actor, seat.scope_id),
        same_person=deputy is not None and deputy.user_id == seat.user_id,
        same_service=deputy is None or deputy.scope_id == seat.scope_id,
        today=localdate(now),
    )
    if why:
        raise Refused(why)
    if Absence.objects.filter(post=seat_id, starts__lt=ends, ends__gt=starts).exists():
        raise Refused(WhyNot.ALREADY_AWAY)
    absence = Absence.objects.create(post_id=seat_id, starts=starts, ends=ends, deputy_id=deputy_id, noted_at=now)
    record_at_scope(
        actor,
        history.AWAY,
        municipality_id=home_of(actor),
        on=seat_id,
        on_kind="post",
        by_words=words_of(actor),
        now=now,
        first=said(starts),
        last=said(ends - _DAY),
    )
    return absence.id


@atomic
def take_back_absence(actor: Actor, absence_id: UUID, *, now: datetime) -> None:
    """Take back that somebody is away, for oneself or as leader."""
    must_hold(actor, policy.NOTE_ABSENCE)
    absence = Absence.objects.filter(pk=absence_id).first()
    seat = _seat(absence.post_id) if absence else None
    if absence is None or seat is None:
        raise Refused(WhyNot.NO_SUCH_POST)
    if seat.user_id != actor.user_id and not manages(actor, seat.scope_id):
        raise Refused(WhyNot.NOT_YOUR_UNIT)
    absence.delete()
    record_at_scope(
        actor,
        history.ABSENCE_TAKEN_BACK,
        municipality_id=home_of(actor),
        on=seat.seat_id,
        on_kind="post",
        by_words=words_of(actor),
        now=now,
        first=said(absence.starts),
    )


def _name_of_service(home: UUID, service_id: UUID) -> str:
    if service_id == home:
        return Municipality.objects.values_list("name", flat=True).get(pk=home)
    name = Unit.objects.filter(pk=service_id, municipality=home).values_list("name", flat=True).first()
    if name is None:
        raise Refused(WhyNot.NO_SUCH_UNIT)
    return name


def _seat(seat_id: UUID) -> _Seat | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select seat_id, user_id, scope_id, ends from organisations.seats('{}', array[%s]::uuid[])", (seat_id,)
        )
        row = cursor.fetchone()
    return _Seat(*row) if row else None

"""Units: opened by the administrator, closed for a while by their leader."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.foundation.access import actions as access
from somlos.foundation.access.history import record_at_scope
from somlos.foundation.access.rules import Actor
from somlos.foundation.organisations import history, policy
from somlos.foundation.organisations.actions.rights import home_of, must_hold, own_unit
from somlos.foundation.organisations.models import ClosedPeriod, Municipality, Unit
from somlos.foundation.organisations.rules import Ownership, UnitKind, WhyNot, why_not_close, why_not_open_unit
from somlos.foundation.organisations.rules.tree import why_not_name
from somlos.foundation.organisations.selectors import said, words_of
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused

_DAY = timedelta(days=1)


@atomic
def open_unit(
    actor: Actor,
    *,
    name: str,
    kind: UnitKind,
    level: str = "unit",
    ownership: Ownership = Ownership.MUNICIPAL,
    parent_id: UUID | None = None,
    phone: str = "",
    now: datetime,
) -> UUID:
    """Open a unit in one's own municipality and return it; refuses private and county ones, which are controllers of their own."""
    must_hold(actor, policy.MANAGE_UNITS)
    home = Municipality.objects.get(pk=home_of(actor))
    controller = Ownership(home.ownership)
    if why := why_not_open_unit(name, level=level, levels=home.level_names, ownership=ownership, controller=controller):
        raise Refused(why)
    if parent_id is not None and not Unit.objects.filter(pk=parent_id, municipality=home).exists():
        raise Refused(WhyNot.NO_SUCH_UNIT)
    unit_id = new_id()
    access.open_scope(unit_id)
    Unit.objects.create(
        scope_id=unit_id,
        municipality=home,
        parent_id=parent_id,
        name=name,
        kind=kind,
        level=level,
        ownership=ownership,
        phone=phone,
    )
    record_at_scope(
        actor,
        history.UNIT_OPENED,
        municipality_id=home.pk,
        on=unit_id,
        on_kind="unit",
        by_words=words_of(actor),
        now=now,
        unit=name,
    )
    return unit_id


@atomic
def name_levels(actor: Actor, names: Mapping[str, str], *, now: datetime) -> None:
    """Give the levels of one's own municipality names of its own; the codes stay, from the top."""
    must_hold(actor, policy.MANAGE_UNITS)
    home = Municipality.objects.get(pk=home_of(actor))
    if set(names) != set(home.level_names):
        raise Refused(WhyNot.NO_SUCH_LEVEL)
    if why := next(filter(None, map(why_not_name, names.values())), None):
        raise Refused(why)
    ordered = {code: names[code] for code in home.level_names}
    Municipality.objects.filter(pk=home.pk).update(level_names=ordered)
    said_names = ", ".join(ordered.values())
    record_at_scope(
        actor,
        history.LEVELS_NAMED,
        municipality_id=home.pk,
        on=home.pk,
        on_kind="municipality",
        by_words=words_of(actor),
        now=now,
        names=said_names,
    )


@atomic
def close_period(actor: Actor, *, unit_id: UUID, starts: date, ends: date, reason: str, now: datetime) -> UUID:
    """Say that a unit is closed from a day until, but not on, another; as administrator, or as leader of it."""
    must_hold(actor, policy.CLOSE_PERIODS)
    unit = own_unit(actor, unit_id)
    if why := why_not_close(starts=starts, ends=ends, reason=reason, today=localdate(now)):
        raise Refused(why)
    if ClosedPeriod.objects.filter(unit=unit, starts__lt=ends, ends__gt=starts).exists():
        raise Refused(WhyNot.ALREADY_CLOSED)
    try:
        with atomic():
            period = ClosedPeriod.objects.create(unit=unit, starts=starts, ends=ends, reason=reason)
    except IntegrityError as error:
        raise Refused(WhyNot.ALREADY_CLOSED) from error
    record_at_scope(
        actor,
        history.PERIOD_CLOSED,
        municipality_id=unit.municipality_id,
        on=period.id,
        on_kind="closedperiod",
        by_words=words_of(actor),
        now=now,
        unit=unit.name,
        first=said(starts),
        last=said(ends - _DAY),
        reason=reason,
    )
    return period.id


@atomic
def take_back_period(actor: Actor, period_id: UUID, *, now: datetime) -> None:
    """Take back that a unit is closed; deadlines already told stay where they are."""
    must_hold(actor, policy.CLOSE_PERIODS)
    period = ClosedPeriod.objects.filter(pk=period_id).first()
    if period is None:
        raise Refused(WhyNot.NO_SUCH_UNIT)
    unit = own_unit(actor, period.unit_id)
    period.delete()
    record_at_scope(
        actor,
        history.PERIOD_TAKEN_BACK,
        municipality_id=unit.municipality_id,
        on=period_id,
        on_kind="closedperiod",
        by_words=words_of(actor),
        now=now,
        unit=unit.name,
        first=said(period.starts),
    )

"""Opening a guide, and entering the law it rests on."""

from datetime import date, datetime

from django.db.transaction import atomic

from somlos.foundation.access.rules import Actor
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue import history
from somlos.municipality.catalogue.actions.desk import desk_of, record
from somlos.municipality.catalogue.models import ActionGuide, Statute
from somlos.municipality.catalogue.rules.versions import WhyNotPublish


@atomic
def open_guide(actor: Actor, *, name: str, host: str = "", now: datetime) -> None:
    """Open one's own municipality's guide under a host name, or as the one that every other host shows."""
    municipality = desk_of(actor)
    if ActionGuide.objects.filter(municipality=municipality).exists():
        raise Refused(WhyNotPublish.GUIDE_IS_THERE)
    if ActionGuide.objects.filter(host=host).exists():
        raise Refused(WhyNotPublish.HOST_IS_TAKEN)
    guide = ActionGuide.objects.create(municipality_id=municipality, name=name, host=host)
    record(actor, history.GUIDE_OPENED, on=guide.id, on_kind="action_guide", now=now, name=name)


@atomic
def enter_statute(
    actor: Actor,
    code: str,
    *,
    law: str,
    section: str,
    about: str,
    link: str,
    starts: date,
    ends: date | None = None,
    now: datetime,
) -> None:
    """Enter a section of a law as it reads from a day on. Laws are the country's own: every municipality sees the same."""
    desk_of(actor)
    if Statute.objects.filter(code=code, starts=starts).exists():
        raise Refused(WhyNotPublish.NOTHING_CHANGED)
    statute = Statute.objects.create(
        code=code, law=law, section=section, about=about, link=link, starts=starts, ends=ends
    )
    day = starts.isoformat()
    record(actor, history.STATUTE_ENTERED, on=statute.id, on_kind="statute", now=now, law=law, section=section, day=day)

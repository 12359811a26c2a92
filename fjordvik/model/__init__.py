"""Fjordvik's public model: levels, steps, signs, whom to ring, texts, and what residents can find. Laid through the catalogue's own actions."""

from datetime import date, datetime

from django.utils.timezone import localdate

from fjordvik.model.articles import ARTICLES
from fjordvik.model.calls import CALLS
from fjordvik.model.level_0 import STEPS
from fjordvik.model.levels import LEVEL_1, LEVEL_2, LEVEL_3, LEVELS
from fjordvik.model.measures import MEASURES
from fjordvik.model.services import services
from fjordvik.model.signs import SIGNS
from somlos.foundation.access.rules import Actor
from somlos.municipality.catalogue import actions

MODEL = (*LEVELS, *STEPS, *LEVEL_1, *LEVEL_2, *LEVEL_3, *SIGNS, *CALLS, *ARTICLES)


def lay_model(actor: Actor, *, now: datetime) -> None:
    """Open Fjordvik's guide, enter the statutes it rests on and publish all of it from today."""
    actions.open_guide(actor, name="Fjordvik kommune", now=now)
    lay_statutes(actor, now=now)
    actions.publish(actor, MODEL, starts=localdate(now), now=now)


def lay_help(actor: Actor, *, now: datetime) -> None:
    """Publish the services and measures residents can find, with waiting times as they were just told."""
    today = localdate(now)
    actions.publish(actor, (*services(today), *MEASURES), starts=today, now=now)


def lay_statutes(actor: Actor, *, now: datetime) -> None:
    """Enter the sections of law that Fjordvik's texts rest on."""
    for code, law, section, about, place, starts in _STATUTES:
        link = f"https://lovdata.no/lov/{place}"
        actions.enter_statute(actor, code, law=law, section=section, about=about, link=link, starts=starts, now=now)


_STATUTES = (
    (
        "bvl-13-2",
        "Barnevernsloven",
        "§ 13-2",
        "Plikten til å melde til barnevernet",
        "2021-06-18-97/§13-2",
        date(2023, 1, 1),
    ),
    (
        "hpl-33",
        "Helsepersonelloven",
        "§ 33",
        "Plikten helsepersonell har til å melde til barnevernet",
        "1999-07-02-64/§33",
        date(2001, 1, 1),
    ),
    ("fvl-13", "Forvaltningsloven", "§ 13", "Taushetsplikten i forvaltningen", "1967-02-10/§13", date(1970, 1, 1)),
    (
        "strl-196",
        "Straffeloven",
        "§ 196",
        "Plikten til å avverge et straffbart forhold",
        "2005-05-20-28/§196",
        date(2015, 10, 1),
    ),
)

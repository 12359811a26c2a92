"""Fjordvik's public model: levels, steps, signs, whom to ring, texts. Laid through the catalogue's own actions."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from fjordvik.model.articles import ARTICLES
from fjordvik.model.calls import CALLS
from fjordvik.model.level_0 import STEPS
from fjordvik.model.levels import LEVEL_1, LEVEL_2, LEVEL_3, LEVELS
from fjordvik.model.signs import SIGNS
from somlos.municipality.catalogue import actions

MODEL = (*LEVELS, *STEPS, *LEVEL_1, *LEVEL_2, *LEVEL_3, *SIGNS, *CALLS, *ARTICLES)


def lay_model(municipality: UUID, *, by: UUID, now: datetime) -> None:
    """Open Fjordvik's guide, enter the statutes it rests on and publish all of it from today."""
    actions.open_guide(municipality, name="Fjordvik kommune")
    lay_statutes()
    actions.publish(municipality, MODEL, starts=localdate(now), by=by, now=now)


def lay_statutes() -> None:
    """Enter the sections of law that Fjordvik's texts rest on."""
    actions.enter_statute(
        "bvl-13-2",
        law="Barnevernsloven",
        section="§ 13-2",
        about="Plikten til å melde til barnevernet",
        link="https://lovdata.no/lov/2021-06-18-97/§13-2",
        starts=date(2023, 1, 1),
    )
    actions.enter_statute(
        "hpl-33",
        law="Helsepersonelloven",
        section="§ 33",
        about="Plikten helsepersonell har til å melde til barnevernet",
        link="https://lovdata.no/lov/1999-07-02-64/§33",
        starts=date(2001, 1, 1),
    )
    actions.enter_statute(
        "fvl-13",
        law="Forvaltningsloven",
        section="§ 13",
        about="Taushetsplikten i forvaltningen",
        link="https://lovdata.no/lov/1967-02-10/§13",
        starts=date(1970, 1, 1),
    )
    actions.enter_statute(
        "strl-196",
        law="Straffeloven",
        section="§ 196",
        about="Plikten til å avverge et straffbart forhold",
        link="https://lovdata.no/lov/2005-05-20-28/§196",
        starts=date(2015, 10, 1),
    )

"""Signs to be curious about, by age, and strengths to look for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from somlos.municipality.catalogue.models import Wording
from somlos.municipality.catalogue.rules.ages import AgeBand, band_at, years
from somlos.municipality.catalogue.rules.versions import Area, Kind
from somlos.municipality.catalogue.rules.words import Language
from somlos.municipality.catalogue.selectors.valid import rows_of

_HEADINGS = {
    Area.BODY: _("Kropp og helse"),
    Area.FEELINGS: _("Følelser"),
    Area.FRIENDS: _("Lek og venner"),
    Area.LEARNING_AND_HOME: _("Læring og hjem"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """Something to be curious about; never counted (R11)."""

    version: UUID
    says: str
    language: Language


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signs from the same part of a child's day."""

    area: Area
    heading: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class SignBand:
    """The signs of an age, in groups."""

    band: AgeBand
    ages: str
    groups: tuple[SignGroup, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """Every age's signs, and the strengths one always looks for."""

    bands: tuple[SignBand, ...]
    strengths: tuple[Sign, ...]


def signs(municipality: UUID, *, on: date, language: Language) -> Signs:
    """Return the signs of every age, in groups, and the strengths."""
    rows = rows_of(municipality, (Kind.SIGN,), on, language)
    with override(language):
        bands = [SignBand(band, _ages(band), _groups(rows, band)) for band in AgeBand]
    return Signs(tuple(band for band in bands if band.groups), _in_area(rows, "", Area.STRENGTH))


def signs_for(municipality: UUID, age_months: int, *, on: date, language: Language) -> SignBand | None:
    """Return the signs of one age; None when it is past the catalogue's."""
    band = band_at(age_months)
    return next((one for one in signs(municipality, on=on, language=language).bands if one.band is band), None)


def _ages(band: AgeBand) -> str:
    if band is AgeBand.FIRST_YEAR:
        return gettext("Svangerskap og første år")
    first, last = years(band)
    return gettext("%(first)s–%(last)s år") % {"first": first, "last": last}


def _groups(rows: Sequence[Wording], band: AgeBand) -> tuple[SignGroup, ...]:
    groups = (SignGroup(area, str(_HEADINGS[area]), _in_area(rows, band, area)) for area in _HEADINGS)
    return tuple(group for group in groups if group.signs)


def _in_area(rows: Sequence[Wording], band: str, area: Area) -> tuple[Sign, ...]:
    mine = (row for row in rows if row.version.sign.band == band and row.version.sign.area == area)
    return tuple(Sign(row.version_id, row.title, Language(row.language)) for row in mine)

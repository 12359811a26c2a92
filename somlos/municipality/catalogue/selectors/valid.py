"""Which versions hold on a day, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, TextField
from django.db.models.functions import Cast

from somlos.municipality.catalogue.models import ActionGuide, Wording, WordingQuerySet
from somlos.municipality.catalogue.rules.versions import Kind
from somlos.municipality.catalogue.rules.words import Language, Words, as_parts


@dataclass(frozen=True, slots=True)
class Publisher:
    """The municipality whose guide a host shows, with what changes when the guide does."""

    municipality: UUID
    name: str
    versions: int
    latest: datetime | None
    mark: str


def publisher(host: str, *, on: date) -> Publisher | None:
    """Find whose guide a host name shows: its own, or the one that every other host shows."""
    begun = Q(pages__versions__starts__lte=on)
    guides = ActionGuide.objects.filter(host__in={host, ""}).annotate(
        versions=Count("pages__versions", filter=begun),
        latest=Max("pages__versions__published_at", filter=begun),
        # Ids are random and only added to: with count and moment, the greatest tells two contents apart.
        greatest=Max(Cast("pages__versions__id", TextField()), filter=begun),
    )
    columns = ("municipality_id", "name", "versions", "latest", "greatest")
    found = guides.order_by("-host").values_list(*columns).first()
    if found is None:
        return None
    municipality, name, versions, latest, greatest = found
    return Publisher(municipality, name, versions, latest, mark=f"{versions}-{latest}-{greatest}")


_DETAILS = {
    Kind.STEP: "version__step",
    Kind.SIGN: "version__sign",
    Kind.CALL: "version__call",
    Kind.SERVICE: "version__help",
    Kind.MEASURE: "version__help",
}
"""Where the rest of a kind is kept; none is joined in vain, for each table costs more to plan than to read."""


def rows_of(municipality: UUID, kinds: Sequence[Kind], on: date, language: Language) -> list[Wording]:
    """Fetch the pages of these kinds as they hold on a day, in the order they are published in."""
    rows: WordingQuerySet = Wording.objects.filter(
        version__page__guide__municipality=municipality, version__page__kind__in=kinds
    )
    details = sorted(_DETAILS[kind] for kind in kinds if kind in _DETAILS)
    fetched = rows.valid(on, language).select_related(None).select_related("version__page", *details)
    valid = [row for row in fetched if not row.version.gone]
    return sorted(valid, key=lambda row: (row.version.place, row.version.page.key))


def words_of(row: Wording) -> Words:
    """Read what a row says."""
    return Words(row.title, row.lead, as_parts(row.parts))

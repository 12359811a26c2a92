"""The tree of units, as everybody may know it."""

from dataclasses import dataclass
from uuid import UUID

from somlos.foundation.organisations.models import Municipality, Unit
from somlos.foundation.organisations.rules.names import sorted_by_name


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with its place in the tree; `depth` is 0 right under the municipality."""

    unit_id: UUID
    name: str
    kind: str
    level: str
    level_name: str
    ownership: str
    phone: str
    parent_id: UUID | None
    municipality_id: UUID
    depth: int


def _card(row: Unit, *, names: dict[str, str], depth: int) -> UnitCard:
    level_name = names.get(row.level, row.level)
    return UnitCard(
        row.pk,
        row.name,
        row.kind,
        row.level,
        level_name,
        row.ownership,
        row.phone,
        row.parent_id,
        row.municipality_id,
        depth,
    )


def unit(unit_id: UUID) -> UnitCard | None:
    """Return a unit; its depth is not counted. One statement."""
    row = Unit.objects.select_related("municipality").filter(pk=unit_id).first()
    return _card(row, names=row.municipality.level_names, depth=0) if row else None


def units(municipality_id: UUID) -> tuple[UnitCard, ...]:
    """Return a municipality's units, each before those below it, in the order of their names. One statement."""
    rows = Unit.objects.filter(municipality=municipality_id).select_related("municipality")
    below: dict[UUID | None, list[Unit]] = {}
    for row in sorted_by_name(rows, lambda row: row.name):
        below.setdefault(row.parent_id, []).append(row)

    def walk(parent: UUID | None, depth: int) -> list[UnitCard]:
        found = []
        for row in below.get(parent, []):
            found += [_card(row, names=row.municipality.level_names, depth=depth), *walk(row.pk, depth + 1)]
        return found

    return tuple(walk(None, 0))


def level_names(municipality_id: UUID) -> dict[str, str]:
    """Return what a municipality calls its levels, from the top. One statement."""
    return dict(Municipality.objects.values_list("level_names", flat=True).get(pk=municipality_id))


def is_empty() -> bool:
    """Tell whether no municipality has been founded here yet. One statement."""
    return not Municipality.objects.exists()

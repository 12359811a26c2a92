"""A text column that is sealed at rest and opened only on a page that was let in."""

from collections.abc import Sequence
from typing import Any, NoReturn
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from somlos.foundation.vault import ring


class Sealed(bytes):
    """Sealed text as it lies in the database; refuses to be shown by mistake."""

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("sealed text is opened through its row")

    __str__ = __repr__ = __format__ = __html__ = _refuse


class _Opening(DeferredAttribute):
    """Opens a sealed value the first time the row is asked for it."""

    field: "SealedTextField"

    def __set__(self, row: models.Model, value: object) -> None:
        row.__dict__[self.field.attname] = value

    def __get__(self, row: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        value = super().__get__(row, cls)
        if isinstance(value, Sealed):
            value = row.__dict__[self.field.attname] = self.field.open(row, value)
        return value


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """A text sealed with AES-256-GCM under its compartment's key, bound to label, row and box (W20, W22).

    The label is frozen here, never taken from a table's name, so that a rename leaves every row readable. A sealed
    field cannot be filtered, ordered or compared by: it would compare ciphertext in silence.
    """

    descriptor_class = _Opening

    def __init__(self, *, label: str, box_field: str = "compartment_id", **options: Any) -> None:
        self.label = label
        self.box_field = box_field
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return what a migration needs to make the field again."""
        name, path, args, options = super().deconstruct()
        return (
            name,
            path,
            args,
            {**options, "label": self.label, "box_field": self.box_field},
        )

    def _box(self, row: models.Model) -> UUID:
        box: UUID = getattr(row, self.box_field)
        return box

    def _bound_to(self, row: models.Model) -> bytes:
        return f"{self.label}|{row.pk}|{self._box(row)}".encode()

    def open(self, row: models.Model, sealed: bytes) -> str:
        """Open the text of a row whose box is on the ring."""
        return ring.open_sealed(bytes(sealed), box=self._box(row), bound_to=self._bound_to(row))

    def seal(self, row: models.Model, text: str) -> Sealed:
        """Seal a text for a row whose box is on the ring."""
        return Sealed(ring.seal(text, box=self._box(row), bound_to=self._bound_to(row)))

    def from_db_value(self, value: bytes | None, expression: object, connection: object) -> Sealed | None:
        """Wrap what the database gave, so that it cannot be shown unopened."""
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        """Leave the value as it is: text before sealing, Sealed after."""
        return value

    def pre_save(self, row: models.Model, add: bool) -> Any:
        """Seal the text on its way to the database."""
        value = row.__dict__.get(self.attname)
        return self.seal(row, value) if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Refuse plain text that did not come through a row (update, bulk_update)."""
        if isinstance(value, str):
            raise TypeError(f"{self.label}: sealed text is saved through its row")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow a question whether there is a text, and no other."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.label} is sealed: it cannot be searched or ordered by the database")

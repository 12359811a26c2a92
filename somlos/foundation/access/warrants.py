"""The proof that a door was opened. Made by the door, demanded by every action."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from somlos.foundation.access.rules import Actor, Permission


class NotCovered(Exception):
    """An action was called with a warrant for something else: a mistake in the code, never a person's."""


class Place(TypedDict):
    """Where a row about a child lies."""

    subject_id: UUID
    compartment_id: UUID


@dataclass(frozen=True, slots=True)
class Warrant:
    """Who opened which compartment of whom, to do what, through which relation, for what purpose, when."""

    actor: Actor
    subject_id: UUID
    compartment_id: UUID
    identity_id: UUID
    unit_id: UUID | None
    permission: Permission
    through: str
    purpose: str
    at: datetime

    @property
    def place(self) -> Place:
        """Return subject and compartment, as every row about a child carries them."""
        return {"subject_id": self.subject_id, "compartment_id": self.compartment_id}

    def must_cover(self, permission: Permission) -> None:
        """Raise unless the door was opened for this very permission."""
        if self.permission != permission:
            raise NotCovered(f"opened for {self.permission.name}, not {permission.name}")

"""What can happen, as people would say it, and how each sentence forgets."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar, Protocol
from uuid import UUID

from django.utils.functional import Promise

from somlos.foundation.access.rules import Actor
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.audit.actions import Sentence, append


class Keeps(Enum):
    """How long the words of a sentence can be read."""

    WITH_ITS_COMPARTMENT = "until the compartment's own key is forgotten"
    WITH_ITS_SUBJECT = "until the subject is forgotten"
    FOR_GOOD = "for good: no person's matter is told"


@dataclass(frozen=True, slots=True)
class Happening:
    """One kind of thing that can happen: a stable code, its sentence in bokmål, and how it forgets."""

    all: ClassVar[dict[str, "Happening"]] = {}

    code: str
    sentence: str | Promise
    keeps: Keeps

    def __post_init__(self) -> None:
        if self.code in self.all:
            raise ValueError(f"{self.code} is declared twice")
        self.all[self.code] = self


class HasId(Protocol):
    """Anything with an id."""

    id: UUID


def record(
    warrant: Warrant,
    happening: Happening,
    *,
    on: HasId | None = None,
    on_kind: str = "",
    by_words: str,
    now: datetime,
    because: str | None = None,
    **words: str,
) -> None:
    """Add a sentence to the history of the compartment the warrant opened, in the change's own transaction."""
    append(
        Sentence(
            at=now,
            user_id=warrant.actor.user_id,
            seat_id=warrant.actor.seat_id,
            actor_words=by_words,
            kind=happening.code,
            subject_id=warrant.subject_id,
            compartment_id=warrant.compartment_id,
            box_id=warrant.compartment_id,
            object_kind=on_kind or (type(on).__name__.lower() if on is not None else ""),
            object_id=on.id if on is not None else None,
            said=json.dumps(words, ensure_ascii=False),
            because=because,
        )
    )


def record_at_scope(
    actor: Actor,
    happening: Happening,
    *,
    municipality_id: UUID,
    on: UUID | None,
    on_kind: str,
    by_words: str,
    now: datetime,
    **words: str,
) -> None:
    """Add a sentence that is about no child to the municipality's history."""
    append(
        Sentence(
            at=now,
            user_id=actor.user_id,
            seat_id=actor.seat_id,
            actor_words=by_words,
            kind=happening.code,
            subject_id=None,
            compartment_id=None,
            box_id=municipality_id,
            object_kind=on_kind,
            object_id=on,
            said=json.dumps(words, ensure_ascii=False),
            because=None,
        )
    )

"""How tests act as somebody: through a session, as pages do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from somlos.foundation.access import selectors
from somlos.foundation.access.actions import begin_session
from somlos.foundation.access.postgres.base import acting_as, story_time
from somlos.foundation.access.rules import Actor
from somlos.foundation.vault.ring import empty_ring


@contextmanager
def signed_in(identity_hash: bytes, *, kind: str = "employee", at: datetime | None = None) -> Iterator[Actor]:
    """Act as somebody for a while: a session, one transaction, an empty ring. What is done is committed at the end."""
    with story_time(at) if at else _no_story():
        secret = begin_session(identity_hash, kind=kind, lasts=timedelta(hours=1))
        if secret is None:
            raise AssertionError("nobody is expected under this identity")
        with acting_as(secret), empty_ring(), transaction.atomic():
            actor = selectors.me()
            if actor is None:
                raise AssertionError("the session opened nothing")
            yield actor


@contextmanager
def _no_story() -> Iterator[None]:
    yield

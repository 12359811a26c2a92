"""Municipalities with somebody at the desk, founded once for a file of tests and committed; each test rolls back its own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from somlos.config import testing
from somlos.config.database import Server
from somlos.foundation.access.postgres.base import story_time
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.testing import signed_in
from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.accounts.rules.identity import Identity, by_work_account
from somlos.foundation.organisations.actions import found_municipality

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)


@dataclass(frozen=True, slots=True)
class Desk:
    """A municipality and the identity of the administrator who publishes for it."""

    municipality: UUID
    identity: Identity

    def sits(self, *, at: datetime) -> AbstractContextManager[Actor]:
        """Sign the administrator in."""
        return signed_in(identity_hash(self.identity), at=at)


def lay_desk(name: str, *, now: datetime) -> Desk:
    """Found a municipality whose guide nobody has opened."""
    administrator, begun = by_work_account(tenant=uuid4(), account=uuid4()), now - timedelta(days=1)
    with story_time(begun):
        founded = found_municipality(
            name=name,
            administrator=administrator,
            administrator_name="Anne Brekkerud",
            administrator_title="systemansvarlig",
            ends=now + timedelta(days=1000),
            now=begun,
        )
    return Desk(founded.municipality_id, administrator)


@contextmanager
def house(blocker: DjangoDbBlocker, server: Server, keys: Path) -> Iterator[None]:
    """Let a file of tests lay what is committed, with keys of its own; emptied when the file is done."""
    with pytest.MonkeyPatch.context() as patch, blocker.unblock():
        patch.setattr(settings, "SOMLOS_KEYS", keys)
        patch.setattr(settings, "SOMLOS_ANCHOR", keys / "anchor" / "heads.log")
        yield
        name = str(connections["default"].settings_dict["NAME"])
        for connection in connections.all():
            connection.close()
        testing.empty(Server(host=server.host, name=name))

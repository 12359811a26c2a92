"""What the tests of the door share: a house with real transactions, and a town in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from somlos.config import testing
from somlos.config.database import Server
from somlos.foundation.access.tests.town import INVITATIONS, Town, lay_town, leave, speaking_as


@pytest.fixture(scope="module")
def house(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    test_server: Server,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The database with real transactions, and keys of its own; emptied when the file is done."""
    keys = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(settings, "SOMLOS_KEYS", keys)
        patch.setattr(settings, "SOMLOS_ANCHOR", keys / "anchor" / "heads.log")
        with speaking_as("owner") as owner:
            for audience, by, kind, within, may_write, may_invite in INVITATIONS:
                owner.execute(
                    "insert into access_invitation (id, audience, by_kind, kind, within, may_write, may_invite, at_most_days)"
                    " values (gen_random_uuid(), %s, %s, %s, %s, %s, %s, 90)",
                    (audience, by.name, kind.name, within, may_write, may_invite),
                )
        yield keys
        with speaking_as("owner") as owner:
            for audience, by, kind, *_ in INVITATIONS:
                owner.execute(
                    "delete from access_invitation where audience = %s and by_kind = %s and kind = %s",
                    (audience, by.name, kind.name),
                )
        name = str(connections["default"].settings_dict["NAME"])
        leave()
        for connection in connections.all():
            connection.close()
        testing.empty(Server(host=test_server.host, name=name))


@pytest.fixture
def town(house: Path) -> Town:
    """A town with two services and somebody in each part the door knows."""
    town = lay_town()
    for name in ("Tove", "Maja", "Siri"):
        town.employ(name, "Bjørkehaug")
    town.employ("Randi", "Bjørkehaug", role="unit_leader")
    town.employ("Harald", "PPT")
    town.employ("Helle", "PPT", role="unit_leader")
    town.employ("Petter", "town", role="data_protection_officer")
    return town

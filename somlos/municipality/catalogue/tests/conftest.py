"""What the tests of the catalogue share."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from somlos.config.database import Server
from somlos.foundation.access.rules import Actor
from somlos.municipality.catalogue import actions
from somlos.municipality.catalogue.tests.desk import NOW, Desk, house, lay_desk


@pytest.fixture(scope="module")
def desks(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    test_server: Server,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Desk, Desk]]:
    """Fjordvik and Høglia."""
    with house(django_db_blocker, test_server, tmp_path_factory.mktemp("keys")):
        yield lay_desk("Fjordvik kommune", now=NOW), lay_desk("Høglia kommune", now=NOW)


@pytest.fixture
def editor(desks: tuple[Desk, Desk], db: None) -> Iterator[Actor]:
    """Somebody who publishes for Fjordvik, where the guide is open and empty."""
    with desks[0].sits(at=NOW) as actor:
        actions.open_guide(actor, name="Fjordvik kommune", now=NOW)
        yield actor

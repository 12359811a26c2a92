"""What the tests of the catalogue share."""

from uuid import UUID

import pytest

from somlos.municipality.catalogue import actions
from somlos.municipality.catalogue.tests.scope import lay_scope


@pytest.fixture
def fjordvik(db: None) -> UUID:
    """Fjordvik's scope, with a guide that is open and empty."""
    municipality = lay_scope()
    actions.open_guide(municipality, name="Fjordvik kommune")
    return municipality

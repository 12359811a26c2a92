"""A municipality with a list of children to be in."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from somlos.foundation.organisations.tests.fjordvik import Fjordvik, lay_fjordvik
from somlos.foundation.people.tests.children import a_list, ella_on


@pytest.fixture
def fjordvik(transactional_db: None, settings: Settings, tmp_path: Path) -> Fjordvik:
    """Fjordvik on a Monday in March, without a child yet."""
    settings.SOMLOS_KEYS, settings.SOMLOS_ANCHOR = tmp_path / "keys", tmp_path / "anchor" / "heads.log"
    settings.DEMO = True
    return lay_fjordvik(datetime(2026, 3, 2, 8, tzinfo=UTC))


@pytest.fixture
def blue(fjordvik: Fjordvik) -> UUID:
    """Tove's list."""
    return a_list(fjordvik)


@pytest.fixture
def ella(fjordvik: Fjordvik, blue: UUID) -> UUID:
    """Ella, on Tove's list."""
    return ella_on(fjordvik, blue)
